// Compared passages as they stand on a page: calls in one list, each with its text, entries of a list in theirs. Pure.
import type { Compared } from "./differences.ts";

export type Group =
  | { readonly kind: "calls"; readonly rows: readonly (readonly Compared[])[] }
  | { readonly kind: "list"; readonly entries: readonly Compared[] }
  | { readonly kind: "alone"; readonly passage: Compared };

function listOf({ kind }: Compared): "calls" | "list" | null {
  if (kind === "call" || kind === "callText") return "calls";
  return kind === "item" ? "list" : null;
}

/** Puts passages that follow each other into their lists. */
export function groupsOf(passages: readonly Compared[]): Group[] {
  const groups: Group[] = [];
  let run: Compared[] = [];
  for (const [at, passage] of passages.entries()) {
    const next = passages[at + 1];
    const list = listOf(passage);
    run.push(passage);
    if (list !== null && next && listOf(next) === list) continue;
    if (list === "calls") groups.push({ kind: "calls", rows: rowsOf(run) });
    else if (list === "list") groups.push({ kind: "list", entries: run });
    else groups.push({ kind: "alone", passage });
    run = [];
  }
  return groups;
}

/** A call's text goes with its title. */
function rowsOf(run: readonly Compared[]): Compared[][] {
  const rows: Compared[][] = [];
  for (const one of run) {
    const last = rows.at(-1);
    if (one.kind === "callText" && one.number === null && last) last.push(one);
    else rows.push([one]);
  }
  return rows;
}

/** The number of a call; null where it was taken out. */
export function callNumber([first]: readonly Compared[]): number | null {
  const gone = first?.pieces.every(({ how }) => how === "removed") ?? false;
  return gone ? null : (first?.number ?? null);
}
