// Where a translation lags behind its original: words that stand for others since the original was changed, and words
// that are not there. Compared with the files that stand in public, part by part, whatever language they are in. Pure.
import { aroundCalls } from "./around.ts";
import { isBlock, listAt, textAt, type Way } from "./paths.ts";
import type { EditedFile } from "./writing.ts";

/** One text: its way in the original, by which it is called, and its way in the translation. */
export interface Place {
  readonly path: Way;
  readonly way: Way;
}

/** Where a translation may say something else than its original, and where it says nothing. */
export interface Lag {
  readonly stale: readonly Place[];
  readonly missing: readonly Place[];
}

/** An original and one of its translations. */
export interface Both {
  readonly original: EditedFile;
  readonly translation: EditedFile;
}

/** A text beside its translation. */
interface Unit extends Place {
  /** Texts among which one may have been moved. */
  readonly group: string;
  readonly original: string;
  readonly translated: string;
  /** Whether it is read with what is asked: a name may be the original's. */
  readonly needed: boolean;
}

/** Texts of which there is one, and whether they are words to be translated; else they are names. */
const SINGLE: readonly (readonly [Way, boolean])[] = [
  [["title"], true],
  [["summary"], true],
  [["demands_heading"], true],
  [["decision", "what"], true],
  [["opposition"], true],
  [["picture", "alt"], true],
  [["decision", "by"], false],
  [["target", "name"], false],
  [["target", "role"], false],
  [["target", "organisation"], false],
  [["contact", "name"], false],
  [["press", "name"], false],
  [["picture", "credit"], false],
];

/**
 * Compares a translation with its original as both are now, and as both were.
 * @param was what stands in public; null where nothing does, or not in this language: then nothing is stale
 * @returns the places in the order in which a text has them, each once
 */
export function lagOf(now: Both, was: Both | null): Lag {
  const units = unitsOf(now, was);
  const before = was ? unitsOf(was, now) : [];
  return {
    stale: once(units.filter((unit) => isStale(unit, before))),
    missing: once(
      units.filter(({ needed, original, translated }) => needed && original !== "" && translated === ""),
    ),
  };
}

/** The way to the words that a translation has, or would have, for a field of the form. */
export function fieldWay(data: unknown, id: string): Way {
  const actions = listAt(data, ["actions"]);
  const found = actions.findIndex((one) => isBlock(one) && "sign" in one);
  const list: Way = ["actions", found < 0 ? actions.length : found, "sign", "fields"];
  const fields = listAt(data, list);
  const own = fields.findIndex((one) => textAt(one, ["id"]) === id);
  return [...list, own < 0 ? fields.length : own];
}

/** The same words stood for another text, and never for this one: wherever in its list it stood. */
function isStale({ group, original, translated }: Unit, before: readonly Unit[]): boolean {
  const stood = before.filter((one) => one.group === group && one.translated === translated);
  return translated !== "" && stood.length > 0 && stood.every((one) => one.original !== original);
}

function once(units: readonly Unit[]): Place[] {
  const places = new Map(units.map(({ path, way }) => [JSON.stringify(path), { path, way }]));
  return [...places.values()];
}

function unitsOf({ original, translation }: Both, other: Both | null): Unit[] {
  const [from, to] = [original.data, translation.data];
  const unit = (group: string, path: Way, way: Way = path, needed = true): Unit => ({
    ...{ group, path, way, needed },
    original: inWords(textAt(from, path)),
    translated: inWords(textAt(to, way)),
  });
  const listed = (list: string, key: string, needed: boolean) =>
    listAt(from, [list]).map((_, at) => unit(`${list}.${key}`, [list, at, key], undefined, needed));
  const body = (part: "before" | "after") => bodyUnits(part, { original, translation }, other);
  const [title, summary, heading, ...rest] = SINGLE.map(([way, needed]) =>
    unit(way.join("."), way, way, needed),
  );
  const calls = listAt(from, ["demands"]).flatMap((_, at) =>
    ["title", "text"].map((key) => unit(`demands.${key}`, ["demands", at, key])),
  );
  return [
    ...[title, summary].filter((one) => one !== undefined),
    ...body("before"),
    ...(heading ? [heading] : []),
    ...calls,
    ...body("after"),
    ...rest,
    ...listed("hosts", "name", false),
    ...listed("brought_in", "label", false),
    ...formUnits(from, to, unit),
  ];
}

function formUnits(from: unknown, to: unknown, unit: (group: string, path: Way, way: Way) => Unit): Unit[] {
  const sign = listAt(from, ["actions"]).findIndex((one) => isBlock(one) && "sign" in one);
  const list: Way = ["actions", sign, "sign", "fields"];
  return listAt(from, list).flatMap((field, at) => {
    const id = textAt(field, ["id"]);
    const way = fieldWay(to, id);
    const word = (...below: Way) => unit(`${id}.${below[0]}`, [...list, at, ...below], [...way, ...below]);
    return [
      ...(id === "" ? [] : [word("label"), word("hint")]),
      ...listAt(field, ["options"]).map((_, place) => word("options", place)),
    ];
  });
}

/** Paragraph by paragraph where both languages had and have as many; else as a whole. */
function bodyUnits(part: "before" | "after", both: Both, other: Both | null): Unit[] {
  const sidesOf = ({ original, translation }: Both) =>
    [original, translation].map(({ body }) => paragraphsOf(aroundCalls(body)[part]));
  const fits = (one: Both) => {
    const [from, to] = sidesOf(one);
    return from?.length === to?.length;
  };
  const [from = [], to = []] = sidesOf(both);
  const place = { group: part, path: [part], way: [part], needed: true };
  if (other && fits(both) && fits(other)) {
    return from.map((text, at) => ({ ...place, original: text, translated: to[at] ?? "" }));
  }
  return [{ ...place, original: from.join("\n"), translated: to.join("\n") }];
}

function paragraphsOf(text: string): string[] {
  const parts = text.split(/\n[^\S\n]*\n/).map(inWords);
  return parts.filter((one) => one !== "");
}

/** Blanks and line ends are not words. */
const inWords = (text: string) => text.trim().replace(/\s+/g, " ");
