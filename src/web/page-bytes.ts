// Pages kept as bytes, cut where something of their own goes into each view. What a page is kept under says all
// that it depends on; when that changes the old bytes are simply not asked for again.

/** More pages than this and the oldest go. */
const MOST = 300;

export interface PageBytes {
  /**
   * The bytes of a page with something put in where it is cut.
   * @param key all that the page depends on
   * @param filling what goes in, ASCII; null for a page that is not cut
   * @param make gives the page's two halves (or one)
   */
  get(
    key: string,
    filling: string | null,
    make: () => Promise<readonly string[]> | readonly string[],
  ): Promise<Uint8Array>;
}

/** Opens a store of page bytes in process memory. */
export function openPageBytes(): PageBytes {
  const kept = new Map<string, Promise<readonly Buffer[]>>();
  return {
    get: async (key, filling, make) => {
      let halves = kept.get(key);
      if (!halves) {
        halves = Promise.resolve(make()).then((texts) => texts.map((text) => Buffer.from(text)));
        const made = halves;
        made.catch(() => kept.get(key) === made && kept.delete(key));
        kept.set(key, halves);
        if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
      }
      const [before, after] = await halves;
      if (!before) return new Uint8Array(0);
      if (!after || filling === null) return before;
      const page = Buffer.allocUnsafe(before.length + filling.length + after.length);
      before.copy(page, 0);
      page.write(filling, before.length, "latin1");
      after.copy(page, before.length + filling.length);
      return page;
    },
  };
}
