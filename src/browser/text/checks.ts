// What is wrong in the files that are edited, by the field it belongs to: the reader's own mistakes, asked anew after
// every change.
import type { Way } from "../../campaigns/editing/paths.ts";
import { readEdited } from "../../campaigns/editing/writing.ts";
import { readCampaignFile } from "../../campaigns/file/file.ts";
import type { Mistake } from "../../campaigns/file/mistakes.ts";
import { keepsNothing, publishable } from "../../campaigns/file/publishable.ts";
import { mergeTranslations } from "../../campaigns/file/translations.ts";
import type { ApiRefused } from "../../organisers/client.ts";

/** A mistake of one of the files. */
export interface Wrong extends Mistake {
  /** The file's place. */
  readonly at: number;
  /** In English, as the network told it: for a mistake that is not known here. */
  readonly what?: string;
}

/**
 * @param today the day it is at the network, as an ISO date
 * @returns every mistake that publishing would find in the files, the original first
 */
export function wrongIn(texts: readonly string[], today: string): Wrong[] {
  const read = texts.map((text, at) => readCampaignFile(String(at), text));
  const [first, ...others] = read;
  const mistakes = read.flatMap((one) => (one.ok ? [] : one.mistakes));
  if (first?.ok) {
    const translations = others.flatMap((one) => (one.ok ? [one.file] : []));
    if (first.file.role === "original") {
      const kept = keepsNothing(first.file, today);
      mistakes.push(...publishable(first.file), ...(kept ? [kept] : []));
    }
    const merged = mergeTranslations(first.file, translations);
    if (!merged.ok) mistakes.push(...merged.mistakes);
  }
  return mistakes.map((mistake) => ({ ...mistake, at: Number(mistake.file) }));
}

/** What is wrong in files whose front matter cannot be read at all; empty when each can be edited. */
export function wrongInOpened(files: readonly { readonly name: string; readonly text: string }[]): Wrong[] {
  return files
    .filter(({ text }) => readEdited(text) === null)
    .flatMap(({ name, text }, at) => {
      const read = readCampaignFile(name, text);
      return read.ok ? [] : read.mistakes.map((mistake) => ({ ...mistake, at }));
    });
}

/**
 * What the network found, by the files as they are edited.
 * @param languages of the files, the original's first: by them publishing names its files
 */
export function wrongTold(mistakes: ApiRefused["mistakes"], languages: readonly string[]): Wrong[] {
  return mistakes.map(({ file, line, what, code = "", path, values, form }) => {
    // One of another version may say codes that are not known here; they are told by what it says.
    const known = { code, values, path, form } as Pick<Mistake, "code" | "values" | "path" | "form">;
    return { ...known, file, line, what, at: Math.max(0, languages.indexOf(file)) };
  });
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
