// What a campaign's log counts, and nothing but the log: each entry moves these numbers when its lot is
// published. Everything public reads what the last lot left here.
import { ENTRY } from "../vault/entry.ts";

export interface Count {
  people: number;
  organisations: number;
  /** By the door through which each was first counted; taken off when they are. */
  email: number;
  hosts: number;
  /** Taken back by their signers or replaced by a later one; taken off by a key holder. */
  takenBack: number;
  takenOff: number;
}

/** A log with nothing in it. */
export const NOBODY: Count = { people: 0, organisations: 0, email: 0, hosts: 0, takenBack: 0, takenOff: 0 };

interface Kind {
  of: "people" | "organisations";
  door: "email" | "hosts";
}

const COUNTED: Partial<Record<number, Kind>> = {
  [ENTRY.personByMail]: { of: "people", door: "email" },
  [ENTRY.organisationByMail]: { of: "organisations", door: "email" },
  [ENTRY.personAccepted]: { of: "people", door: "hosts" },
  [ENTRY.organisationAccepted]: { of: "organisations", door: "hosts" },
};

/**
 * Counts one more entry.
 * @param count the numbers so far; left as they are
 * @param type the entry's first byte
 * @param takes for an entry that takes one back: the type of the one that it takes
 * @returns the numbers with it
 * @throws Error when it takes back what was not counted, which a log of ours cannot hold
 */
export function countEntry(count: Count, type: number, takes?: number): Count {
  const next = { ...count };
  const counted = COUNTED[type];
  if (counted) {
    next[counted.of] += 1;
    next[counted.door] += 1;
    return next;
  }
  if (type !== ENTRY.takenBack && type !== ENTRY.takenOff) return next;
  const taken = takes === undefined ? undefined : COUNTED[takes];
  if (!taken) throw new Error(`an entry of type ${type} takes back one of type ${takes}`);
  next[taken.of] -= 1;
  next[taken.door] -= 1;
  next[type === ENTRY.takenBack ? "takenBack" : "takenOff"] += 1;
  return next;
}

/**
 * Reads the numbers that the last lot left.
 * @param json the column `counted`
 * @returns the count
 */
export function readCount(json: string): Count {
  return { ...NOBODY, ...(JSON.parse(json) as Partial<Count>) };
}
