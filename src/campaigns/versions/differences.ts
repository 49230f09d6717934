// What changed between two versions of a text: passages are put beside each other, then compared word by word, as
// their language parts words. Pure.
import { diffArrays } from "diff";
import { localeOf } from "../../locales/languages.ts";
import type { Passage, PassageKind, Passages } from "./passages.ts";

/** A run of words: on both sides, only taken out, or only put in. */
export interface Piece {
  readonly how: "same" | "removed" | "added";
  readonly text: string;
}

/** A passage with what changed in it. */
export interface Compared {
  readonly kind: PassageKind;
  readonly lang: string;
  readonly number: number | null;
  readonly changed: boolean;
  readonly pieces: readonly Piece[];
}

/** How alike two passages have to be, from 0 to 1, to be one that was changed. */
const ALIKE = 0.4;
/** More changes than this in one passage, and it is shown as taken out and put in as a whole. */
const MOST_CHANGES = 2_000;
/** More passages in one run than this are put beside each other in their order alone. */
const MOST_PAIRS = 20_000;
/** There is one of these at the most, so that however unlike, one is the other's successor. */
const SINGLE: ReadonlySet<PassageKind> = new Set([
  ...(["title", "summary", "opposition", "hosts", "to", "decision", "calledBy", "opens", "closes"] as const),
  ...(["kept", "email", "appear", "callsHeading"] as const),
]);

/** A day is another day, not another number in it. */
const WHOLE: ReadonlySet<PassageKind> = new Set(["opens", "closes", "kept"]);

/** Compares two versions, part by part. */
export function differencesOf(before: Passages, now: Passages): Record<keyof Passages, Compared[]> {
  return {
    head: compare(before.head, now.head),
    facts: compare(before.facts, now.facts),
    body: compare(before.body, now.body),
  };
}

/**
 * Compares two lists of passages.
 * @returns all passages in the order of now, with those that went where they stood
 */
export function compare(before: readonly Passage[], now: readonly Passage[]): Compared[] {
  const runs = diffArrays([...before], [...now], { comparator: isSame });
  const compared: Compared[] = [];
  for (let at = 0; at < runs.length; at++) {
    const [run, next] = [runs[at], runs[at + 1]];
    if (!run) continue;
    if (run.removed && next?.added) {
      compared.push(...paired(run.value, next.value));
      at++;
    } else if (run.removed) compared.push(...run.value.map((one) => alone(one, "removed")));
    else if (run.added) compared.push(...run.value.map((one) => alone(one, "added")));
    else compared.push(...run.value.map((one) => alone(one, "same")));
  }
  return compared;
}

/** Blanks and line ends are not words. */
const inWords = (text: string) => text.trim().replace(/\s+/g, " ");

function isSame(one: Passage, other: Passage): boolean {
  return one.kind === other.kind && inWords(one.text) === inWords(other.text);
}

function alone({ kind, lang, number, text }: Passage, how: Piece["how"]): Compared {
  return { kind, lang, number: number ?? null, changed: how !== "same", pieces: [{ how, text }] };
}

/** Passages that went beside those that came: the most alike pairs that keep the order of both. */
function paired(gone: readonly Passage[], come: readonly Passage[]): Compared[] {
  const compared: Compared[] = [];
  let [left, right] = [0, 0];
  const until = (old: number, now: number) => {
    compared.push(...gone.slice(left, old).map((one) => alone(one, "removed")));
    compared.push(...come.slice(right, now).map((one) => alone(one, "added")));
  };
  for (const [old, now] of pairsOf(gone, come)) {
    const [before, after] = [gone[old], come[now]];
    until(old, now);
    if (before && after) compared.push(changedOf(before, after));
    [left, right] = [old + 1, now + 1];
  }
  until(gone.length, come.length);
  return compared;
}

