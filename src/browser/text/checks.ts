// What is wrong in the files that are edited, by the field it belongs to: the reader's own mistakes, asked anew after
// every change.
import type { Mistake } from "../../campaigns/campaign.ts";
import type { Way } from "../../campaigns/editing/paths.ts";
import { readCampaignFile } from "../../campaigns/file.ts";
import { publishable } from "../../campaigns/publishable.ts";
import { mergeTranslations } from "../../campaigns/translations.ts";

/** A mistake of one of the files. */
export interface Wrong extends Mistake {
  /** The file's place. */
  readonly at: number;
}

/** @returns every mistake that publishing would find in the files, the original first */
export function wrongIn(texts: readonly string[]): Wrong[] {
  const read = texts.map((text, at) => readCampaignFile(String(at), text));
  const [first, ...others] = read;
  const mistakes = read.flatMap((one) => (one.ok ? [] : one.mistakes));
  if (first?.ok) {
    const translations = others.flatMap((one) => (one.ok ? [one.file] : []));
    if (first.file.role === "original") mistakes.push(...publishable(first.file));
    const merged = mergeTranslations(first.file, translations);
    if (!merged.ok) mistakes.push(...merged.mistakes);
  }
  return mistakes.map((mistake) => ({ ...mistake, at: Number(mistake.file) }));
}

/** The name by which the page finds the field of a value. */
export function fieldId(at: number, way: readonly PropertyKey[]): string {
  return `f-${at}-${way.map(String).join("-")}`;
}

/** Whether a mistake is about that very value. */
export function isAbout(wrong: Wrong, at: number, way: Way): boolean {
  return (
    wrong.at === at &&
    wrong.path?.length === way.length &&
    way.every((step, place) => wrong.path?.[place] === step)
  );
}

/** Whether something is not there yet, rather than wrong. */
export function isMissing({ what }: Pick<Mistake, "what">): boolean {
  return /is missing\b|is empty\.$|cannot be empty\b|says nothing|names no way|has no label|has nothing to choose/.test(
    what,
  );
}
