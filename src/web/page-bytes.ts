// Pages kept as bytes, cut where something of their own goes into each view. What a page is kept under says all
// that it depends on; when that changes the old bytes are simply not asked for again.

/** More pages than this and those go that were not asked for the longest. */
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
  /**
   * The same for a page that was made before.
   * @param filling gives what goes in; asked only if there is such a page and it is cut
   * @returns null when it has to be made
   */
  known(key: string, filling: () => string): Uint8Array | null;
}

interface Kept {
  halves: Promise<readonly Buffer[]>;
  /** Null while it is being made. */
  made: readonly Buffer[] | null;
  /** When it was last asked for, counted in asks. */
  asked: number;
}

/** A page's bytes with something put in between its halves. */
function filled(before: Buffer, after: Buffer, filling: string): Uint8Array {
  const page = Buffer.allocUnsafe(before.length + filling.length + after.length);
  before.copy(page, 0);
  page.write(filling, before.length, "latin1");
  after.copy(page, before.length + filling.length);
  return page;
}

/** Opens a store of page bytes in process memory. */
export function openPageBytes(): PageBytes {
  const kept = new Map<string, Kept>();
  let asks = 0;
  const forgetOne = () => {
    let [longest, least] = ["", asks];
    for (const [key, { asked }] of kept) if (asked < least) [longest, least] = [key, asked];
    kept.delete(longest);
  };
  const keep = (key: string, make: () => Promise<readonly string[]> | readonly string[]): Kept => {
    const halves = Promise.resolve(make()).then((texts) => texts.map((text) => Buffer.from(text)));
    const page: Kept = { halves, made: null, asked: ++asks };
    halves.then(
      (made) => {
        page.made = made;
      },
      () => kept.get(key) === page && kept.delete(key),
    );
    kept.set(key, page);
    if (kept.size > MOST) forgetOne();
    return page;
  };
  /** What is asked for again and again stays, whoever asks for however many others. */
  const find = (key: string): Kept | undefined => {
    const page = kept.get(key);
    // Not by its place in the map: to move it there with every view would make the map anew all the time.
    if (page) page.asked = ++asks;
    return page;
  };
  return {
    get: async (key, filling, make) => {
      const [before, after] = await (find(key) ?? keep(key, make)).halves;
      if (!before) return new Uint8Array(0);
      return !after || filling === null ? before : filled(before, after, filling);
    },
    known: (key, filling) => {
      const [before, after] = find(key)?.made ?? [];
      if (!before) return null;
      return after ? filled(before, after, filling()) : before;
    },
  };
}
