// Ways into a campaign file's data while it is edited: reading, setting and removing one value. Promises that what
// was given is never changed: each change gives a new whole, so that the one before can still be compared with.

/** Keys and places in lists, from the outside in. */
export type Way = readonly (string | number)[];

/** A block of keys as YAML gives it. */
export type Block = Readonly<Record<string, unknown>>;

/** Blocks that say something by being there, even empty. */
const MAY_BE_EMPTY = new Set<string | number>(["sign", "share", "letter", "attend", "memorial"]);

/** Whether a value is a block of keys. */
export function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns the value at a way; undefined when there is none */
export function valueAt(data: unknown, way: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of way) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** @returns the list at a way; an empty one when there is none */
export function listAt(data: unknown, way: Way): readonly unknown[] {
  const value = valueAt(data, way);
  return Array.isArray(value) ? value : [];
}

/** @returns the text at a way; "" when there is none. What should be a text and is a number is shown as written. */
export function textAt(data: unknown, way: Way): string {
  const value = valueAt(data, way);
  return typeof value === "string" ? value : value === undefined || value === null ? "" : String(value);
}

/** Sets a value; blocks and lists on the way are made where they are missing. */
export function withValue<T>(data: T, way: Way, value: unknown): T {
  const [step, ...rest] = way;
  if (step === undefined) return value as T;
  if (typeof step === "number") {
    const list: unknown[] = Array.isArray(data) ? [...data] : [];
    list[step] = withValue(list[step], rest, value);
    return list as T;
  }
  const block: Block = isBlock(data) ? data : {};
  return { ...block, [step]: withValue(block[step], rest, value) } as T;
}

/**
 * Takes a value out, and the blocks that are empty without it. An entry of a list stays, however empty: whoever
 * deletes its words goes on to type others.
 */
export function without<T>(data: T, way: Way): T {
  const last = way.at(-1);
  const around = way.slice(0, -1);
  if (last === undefined) return data;
  const holder = valueAt(data, around);
  if (typeof last === "number") {
    if (!Array.isArray(holder)) return data;
    const list = holder.filter((_, at) => at !== last);
    return list.length === 0 ? without(data, around) : withValue(data, around, list);
  }
  if (!isBlock(holder) || !Object.hasOwn(holder, last)) return data;
  const { [last]: _, ...rest } = holder;
  const name = around.at(-1);
  const goes = Object.keys(rest).length === 0 && typeof name === "string" && !MAY_BE_EMPTY.has(name);
  return goes ? without(data, around) : withValue(data, around, rest);
}

/** Moves an entry of a list by one place; past its ends nothing moves. */
export function moved<T>(data: T, way: Way, at: number, by: -1 | 1): T {
  const list = [...listAt(data, way)];
  const to = at + by;
  if (at < 0 || to < 0 || at >= list.length || to >= list.length) return data;
  [list[at], list[to]] = [list[to], list[at]];
  return withValue(data, way, list);
}

/** Whether two values of the data say the same. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, at) => same(value, other[at]));
  }
  if (!isBlock(one) || !isBlock(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
  );
}
