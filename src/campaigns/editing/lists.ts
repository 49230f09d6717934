// Lists that a campaign and its translations share: an entry that is added, moved or taken out goes with its
// translations, so that the numbers fit. Pure.
import { type Block, listAt, moved, same, type Way, without, withValue } from "./paths.ts";

/** A change of one list, made in every file that has it. */
export type Change =
  | { readonly kind: "add"; readonly value: unknown; readonly translated: unknown }
  | { readonly kind: "move"; readonly place: number; readonly by: -1 | 1 }
  | { readonly kind: "remove"; readonly place: number };

/**
 * Changes a list in the data of all files.
 * @param all the original's data first
 * @param ways where each file has the list; null for a file that cannot have it
 */
export function changeList(all: readonly Block[], ways: readonly (Way | null)[], change: Change): Block[] {
  const many = ways[0] ? listAt(all[0], ways[0]).length : 0;
  return all.map((data, at) => {
    const way = ways[at];
    if (!way) return data;
    const list = listAt(data, way);
    // A translation that leaves the list out goes on with the original's.
    if (at > 0 && (list.length === 0 || list.length !== many)) return data;
    if (change.kind === "add") {
      return withValue(data, [...way, list.length], at === 0 ? change.value : change.translated);
    }
    if (change.kind === "move") return moved(data, way, change.place, change.by);
    return without(data, [...way, change.place]);
  });
}

/**
 * Sets a word of one entry of a list in a translation, which has to have all entries or none.
 * @param fill what stands in the entries that say nothing yet
 */
export function setTranslated(
  data: Block,
  way: Way,
  {
    place,
    below,
    value,
    many,
    fill,
  }: {
    place: number;
    below: Way;
    value: unknown;
    many: number;
    fill: (place: number) => unknown;
  },
): Block {
  const given = listAt(data, way);
  const list = Array.from({ length: many }, (_, at) => given[at] ?? fill(at));
  const entry =
    below.length === 0
      ? (value ?? fill(place))
      : value === undefined
        ? without(list[place], below)
        : withValue(list[place], below, value);
  const next = list.with(place, entry ?? {});
  const nothing = next.every((one, at) => same(one, fill(at)));
  return nothing ? without(data, way) : withValue(data, way, next);
}
