// Which row belongs to which address, for 72 hours at most, as tags only (docs/formats.md, Memory and key files):
// RUN_DIR/rows/<day> holds the pairs of tag and row that were entered under the key of that day.

import type { Primitives } from "../vault/primitives.ts";
import { addressTag } from "../vault/tag.ts";
import type { DayKeys } from "./keys.ts";
import type { Records } from "./records.ts";

export type As = "person" | "organisation";

export interface TagMemory {
  /**
   * Remembers that a row was signed with an address. Rows found under the keys of the days before are entered
   * under today's tag too. It would survive the process when this returns.
   */
  remember(campaign: Uint8Array, as: As, address: string, row: number): void;
  /** @returns the rows of that address, by any key that still lives, each once */
  rows(campaign: Uint8Array, as: As, address: string): number[];
  /** @returns the other rows of the address, campaign and `as` that this row was signed with, each once */
  beside(row: number): number[];
  forgetRow(row: number): void;
}

/**
 * Opens the tags.
 * @param keys the days' keys
 * @param of gives the records of a day
 */
export function openTags(keys: DayKeys, of: (day: number) => Records, primitives: Primitives): TagMemory {
  return {
    remember(campaign, as, address, row) {
      const today = keys.today();
      const tag = addressTag(primitives, today.key, campaign, as, address);
      const records = of(today.day);
      for (const { day, key } of keys.living()) {
        if (day === today.day) continue;
        for (const older of of(day).numbers(addressTag(primitives, key, campaign, as, address))) {
          records.add(tag, older);
        }
      }
      records.add(tag, row);
    },
    rows(campaign, as, address) {
      const found = new Set<number>();
      for (const { day, key } of keys.living()) {
        for (const row of of(day).numbers(addressTag(primitives, key, campaign, as, address))) found.add(row);
      }
      return [...found];
    },
    beside(row) {
      const found = new Set<number>();
      for (const { day } of keys.living()) for (const other of of(day).beside(row)) found.add(other);
      return [...found];
    },
    forgetRow(row) {
      for (const { day } of keys.living()) of(day).forget(row);
    },
  };
}
