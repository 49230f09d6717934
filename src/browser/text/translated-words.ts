// The words of a translation side by side with the original's. What is left out is the original's, and said so.
import { html, nothing, type TemplateResult } from "lit-html";
import { aroundCalls } from "../../campaigns/editing/around.ts";
import { setTranslated } from "../../campaigns/editing/lists.ts";
import { listAt, same, textAt, type Way } from "../../campaigns/editing/paths.ts";
import { bodyInput } from "./calls.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { errorsOf } from "./inputs.ts";
import { longWordsOf } from "./long-words.ts";
import { type Pair, pairOf } from "./pair.ts";
import { translatedForm } from "./translated-form.ts";

/** One text, and where its translation belongs. */
interface Row extends Pick<Pair, "label" | "original" | "way" | "long"> {
  /** For an entry of a list: the list, the entry's place and what is under it. */
  entry?: { list: Way; place: number; below: Way; many: number; fill: (place: number) => unknown };
}

/**
 * All that a campaign says, each beside its translation; only what the original has is asked for.
 * @param at the translation's place among the files
 */
export function translatedWords(desk: TextDesk, at: number): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const from = editor.files[0]?.data;
  const word = (label: string, way: Way, long = false): Row[] => {
    const original = textAt(from, way);
    // Also what the original no longer says: here it can be taken out.
    const empty = original === "" && textAt(editor.files[at]?.data, way) === "";
    return empty ? [] : [{ label, original, way, long }];
  };
  const many = listAt(from, ["demands"]).length;
  const calls = listAt(from, ["demands"]).flatMap((one, place) =>
    (["title", "text"] as const).flatMap((key): Row[] => {
      const original = textAt(one, [key]);
      const way = ["demands", place, key];
      const entry = { list: ["demands"], place, below: [key], many, fill: () => ({}) };
      return original === ""
        ? []
        : [
            {
              label: t("text.of", {
                label: t("text.call", { number: place + 1 }),
                what: t(`text.call.${key}`),
              }),
              original,
              way,
              entry,
              long: key === "text",
            },
          ];
    }),
  );
  const around = aroundCalls(editor.files[0]?.body ?? "");
  const own = aroundCalls(editor.files[at]?.body ?? "");
  const body = (part: "before" | "after", label: string) =>
    around[part] === "" && own[part] === ""
      ? nothing
      : html`<div class="sides"><div class="side" lang=${languageOf(desk, 0)}><p class="said">${around[part]}</p></div>${bodyInput(desk, at, part, { label, rows: Math.min(14, 3 + Math.ceil(around[part].length / 60)) })}</div>`;
  return html`
    ${["demands", "hosts", "brought_in"].map((list) => errorsOf(desk, at, [list]))}
    ${word(t("text.title"), ["title"]).map((row) => side(desk, at, row))}
    ${longWordsOf(desk, at)}
    ${[...word(t("text.summary"), ["summary"], true), ...word(t("text.plain_name"), ["plain_name"])].map((row) => side(desk, at, row))}
    ${body("before", t(many > 0 ? "text.before" : "text.body"))}
    ${[...word(t("text.heading"), ["demands_heading"]), ...calls].map((row) => side(desk, at, row))}
    ${body("after", t("text.after"))}
    ${[
      ...names(desk, ["hosts"], "name", t("text.hosts")),
      ...word(t("text.of", { label: t("text.contact"), what: t("text.contact.name") }), ["contact", "name"]),
      ...word(t("text.of", { label: t("text.press"), what: t("text.contact.name") }), ["press", "name"]),
      ...word(t("text.decision.what"), ["decision", "what"]),
      ...word(t("text.decision.by"), ["decision", "by"]),
      ...(["name", "role", "organisation"] as const).flatMap((key) =>
        word(t(`text.target.${key}`), ["target", key]),
      ),
      ...word(t("text.opposition"), ["opposition"], true),
      ...word(t("text.picture.alt"), ["picture", "alt"]),
      ...word(t("text.picture.credit"), ["picture", "credit"]),
      ...names(desk, ["brought_in"], "label", t("text.brought.label")),
    ].map((row) => side(desk, at, row))}
    ${translatedForm(desk, at)}`;
}

function names(desk: TextDesk, list: Way, key: string, label: string): Row[] {
  const own = listAt(desk.editor.files[0]?.data, list);
  return own.map((one, place) => ({
    label: `${label} ${place + 1}`,
    original: textAt(one, [key]),
    way: [...list, place, key],
    // A name that is not translated is the original's.
    entry: {
      list,
      place,
      below: [key],
      many: own.length,
      fill: (nth: number) => ({ [key]: textAt(own[nth], [key]) }),
    },
  }));
}

function side(desk: TextDesk, at: number, { entry, ...row }: Row): TemplateResult {
  const { editor } = desk;
  const { way, original } = row;
  const data = editor.files[at]?.data ?? {};
  const given = textAt(data, way);
  const filled = entry !== undefined && same(listAt(data, entry.list)[entry.place], entry.fill(entry.place));
  const set = (typed: string) => {
    if (entry) {
      const value = typed === "" ? undefined : typed;
      editor.set(at, [], setTranslated(data, entry.list, { ...entry, value }));
    } else if (typed === "") editor.remove(at, way);
    else editor.set(at, way, typed);
  };
  return pairOf(desk, at, { ...row, value: filled && given === original ? "" : given, set });
}
