// What somebody typed into a campaign's form, read against its fields. The same rules read a row when a key
// holder opens it, so that nothing else is ever counted as an answer.
import { z } from "zod";
import type { Answers, As, Field, FieldError, FieldErrorKind, SignAction } from "../campaign.ts";
import { bytesOf, LIMITS, readText } from "./answer-text.ts";
import { fieldsFor, formOrder, isRequired } from "./fields.ts";

/**
 * All answers of one row as JSON have at most this many bytes: the largest text of a row (1,664 · 2^5) without
 * what else stands in it.
 */
const MOST_BYTES = 51_200;

export type ReadAnswers =
  | { readonly ok: true; readonly fields: Answers }
  | { readonly ok: false; readonly errors: FieldError[] };

/**
 * Reads the campaign's own fields of a form.
 * @param sign the form
 * @param as who signs
 * @param values what was sent by the fields' ids, and nothing of the form's own (`email`, `appear`, …)
 * @returns the answers in the form's order without the empty ones, or every error in that order
 */
export function readAnswers(
  sign: SignAction,
  as: As,
  values: ReadonlyMap<string, readonly string[]>,
): ReadAnswers {
  const asked = fieldsFor(sign, as);
  const fields: Answers = {};
  const errors: FieldError[] = [];
  for (const field of asked) {
    const read = readField(field, values.get(field.id) ?? []);
    if (!read.ok) errors.push({ field: field.id, kind: read.kind });
    else if (read.value !== "" && read.value.length > 0) fields[field.id] = read.value;
    else if (isRequired(field, as)) errors.push({ field: field.id, kind: "missing" });
  }
  for (const [id, sent] of values) {
    if (asked.some((field) => field.id === id)) continue;
    // A field that is asked only of the others may come along empty.
    const ofOthers =
      sign.fields.some((field) => field.id === id) && sent.every((value) => value.trim() === "");
    if (!ofOthers) errors.push({ field: id, kind: "unknown" });
  }
  if (errors.length === 0 && isTooMuch(fields)) {
    errors.push({ field: longest(fields), kind: "too_long" });
  }
  return errors.length > 0
    ? { ok: false, errors: answersErrorOrder(sign, as, errors) }
    : { ok: true, fields };
}

/** In JSON a character is written with six bytes at most, and between two answers stand a few more. */
function isTooMuch(fields: Answers): boolean {
  let most = 0;
  for (const [id, answer] of Object.entries(fields)) {
    most += 6 * id.length + 8;
    for (const text of [answer].flat()) most += 6 * text.length + 8;
  }
  return most > MOST_BYTES && bytesOf(JSON.stringify(fields)) > MOST_BYTES;
}

/**
 * Errors in the order in which their fields stand in the form; those of no field last.
 * @param errors of the campaign's fields and of `email`, `appear`, `shown_as`
 */
export function answersErrorOrder(sign: SignAction, as: As, errors: readonly FieldError[]): FieldError[] {
  const order = formOrder(sign, as);
  const place = ({ field }: FieldError) => (order.includes(field) ? order.indexOf(field) : order.length);
  return errors.toSorted((a, b) => place(a) - place(b));
}

/**
 * The schema of an opened row's `fields`: exactly what `readAnswers` gives for this form.
 * @param sign the form of the version that was signed
 * @param as who signed
 */
export function answersSchema(sign: SignAction, as: As): z.ZodType<Answers> {
  return z
    .record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]))
    .refine((fields) => isAnswers(sign, as, fields), { error: "not answers to this form" });
}

/** Answers to a form that nobody knows any more: whatever a form may have asked. */
export const SomeAnswers: z.ZodType<Answers> = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,31}$/), z.union([z.string(), z.array(z.string()).min(1)]))
  .refine((fields) => !isTooMuch(fields), { error: "more than a form takes" });

function isAnswers(sign: SignAction, as: As, fields: Answers): boolean {
  const values = new Map(Object.entries(fields).map(([id, value]) => [id, [value].flat()]));
  const read = readAnswers(sign, as, values);
  return read.ok && JSON.stringify(read.fields) === JSON.stringify(fields);
}

type ReadField =
  | { readonly ok: true; readonly value: string | string[] }
  | { readonly ok: false; readonly kind: FieldErrorKind };

function readField(field: Field, sent: readonly string[]): ReadField {
  if (field.type === "choices") return readChoices(field, sent);
  const [value = "", ...more] = sent;
  if (more.length > 0) return { ok: false, kind: "repeated" };
  if (field.type === "choice") {
    const chosen = readChoices(field, [value]);
    return chosen.ok ? { ok: true, value: chosen.value[0] ?? "" } : chosen;
  }
  const isName = field.id === "name" || field.id === "organisation";
  return readText(value, {
    maxBytes: field.maxBytes,
    paragraphs: field.type === "long",
    ...(isName && {
      maxGraphemes: LIMITS.nameGraphemes,
      name: field.id === "name" ? ("person" as const) : ("organisation" as const),
    }),
  });
}

function readChoices(field: Field, sent: readonly string[]): ReadField {
  const chosen = sent.map((value) => value.normalize("NFC").trim()).filter((value) => value !== "");
  if (!chosen.every((value) => field.options.includes(value))) return { ok: false, kind: "not_offered" };
  return { ok: true, value: field.options.filter((option) => chosen.includes(option)) };
}

function longest(fields: Answers): string {
  const size = (id: string) => JSON.stringify(fields[id]).length;
  return Object.keys(fields).reduce((most, id) => (size(id) > size(most) ? id : most));
}
