// What JSON may hold that no schema nor database takes: texts that are no Unicode or hold U+0000, which PostgreSQL keeps
// in no text, and things within things without end, on which whatever reads them runs out of stack.

/** Deeper than anything that a call asks for. */
const DEEPEST = 32;

/**
 * Whether JSON that was read can be given to schemas and kept by any database.
 * @param json as JSON.parse gave it, however large or deep
 */
export function isKeepable(json: unknown): boolean {
  const left: [value: unknown, depth: number][] = [[json, 0]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [value, depth] = next;
    if (typeof value === "string" && !isText(value)) return false;
    if (typeof value !== "object" || value === null) continue;
    if (depth === DEEPEST) return false;
    for (const [name, member] of Object.entries(value)) {
      if (!isText(name)) return false;
      left.push([member, depth + 1]);
    }
  }
  return true;
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
