// Groups of signatures that are looked at together: who may be the same, and bursts. Looked for again only when the
// list has changed.
import { type Alike, alikeIn } from "../../signing/people/alike.ts";
import { type Burst, burstsIn } from "../../signing/people/bursts.ts";
import { remembered } from "./chosen.ts";
import type { Work } from "./work.ts";

/** Groups drawn at first, and with every "show more". */
export const GROUPS_AT_ONCE = 20;
/** Signatures of a group that are drawn; the others are in the list. */
export const MOST_IN_GROUP = 6;

export interface Groups {
  alike(): readonly Alike[];
  bursts(): readonly Burst[];
}

/** What a group is known by while the page is open. */
export function groupKey(kind: string, ids: readonly number[]): string {
  return `${kind} ${ids.join(" ")}`;
}

/** Opens them. Those that a key holder left as they are stay away. */
export function openGroups(work: Work): Groups {
  const { list, brought, left } = work;
  const alike = remembered((_list: number, _left: number) =>
    alikeIn(list, brought.tidying.sharing()).filter(({ why, ids }) => !left.has(groupKey(why, ids))),
  );
  const bursts = remembered((_list: number, _left: number) =>
    burstsIn(list.everyone()).filter(({ kind, ids }) => !left.has(groupKey(kind, ids))),
  );
  return {
    alike: () => alike(list.version, left.size),
    bursts: () => bursts(list.version, left.size),
  };
}