/** Places of what went and of what came, in their order. */
function pairsOf(gone: readonly Passage[], come: readonly Passage[]): [number, number][] {
  if (gone.length * come.length > MOST_PAIRS) {
    return gone.flatMap(({ kind }, at) => (come[at]?.kind === kind ? [[at, at] as [number, number]] : []));
  }
  const [old, now] = [gone.map(wordsOf), come.map(wordsOf)];
  const alike = (left: number, right: number): number => {
    const [one, other] = [gone[left], come[right]];
    if (!one || one.kind !== other?.kind) return 0;
    if (SINGLE.has(one.kind)) return 1;
    const shared = sharedOf(old[left] ?? [], now[right] ?? []);
    return shared >= ALIKE ? shared : 0;
  };
  // best[i][j]: the most alikeness of what follows both places.
  const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1));
  const at = (left: number, right: number) => best[left]?.[right] ?? 0;
  for (let left = gone.length - 1; left >= 0; left--) {
    for (let right = come.length - 1; right >= 0; right--) {
      const together = alike(left, right);
      const both = together > 0 ? together + at(left + 1, right + 1) : 0;
      (best[left] as Float64Array)[right] = Math.max(both, at(left + 1, right), at(left, right + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let left = 0, right = 0; left < gone.length && right < come.length; ) {
    if (at(left, right) === at(left + 1, right)) left++;
    else if (at(left, right) === at(left, right + 1)) right++;
    else pairs.push([left++, right++]);
  }
  return pairs;
}

/** A text cut into words and what stands between them. */
function cut(text: string, lang: string): string[] {
  const segmenter = new Intl.Segmenter(localeOf(lang), { granularity: "word" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const isWord = (text: string) => /[\p{L}\p{N}]/u.test(text);

function wordsOf({ text, lang }: Passage): string[] {
  return cut(text.toLowerCase(), lang).filter(isWord).sort();
}

/** The share of words that two sorted lists have in common. */
function sharedOf(one: readonly string[], other: readonly string[]): number {
  let [left, right, shared] = [0, 0, 0];
  while (left < one.length && right < other.length) {
    const [a = "", b = ""] = [one[left], other[right]];
    if (a === b) shared++;
    if (a <= b) left++;
    if (b <= a) right++;
  }
  return one.length + other.length === 0 ? 0 : (2 * shared) / (one.length + other.length);
}

function changedOf(before: Passage, now: Passage): Compared {
  const { kind, lang, number } = now;
  const pieces = WHOLE.has(kind) ? joined(before.text, now.text) : piecesOf(before.text, now.text, lang);
  return { kind, lang, number: number ?? null, changed: pieces.some(({ how }) => how !== "same"), pieces };
}

/**
 * Two texts word by word. What is only a blank or a comma between two changes goes with them, so that a sentence
 * written anew reads as one.
 */
function piecesOf(before: string, now: string, lang: string): Piece[] {
  const runs = diffArrays(cut(before, lang), cut(now, lang), { maxEditLength: MOST_CHANGES });
  if (!runs) return joined(before, now);
  const pieces: Piece[] = [];
  let [gone, come] = ["", ""];
  const end = () => {
    pieces.push(...joined(gone, come));
    [gone, come] = ["", ""];
  };
  for (const [at, { value, added, removed }] of runs.entries()) {
    const text = value.join("");
    if (added) come += text;
    else if (removed) gone += text;
    else if (at > 0 && at < runs.length - 1 && text.length <= 3 && !isWord(text)) {
      gone += text;
      come += text;
    } else {
      end();
      pieces.push({ how: "same", text });
    }
  }
  end();
  return together(pieces);
}

/** What went and what came at one place; other blanks are no change, and what both end with stays outside. */
function joined(gone: string, come: string): Piece[] {
  const end = gone !== "" && come !== "" ? (/\s+$/.exec(come)?.[0] ?? "") : "";
  const shared = gone.endsWith(end) ? end : "";
  const pieces: Piece[] =
    gone.trim() === come.trim()
      ? [{ how: "same", text: come }]
      : [
          { how: "removed", text: gone.slice(0, gone.length - shared.length) },
          { how: "added", text: come.slice(0, come.length - shared.length) },
          { how: "same", text: shared },
        ];
  return pieces.filter(({ text }) => text !== "");
}

/** Neighbours of the same kind are one. */
function together(pieces: readonly Piece[]): Piece[] {
  const joinedUp: Piece[] = [];
  for (const piece of pieces) {
    const last = joinedUp.at(-1);
    if (last?.how === piece.how) joinedUp[joinedUp.length - 1] = { ...last, text: last.text + piece.text };
    else joinedUp.push(piece);
  }
  return joinedUp;
}
