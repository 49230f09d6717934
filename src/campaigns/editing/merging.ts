// Two people changed one text: their changes put together field by field. What only one of them touched is taken;
// what both changed differently is a question for whoever comes second. Promises that neither's words are lost
// before somebody has chosen. Pure.
import { type Block, isBlock, same, textAt, type Way, without, withValue } from "./paths.ts";
import { readEdited, writeCampaignFile } from "./writing.ts";

/** A field that both changed. */
export interface Clash {
  /** From the file's key (`original`, or a language): `["original", "data", "title"]`. */
  readonly way: Way;
  readonly before: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  readonly files: string[];
  readonly clashes: readonly Clash[];
  /** Chooses between both. @param mine by the clashes' order, whether one's own is taken */
  choose(mine: readonly boolean[]): string[];
}

/** The key of the file with `kind`. */
export const ORIGINAL = "original";

/**
 * Puts two changes of one text together.
 * @param before the files that both began with, the original first
 * @param mine as one has them
 * @param theirs as the other left them
 */
export function mergeFiles(
  before: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): Merged {
  const clashes: Clash[] = [];
  const whole = merge(byKey(before), byKey(mine), byKey(theirs), [], clashes) as Block;
  const texts = new Map([...textsByKey(theirs), ...textsByKey(mine)]);
  const write = (merged: Block) =>
    Object.entries(merged).flatMap(([key, file]) => {
      if (!isBlock(file) || !isBlock(file.data)) return [];
      return [writeCampaignFile({ data: file.data, body: textAt(file, ["body"]) }, texts.get(key))];
    });
  return {
    files: write(whole),
    clashes,
    choose: (own) =>
      write(
        clashes.reduce<Block>((merged, clash, at) => {
          const value = own[at] ? clash.mine : clash.theirs;
          return value === undefined ? without(merged, clash.way) : withValue(merged, clash.way, value);
        }, whole),
      ),
  };
}

/** How each file is known: the original by its place, translations by their language. */
export function keyOf(file: { data: Block } | null, at: number): string {
  return at === 0 ? ORIGINAL : textAt(file?.data, ["language"]) || `file ${at}`;
}

function byKey(files: readonly string[]): Block {
  return Object.fromEntries(
    files.map((text, at) => {
      const file = readEdited(text);
      return [keyOf(file, at), file ? { data: file.data, body: file.body } : { data: {}, body: text }];
    }),
  );
}

function textsByKey(files: readonly string[]): [string, string][] {
  return files.map((text, at) => [keyOf(readEdited(text), at), text]);
}

function merge(before: unknown, mine: unknown, theirs: unknown, way: Way, clashes: Clash[]): unknown {
  if (same(mine, theirs) || same(before, theirs)) return mine;
  if (same(before, mine)) return theirs;
  if (isBlock(mine) && isBlock(theirs)) {
    const from = isBlock(before) ? before : {};
    const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
    const pairs = [...keys].map((key) => [
      key,
      merge(own(from, key), own(mine, key), own(theirs, key), [...way, key], clashes),
    ]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }
  const lists = Array.isArray(before) && Array.isArray(mine) && Array.isArray(theirs);
  if (lists && mine.length === theirs.length && mine.length === before.length) {
    return mine.map((value, at) => merge(before[at], value, theirs[at], [...way, at], clashes));
  }
  clashes.push({ way, before, mine, theirs });
  return mine;
}

const own = (block: Block, key: string) => (Object.hasOwn(block, key) ? block[key] : undefined);
