// Who is chosen in the list. Counts its changes, so that what follows from a hundred thousand is found out once a change
// and not once a drawing.

/** The numbers of those who are chosen. */
export class Chosen extends Set<number> {
  /** Raised with every change. */
  version = 0;

  override add(id: number): this {
    this.version++;
    return super.add(id);
  }
  override delete(id: number): boolean {
    this.version++;
    return super.delete(id);
  }
  override clear(): void {
    this.version++;
    super.clear();
  }
}

/**
 * Remembers what was found out for as long as what it follows from stays the same.
 * @param from what it follows from, compared one by one
 */
export function remembered<From extends readonly unknown[], T>(
  find: (...from: From) => T,
): (...from: From) => T {
  let last: { from: From; found: T } | null = null;
  return (...from) => {
    if (last === null || from.some((one, at) => one !== last?.from[at]))
      last = { from, found: find(...from) };
    return last.found;
  };
}
