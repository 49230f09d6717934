// The opened list at the desk: everybody who stands or waits, by id, with what changes as a key holder works. Pure.
import type { OpenedSignature } from "../opening/opening.ts";
import type { Tidying } from "../tidying/tidying.ts";
import { type Person, personOf } from "./person.ts";

export interface PeopleList {
  readonly size: number;
  /** Raised with every change. */
  readonly version: number;
  get(id: number): Person | undefined;
  /** Everybody, by id. */
  everyone(): Person[];
  /** Puts signatures in, in the place of what was known of them. */
  put(signatures: readonly OpenedSignature[]): void;
  /** Takes ids out. */
  drop(ids: Iterable<number>): void;
  /** What was read of these again: those that are not there any more leave the list. */
  renew(ids: readonly number[], signatures: readonly OpenedSignature[]): void;
  /** Others of an address that stand now. @param tidying what saw everybody */
  standing(tidying: Pick<Tidying, "ofAddress">): Pick<Tidying, "standing">;
}

/** Opens an empty list. */
export function openPeopleList(): PeopleList {
  const people = new Map<number, Person>();
  let version = 0;
  let last = 0;
  let sorted = true;
  let kept: Person[] | null = null;

  const changed = () => {
    version++;
    kept = null;
  };
  const put = (signatures: readonly OpenedSignature[]) => {
    for (const signature of signatures) {
      if (!people.has(signature.id)) {
        // Pages come by id; only somebody who was away comes between.
        sorted &&= signature.id > last;
        last = Math.max(last, signature.id);
      }
      people.set(signature.id, personOf(signature));
    }
    changed();
  };
  const drop = (ids: Iterable<number>) => {
    for (const id of ids) people.delete(id);
    changed();
  };
  return {
    get size() {
      return people.size;
    },
    get version() {
      return version;
    },
    get: (id) => people.get(id),
    everyone: () => {
      if (kept) return kept;
      kept = [...people.values()];
      if (!sorted) kept.sort((a, b) => a.id - b.id);
      return kept;
    },
    put,
    drop,
    renew: (ids, signatures) => {
      const there = new Set(signatures.map(({ id }) => id));
      drop(ids.filter((id) => !there.has(id)));
      put(signatures);
    },
    standing: (tidying) => ({
      standing: (as, email) =>
        tidying.ofAddress(as, email).filter((id) => (people.get(id)?.state ?? "pending") !== "pending"),
    }),
  };
}
