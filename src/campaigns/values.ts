// The smallest values of a campaign file as zod schemas. The error message of each says, in words, what is
// allowed there; mistakes.ts puts what is wrong in front of it.
import { z } from "zod";
import { isEmailAddress } from "./answer-text.ts";
import { isSlug, RESERVED_FIELD_IDS, RESERVED_SLUGS } from "./reserved.ts";

/** One line without control characters, trimmed. */
export function line(max: number, what = "a text") {
  const error = `${what} of one line, 1 to ${max} characters`;
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(max, { error })
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, { error });
}

/** Lines and paragraphs, trimmed; no control characters but the line break and the tab. */
export function lines(max: number, what = "a text") {
  const error = `${what} of 1 to ${max} characters`;
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(max, { error })
    .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, { error });
}

/** One of a fixed list of words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: words.join(", ") });
}

/** A block of keys; unknown keys are mistakes, and the message lists the known ones. */
export function block<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  const keys = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? keys : `${what} with ${keys}`),
  });
}

/** A list of at least `min` things. */
export function list<Item extends z.ZodType>(item: Item, what: string, { min = 1, max = 100 } = {}) {
  const error = `a list of ${min} to ${max} ${what}`;
  return z.array(item, { error }).min(min, { error }).max(max, { error });
}

const DAY = "a day written year-month-day, such as 2027-12-31";
export const day = z.iso.date({ error: DAY });

const SLUG = `2 to 60 of a–z, 0–9 and single hyphens between them, and none of ${[...RESERVED_SLUGS].join(", ")}`;
export const slug = z
  .string({ error: SLUG })
  .min(2, { error: SLUG })
  .max(60, { error: SLUG })
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, { error: SLUG })
  .refine(isSlug, { error: SLUG });

const LANGUAGE = "a language's code, such as en, fr, zh-Hant";
export const language = z
  .string({ error: LANGUAGE })
  .max(35, { error: LANGUAGE })
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, { error: LANGUAGE })
  .refine((code) => canonicalLanguage(code) !== null, { error: LANGUAGE });

const COLOUR = 'a colour written "#rrggbb" in quotes, such as "#9b1c1c"';
export const colour = z.string({ error: COLOUR }).regex(/^#[0-9a-fA-F]{6}$/, { error: COLOUR });

const WEB = "a web address that begins with https:// or http://";
export const web = z
  .string({ error: WEB })
  .max(2000, { error: WEB })
  .regex(/^https?:\/\/[^\s\p{Cc}"<>\\^`{|}]+$/u, { error: WEB })
  .refine(isWebAddress, { error: WEB });

const EMAIL = "an e-mail address, such as hello@example.org";
export const email = z
  .string({ error: EMAIL })
  .trim()
  .max(254, { error: EMAIL })
  .refine(isEmailAddress, { error: EMAIL })
  .meta({ format: "email" });

const PHONE = 'a telephone number in quotes, such as "+1 416 555 0100"';
export const phone = z
  .string({ error: PHONE })
  .trim()
  .regex(/^[+(]?[0-9][0-9 ()./-]{2,40}$/, { error: PHONE });

const COUNT = "a whole number from 0 to 100000000";
export const count = z.int({ error: COUNT }).min(0, { error: COUNT }).max(100_000_000, { error: COUNT });

export const yesOrNo = z.boolean({ error: "true, false" });

const FIELD_ID =
  "a–z first, then up to 31 of a–z, 0–9 and _, and none of the form's own names: " +
  [...RESERVED_FIELD_IDS].join(", ");
export const fieldId = z
  .string({ error: FIELD_ID })
  .regex(/^[a-z][a-z0-9_]{0,31}$/, { error: FIELD_ID })
  .refine((id) => !RESERVED_FIELD_IDS.has(id), { error: FIELD_ID });

const PICTURE = "a picture's name as the desk gives it, such as 4f0c….webp";
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
