// The words of the form in a translation, beside the original's.
import type { TemplateResult } from "lit-html";
import { fieldWay } from "../../campaigns/editing/lagging.ts";
import { isBlock, listAt, same, textAt, valueAt } from "../../campaigns/editing/paths.ts";
import { signWay } from "./asking.ts";
import type { TextDesk } from "./desk.ts";
import { pairOf } from "./pair.ts";

/**
 * Labels, what is done with an answer, options.
 * @param at the translation's place among the files
 */
export function translatedForm(desk: TextDesk, at: number): TemplateResult[] {
  const { t } = desk.context;
  const { editor } = desk;
  const sign = signWay(desk);
  if (!sign) return [];
  const fields = listAt(editor.files[0]?.data, [...sign, "fields"]).filter(isBlock);
  return fields.flatMap((field) => {
    const id = textAt(field, ["id"]);
    const options = listAt(field, ["options"]).map(String);
    const one = (key: string, label: string, original: string) =>
      original === ""
        ? []
        : [wordOf(desk, at, id, key, `${label} (${textAt(field, ["label"]) || id})`, original)];
    return [
      ...one("label", t("text.field.label"), textAt(field, ["label"])),
      ...one("hint", t("text.field.why"), textAt(field, ["hint"])),
      ...options.map((_, place) => optionOf(desk, at, id, options, place)),
    ];
  });
}

/** The words that a translation has for a field, and how they are set. */
function fieldWords(desk: TextDesk, at: number, id: string) {
  const data = desk.editor.files[at]?.data ?? {};
  const way = fieldWay(data, id);
  const words = (valueAt(data, way) ?? { id }) as Record<string, unknown>;
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...rest } = words;
    desk.editor.set(at, way, value === undefined ? rest : { ...rest, [key]: value });
  };
  return { words, set, way };
}

function wordOf(
  desk: TextDesk,
  at: number,
  field: string,
  key: string,
  label: string,
  original: string,
): TemplateResult {
  const { words, set, way } = fieldWords(desk, at, field);
  return pairOf(desk, at, {
    ...{ label, original, way: [...way, key], value: textAt(words, [key]) },
    set: (typed) => set(key, typed === "" ? undefined : typed),
  });
}

function optionOf(
  desk: TextDesk,
  at: number,
  field: string,
  options: readonly string[],
  place: number,
): TemplateResult {
  const { words, set, way } = fieldWords(desk, at, field);
  const original = options[place] ?? "";
  const given = listAt(words, ["options"]).map(String);
  const value = given[place] === original ? "" : (given[place] ?? "");
  const change = (typed: string) => {
    // All options or none: one that is not translated is the original's.
    const next = options.map((option, nth) => (nth === place ? typed || option : (given[nth] ?? option)));
    set("options", same(next, options) ? undefined : next);
  };
  const label = `${desk.context.t("text.field.options")} ${place + 1}`;
  return pairOf(desk, at, { label, original, way: [...way, "options", place], value, set: change });
}
