// Where a translation does not fit its original: another slug, another number of calls or options, an action
// or a field that the original does not have. Everything else may be left out or said.
import type { Mistake } from "./campaign.ts";
import { fieldOf } from "./fields.ts";
import type { OriginalFile, TranslationFile } from "./file.ts";
import type { Path } from "./front-matter.ts";
import { demandsMarks } from "./markdown.ts";
import { nearest } from "./mistakes.ts";
import type { OriginalData, TranslationData } from "./schema.ts";

type Tell = (path: Path, what: string, allowed: string) => void;

/**
 * Every place where a translation does not fit.
 * @param original the file with `kind`
 * @param translation one of its translations
 * @returns mistakes of the translation's file, at its lines
 */
export function misfits(original: OriginalFile, translation: TranslationFile): Mistake[] {
  const mistakes: Mistake[] = [];
  const tell: Tell = (path, what, allowed) =>
    mistakes.push({ file: translation.name, line: translation.lineOf(path), path, what, allowed });
  const from = original.data;
  const to = translation.data;

  if (translation.slug !== original.slug) {
    tell(["slug"], `${translation.slug} is not the original's slug.`, original.slug);
  }
  for (const [key, what] of [
    ["demands", "calls"],
    ["hosts", "hosts"],
    ["founders", "founders"],
    ["brought_in", "numbers brought in"],
  ] as const) {
    sameNumber(tell, [key], what, to[key], from[key]);
  }
  for (const key of ["press", "target", "decision", "picture"] as const) {
    if (to[key] !== undefined && from[key] === undefined) {
      tell([key], `The original has no ${key}.`, `${key} in the original first`);
    }
  }
  const mark = demandsMarks(translation.body)[0];
  if (mark !== undefined && from.demands === undefined) {
    mistakes.push({
      file: translation.name,
      line: translation.bodyLine + mark,
      path: ["body"],
      what: "[demands] marks where the calls stand, and the original has none.",
      allowed: "no [demands]",
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
    const many = `${links(all).length} ${links(all).length === 1 ? "link" : "links"}`;
    tell(
      ["actions", at, "link"],
      `There are ${many} here and ${ownLinks} in the original.`,
      `${ownLinks}, or none`,
    );
  }
  all.forEach((action, at) => {
    const path: Path = ["actions", at];
    for (const key of Object.keys(action) as (keyof typeof action)[]) {
      if (key !== "link" && !from.actions.some((own) => own[key] !== undefined)) {
        const has = from.actions.flatMap((own) => Object.keys(own)).join(", ");
        tell([...path, key], `The original has no action ${key}.`, has);
      }
    }
    const own = <Key extends "sign" | "letter" | "attend" | "memorial">(key: Key) =>
      from.actions.find((one) => one[key] !== undefined)?.[key];
    const letter = own("letter");
    if (action.letter && letter) {
      sameNumber(tell, [...path, "letter", "points"], "points", action.letter.points, letter.points);
      sameNumber(
        tell,
        [...path, "letter", "samples"],
        "sample letters",
        action.letter.samples,
        letter.samples,
      );
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
      const question = meant ? `; did you mean ${meant}?` : ".";
      tell([...path, at, "id"], `The original's form has no field ${words.id}${question}`, ids.join(", "));
      return;
    }
    sameNumber(tell, [...path, at, "options"], "options", words.options, fieldOf(field).options);
  });
}

function sameNumber(
  tell: Tell,
  path: Path,
  what: string,
  translated: readonly unknown[] | undefined,
  own: readonly unknown[] | undefined,
): void {
  const wanted = own?.length ?? 0;
  if (translated === undefined || translated.length === wanted) return;
  tell(
    path,
    `The number of ${what} is ${translated.length} here and ${wanted} in the original.`,
    wanted === 0 ? `no ${path.at(-1)?.toString()}` : `${wanted}, in the original's order`,
  );
}
