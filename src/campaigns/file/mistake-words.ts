// What is wrong in a campaign file, in words. English is made here for everybody: the command line, the API and an
// English desk; a desk says it in its own language (organiser/<language>/mistakes.json).

import { openCatalogue, type Say } from "../../locales/catalogue.ts";
import english from "../../locales/organiser/en/mistakes.json" with { type: "json" };
import type { Mistake } from "./mistakes.ts";

export type MistakeKey = keyof typeof english;

/** A mistake as it is told. */
export interface Told {
  /** A whole sentence. */
  readonly what: string;
  /** Without a full stop: "a day written …", "optional, required, none". */
  readonly allowed: string;
}

/**
 * Says a mistake.
 * @param say a catalogue that has the sentences of mistakes
 * @param name how the value is called; `this` where it stands beside the words
 */
export function sayMistake(
  say: Say<MistakeKey>,
  { code, values, form }: Pick<Mistake, "code" | "values" | "form">,
  name: string,
): Told {
  const what = say(`mistake.${code}` as MistakeKey, { name, ...values });
  const allowed = form
    ? say(`form.${form.code}`, form.values)
    : say(`allowed.${code}` as MistakeKey, { name, ...values });
  return { what, allowed };
}

const inEnglish = openCatalogue<MistakeKey>(english, {}).say("en");

/** A mistake with its words in English, as the API gives it and the command line prints it. */
export function toldInEnglish({ path, ...mistake }: Mistake) {
  const way = path?.map((step) => (typeof step === "number" ? step : String(step)));
  return { ...mistake, ...(way && { path: way }), ...sayMistake(inEnglish, mistake, nameOf(way ?? [])) };
}

/** How a value is called in a sentence: its key, or which entry of which list. */
function nameOf(path: readonly (string | number)[]): string {
  const last = path.at(-1);
  if (last === undefined) return "The front matter";
  return typeof last === "number" ? `Entry ${last + 1} of ${nameOf(path.slice(0, -1))}` : String(last);
}

/**
 * A mistake on one line, as compilers print theirs.
 * @returns `file:line: what is wrong. Allowed: ….`
 */
export function mistakeLine(told: {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly allowed?: string | undefined;
}): string {
  const { file, line, what, allowed } = told;
  return `${file}:${line}: ${what}${allowed === undefined ? "" : ` Allowed: ${allowed}.`}`;
}
