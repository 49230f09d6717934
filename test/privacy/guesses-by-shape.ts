// Two more of the methods of guesses.ts, which read no content: how long things are, and in which order they lie.
import { createHmac, hash } from "node:crypto";
import { sameAddress } from "../../src/vault/address.ts";
import type { Guess } from "./guesses.ts";
import { keysAmong, type Loot, type StolenRow } from "./loot.ts";
import { type Suspect, textOf } from "./people.ts";

/** Version, nonce, commitment and tag around a row's text. */
const AROUND = 65;
/** Sizes to which a careless store rounds up. */
const ROUNDED = [1, 2, 4, 8];

/** Compares how long rows are with how long each person's would be. */
export const byLength: Guess = (loot, suspects) => {
  const shown = new Set(loot.names.map(({ signature }) => signature));
  const rows = loot.rows.filter(({ id }) => !shown.has(id)).flatMap(({ row }) => (row ? [row.length] : []));
  const lengths = tally(rows);
  const step = ROUNDED.findLast((one) => rows.every((length) => length % one === 0)) ?? 1;
  const sizes = suspects.map((suspect) => {
    const length = Buffer.byteLength(textOf(suspect)) + AROUND;
    return Math.ceil(length / step) * step;
  });
  const candidates = tally(sizes);
  return sizes.map((size) => (lengths.get(size) ?? 0) / (candidates.get(size) ?? 1));
};

function tally(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

type RowOrder = (one: StolenRow, other: StolenRow) => number;

/** Where the rows lie in a file, one beginning after the other. */
function placesIn(loot: Loot): Map<number, number> {
  const places = new Map<number, number>();
  let before = 0;
  for (const { bytes } of loot.files) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (const { id, row } of loot.rows) {
      const at = row && !places.has(id) ? file.indexOf(row.subarray(0, 49)) : -1;
      if (at >= 0) places.set(id, before + at);
    }
    before += file.length;
  }
  return places;
}

function rowOrders(loot: Loot): RowOrder[] {
  const places = placesIn(loot);
  const by = (value: (row: StolenRow) => number | null) => (one: StolenRow, other: StolenRow) =>
    (value(one) ?? Number.MAX_SAFE_INTEGER) - (value(other) ?? Number.MAX_SAFE_INTEGER);
  return [
    by(({ id }) => id),
    by(({ turn }) => turn),
    by(({ index }) => index),
    by(({ id }) => places.get(id) ?? null),
    (one, other) => Buffer.compare(one.sealed_hash, other.sealed_hash),
    (one, other) => Buffer.compare(one.check ?? one.sealed_hash, other.check ?? other.sealed_hash),
  ];
}

/** What people may have been sorted by. */
function peopleOrders(loot: Loot): ((suspect: Suspect) => Uint8Array)[] {
  const text = (value: string) => Buffer.from(value);
  const same = ({ email }: Suspect) => sameAddress(email) ?? email;
  const keyed = keysAmong(loot).flatMap(({ key }) => [
    (suspect: Suspect) => createHmac("sha256", key).update(same(suspect)).digest(),
    (suspect: Suspect) => createHmac("sha256", key).update(suspect.name).digest(),
  ]);
  return [
    ({ place }) => text(String(place).padStart(9, "0")),
    ({ name }) => text(name),
    ({ name }) => text(name.toLowerCase()),
    ({ name }) => text(name.split(" ").at(-1) ?? name),
    (suspect) => text(same(suspect)),
    (suspect) => text(same(suspect).split("@").reverse().join("@")),
    (suspect) => hash("sha256", same(suspect), "buffer"),
    (suspect) => hash("sha256", suspect.name, "buffer"),
    ...keyed,
  ];
}

/** How many of a list's neighbours rise. */
function rising(values: readonly number[]): number {
  const rises = values.slice(1).filter((value, at) => value > (values[at] ?? 0)).length;
  return rises / Math.max(1, values.length - 1);
}

/** How many of the fixed points have to come in the same order. */
const AGREED = 0.98;
/** How few of them say nothing. */
const FEW = 10;

/**
 * Lays the rows in every order beside the people in every order. Those whose names are public are the fixed points:
 * where they come in the same order in both, the number of rows between two of them says how many of the people
 * between them signed.
 * @param everybody the roster with those whose names are public
 */
export function byOrder(everybody: readonly Suspect[]): Guess {
  return (loot, suspects) => {
    const scores = suspects.map(() => 0);
    const byName = new Map(everybody.map((person) => [person.name, person]));
    const fixed = new Map<number, Suspect>();
    for (const { signature, words } of loot.names) {
      const person = byName.get(words);
      if (person) fixed.set(signature, person);
    }
    if (fixed.size < FEW) return scores;
    for (const order of rowOrders(loot)) {
      const rows = loot.rows.filter(({ row }) => row !== null).toSorted(order);
      const at = new Map(rows.map(({ id }, place) => [id, place]));
      for (const keyOf of peopleOrders(loot)) {
        const points = [...fixed]
          .filter(([id]) => at.has(id))
          .map(([id, person]) => ({ key: keyOf(person), place: at.get(id) ?? 0 }))
          .sort((one, other) => Buffer.compare(one.key, other.key));
        const up = rising(points.map(({ place }) => place));
        if (up < AGREED && up > 1 - AGREED) continue;
        addBetween(
          scores,
          suspects.map(keyOf),
          up > 0.5 ? points : mirrored(points, rows.length),
          rows.length,
        );
      }
    }
    return scores;
  };
}

interface Point {
  key: Uint8Array;
  place: number;
}

function mirrored(points: readonly Point[], many: number): Point[] {
  return points.map(({ key, place }) => ({ key, place: many - 1 - place }));
}

/** Adds to each person's score the share of those between the same two fixed points that have a row. */
function addBetween(
  scores: number[],
  keys: readonly Uint8Array[],
  points: readonly Point[],
  many: number,
): void {
  const gapOf = keys.map((key) => points.filter((point) => Buffer.compare(point.key, key) < 0).length);
  const people = tally(gapOf);
  for (const [at, gap] of gapOf.entries()) {
    const from = points[gap - 1]?.place ?? -1;
    const to = points[gap]?.place ?? many;
    scores[at] = (scores[at] ?? 0) + Math.max(0, to - from - 1) / (people.get(gap) ?? 1);
  }
}
