// Where a translation does not fit its original: another slug, another number of calls or options, an action
// or a field that the original does not have. Everything else may be left out or said.
import { fieldOf } from "../form/fields.ts";
import { demandsMarks } from "../markdown.ts";
import { mistakeAt, type OriginalFile, type TranslationFile } from "./file.ts";
import type { Path } from "./front-matter.ts";
import type { Mistake, MistakeValues } from "./mistakes.ts";
import type { OriginalData, TranslationData } from "./schema.ts";
import { nearest } from "./value-mistakes.ts";

type Tell = (path: Path, code: Mistake["code"], values: MistakeValues) => void;

/**
 * Every place where a translation does not fit.
 * @param original the file with `kind`
 * @param translation one of its translations
 * @returns mistakes of the translation's file, at its lines
 */
export function misfits(original: OriginalFile, translation: TranslationFile): Mistake[] {
  const mistakes: Mistake[] = [];
  const tell: Tell = (path, code, values) => mistakes.push(mistakeAt(translation, path, code, values));
  const from = original.data;
  const to = translation.data;

  if (translation.slug !== original.slug) {
    tell(["slug"], "other_slug", { slug: translation.slug, own: original.slug });
  }
  for (const [key, things] of [
    ["demands", "calls"],
    ["hosts", "hosts"],
    ["founders", "founders"],
    ["brought_in", "brought"],
  ] as const) {
    sameNumber(tell, [key], things, to[key], from[key]);
  }
  for (const key of ["press", "target", "decision", "picture"] as const) {
    if (to[key] !== undefined && from[key] === undefined) {
      tell([key], "original_without", { key });
    }
  }
  const mark = demandsMarks(translation.body)[0];
  if (mark !== undefined && from.demands === undefined) {
    mistakes.push({
      file: translation.name,
      line: translation.bodyLine + mark,
      path: ["body"],
      code: "original_without_calls",
    });
  }
  actions(tell, from, to);
  return mistakes;
}

function actions(tell: Tell, from: OriginalData, to: TranslationData): void {
  const all = to.actions ?? [];
  const links = (data: typeof all | OriginalData["actions"]) =>
    data.filter((action) => action.link !== undefined);
  const ownLinks = links(from.actions).length;
  if (links(all).length > 0 && links(all).length !== ownLinks) {
    const at = all.findIndex((action) => action.link !== undefined);
    tell(["actions", at, "link"], "links_differ", { here: links(all).length, own: ownLinks });
  }
  all.forEach((action, at) => {
    const path: Path = ["actions", at];
    for (const key of Object.keys(action) as (keyof typeof action)[]) {
      if (key !== "link" && !from.actions.some((own) => own[key] !== undefined)) {
        const words = from.actions.flatMap((own) => Object.keys(own)).join(", ");
        tell([...path, key], "original_without_action", { action: key, words });
      }
    }
    const own = <Key extends "sign" | "letter" | "attend" | "memorial">(key: Key) =>
      from.actions.find((one) => one[key] !== undefined)?.[key];
    const letter = own("letter");
    if (action.letter && letter) {
      sameNumber(tell, [...path, "letter", "points"], "points", action.letter.points, letter.points);
      sameNumber(tell, [...path, "letter", "samples"], "letters", action.letter.samples, letter.samples);
    }
    const attend = own("attend");
    if (attend)
      sameNumber(tell, [...path, "attend", "events"], "events", action.attend?.events, attend.events);
    const memorial = own("memorial");
    if (memorial)
      sameNumber(tell, [...path, "memorial", "names"], "names", action.memorial?.names, memorial.names);
    const sign = own("sign");
    if (sign) fields(tell, [...path, "sign", "fields"], action.sign?.fields ?? [], sign.fields ?? []);
  });
}

type Words = NonNullable<NonNullable<NonNullable<TranslationData["actions"]>[number]["sign"]>["fields"]>;
type OwnFields = NonNullable<NonNullable<OriginalData["actions"][number]["sign"]>["fields"]>;

function fields(tell: Tell, path: Path, translated: Words, own: OwnFields): void {
  const known = own.map((field) => (typeof field === "string" ? { id: field } : field));
  const ids = known.map(({ id }) => id);
  translated.forEach((words, at) => {
    const field = known.find(({ id }) => id === words.id);
    if (field === undefined) {
      const meant = nearest(words.id, ids);
      const values = { field: words.id, words: ids.join(", ") };
      if (meant === null) tell([...path, at, "id"], "original_without_field", values);
      else tell([...path, at, "id"], "original_without_field_near", { ...values, meant });
      return;
    }
    sameNumber(tell, [...path, at, "options"], "options", words.options, fieldOf(field).options);
  });
}

function sameNumber(
  tell: Tell,
  path: Path,
  things: string,
  translated: readonly unknown[] | undefined,
  own: readonly unknown[] | undefined,
): void {
  const wanted = own?.length ?? 0;
  if (translated === undefined || translated.length === wanted) return;
  tell(path, "number_differs", { things, here: translated.length, own: wanted });
}
