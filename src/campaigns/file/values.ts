// The smallest values of a campaign file as zod schemas. The error message of each carries what is allowed there, as a
// word of a fixed list (mistakes.ts); value-mistakes.ts puts what is wrong beside it.
import { z } from "zod";
import { isEmailAddress } from "../form/answer-text.ts";
import { carried } from "./mistakes.ts";
import { isSlug, RESERVED_FIELD_IDS, RESERVED_SLUGS } from "./reserved.ts";

/** One line without control characters, trimmed. */
export function line(max: number) {
  const error = carried("line", { most: max });
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(max, { error })
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, { error });
}

/** Lines and paragraphs, trimmed; no control characters but the line break and the tab. */
export function lines(max: number) {
  const error = carried("lines", { most: max });
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(max, { error })
    .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, { error });
}

/** One of a fixed list of words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: carried("words", { words: words.join(", ") }) });
}

/**
 * A block of keys; unknown keys are mistakes, and the message lists the known ones.
 * @param what which block it is, as `form.block` calls it
 */
export function block<Shape extends z.ZodRawShape>(shape: Shape, what = "block") {
  const words = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys" ? carried("keys", { words }) : carried("block", { what, words }),
  });
}

/**
 * A list of one thing or more.
 * @param things what they are, as `form.list` calls them
 */
export function list<Item extends z.ZodType>(item: Item, things: string, max = 100) {
  const error = carried("list", { max, things });
  return z.array(item, { error }).min(1, { error }).max(max, { error });
}

/** A list of some of a few words. */
export function listOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  const max = words.length;
  const error = carried("list_of", { max, words: words.join(", ") });
  return z.array(oneOf(words), { error }).min(1, { error }).max(max, { error });
}

const DAY = carried("day");
export const day = z.iso.date({ error: DAY });

const SLUG = carried("slug", { words: [...RESERVED_SLUGS].join(", ") });
export const slug = z
  .string({ error: SLUG })
  .min(2, { error: SLUG })
  .max(60, { error: SLUG })
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, { error: SLUG })
  .refine(isSlug, { error: SLUG });

const LANGUAGE = carried("language");
export const language = z
  .string({ error: LANGUAGE })
  .max(35, { error: LANGUAGE })
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, { error: LANGUAGE })
  .refine((code) => canonicalLanguage(code) !== null, { error: LANGUAGE });

const COLOUR = carried("colour");
export const colour = z.string({ error: COLOUR }).regex(/^#[0-9a-fA-F]{6}$/, { error: COLOUR });

const WEB = carried("web");
export const web = z
  .string({ error: WEB })
  .max(2000, { error: WEB })
  .regex(/^https?:\/\/[^\s\p{Cc}"<>\\^`{|}]+$/u, { error: WEB })
  .refine(isWebAddress, { error: WEB });

const EMAIL = carried("email");
export const email = z
  .string({ error: EMAIL })
  .trim()
  .max(254, { error: EMAIL })
  .refine(isEmailAddress, { error: EMAIL })
  .meta({ format: "email" });

const PHONE = carried("phone");
export const phone = z
  .string({ error: PHONE })
  .trim()
  .regex(/^[+(]?[0-9][0-9 ()./-]{2,40}$/, { error: PHONE });

const COUNT = carried("count");
export const count = z.int({ error: COUNT }).min(0, { error: COUNT }).max(100_000_000, { error: COUNT });

export const yesOrNo = z.boolean({ error: carried("yes_or_no") });

const FIELD_ID = carried("field_id", { words: [...RESERVED_FIELD_IDS].join(", ") });
export const fieldId = z
  .string({ error: FIELD_ID })
  .regex(/^[a-z][a-z0-9_]{0,31}$/, { error: FIELD_ID })
  .refine((id) => !RESERVED_FIELD_IDS.has(id), { error: FIELD_ID });

const PICTURE = carried("picture");
export const pictureFile = z
  .string({ error: PICTURE })
  .regex(/^[0-9a-f]{32}-[1-9][0-9]{1,3}x[1-9][0-9]{1,3}\.(?:webp|jpg)$/, { error: PICTURE });

/**
 * The canonical form of a language's code. BCP 47 leaves room for languages of four to eight letters, of which none was
 * ever registered: a name such as "French" is no code.
 * @returns for example "zh-Hant" for "zh-hant"; null when it is no BCP 47 code
 */
export function canonicalLanguage(code: string): string | null {
  try {
    const canonical = Intl.getCanonicalLocales(code)[0] ?? "";
    return /^[a-z]{2,3}(?:-|$)/.test(canonical) ? canonical : null;
  } catch {
    return null;
  }
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
