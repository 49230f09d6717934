// What leaves a campaign and what comes of it, in the desk's API: the lists that were saved, and the steps that everybody
// is told of: delivered, answered, outcome.
import * as z from "zod";
import { call, line } from "../../web/api.ts";

const slug = z.string().max(64);
const where = { slug };
const day = z.int().nonnegative();

/** What can come of a campaign, in the order in which it does. */
export const STEPS = ["delivered", "answered", "outcome"] as const;
export type StepKind = (typeof STEPS)[number];

/** Paragraphs; an answer is rarely longer than some pages. */
const paragraphs = z
  .string()
  .max(20_000)
  .refine((text) => text.isWellFormed() && !/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text), {
    error: "control characters",
  })
  .normalize("NFC")
  .trim();

/** Whether a text is an address of the web. */
export function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? "");
}

const link = z
  .string()
  .max(2_000)
  .refine((text) => text === "" || isWebAddress(text), {
    error: "not an address that begins with https:// or http://",
  });

const Told = z.strictObject({
  kind: z.enum(STEPS),
  /** The day of it, days since 1970-01-01. */
  day,
  /** To whom it was delivered, or who answered; may be "". */
  whom: line(400),
  text: paragraphs,
  /** An address of the web, or "". */
  link,
  /** In which language the words are. */
  language: z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/),
});
/** A step as it is told. */
export type Told = z.output<typeof Told>;

const Step = Told.extend({ id: z.int().positive() });
export type Step = z.output<typeof Step>;

export const handingApi = {
  /** The lists that left, the last one first: who saved one, when, and how many signatures were in it. */
  exports: call({
    method: "GET",
    path: "/campaigns/:slug/exports",
    who: "signed_in",
    request: z.strictObject(where),
    answer: z.strictObject({
      exports: z.array(z.strictObject({ by: z.string(), day: z.int(), many: z.int() })),
    }),
  }),
  /** What came of it so far, by day. */
  steps: call({
    method: "GET",
    path: "/campaigns/:slug/steps",
    who: "signed_in",
    request: z.strictObject(where),
    answer: z.strictObject({ steps: z.array(Step) }),
  }),
  /** Tells everybody of a step; with the id of one that was told, it takes its place. */
  tellStep: call({
    method: "POST",
    path: "/campaigns/:slug/steps",
    who: "organiser",
    request: z.strictObject({ ...where, id: z.nullable(z.int().positive()), step: Told }),
    answer: z.strictObject({ id: z.int().positive() }),
  }),
  /** Takes a step back. */
  dropStep: call({
    method: "POST",
    path: "/campaigns/:slug/steps/drop",
    who: "organiser",
    again: true,
    request: z.strictObject({ ...where, id: z.int().positive() }),
    answer: z.strictObject({}),
  }),
} as const;
