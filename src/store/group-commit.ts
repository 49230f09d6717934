// Group commit: what arrives while a commit is under way goes into the next one. Each caller is answered
// after the commit that holds its own item. A group that fails is split in halves, so that one bad item
// never fails its neighbours. What was committed is never committed again, whatever fails after it.

export interface GroupCommit<Item, Answer> {
  /** @returns the answer for this item, once it is durable @throws what the database said of this item */
  add(item: Item): Promise<Answer>;
  /** @returns when nothing is under way or waits */
  idle(): Promise<void>;
  waiting(): number;
}

/** What came of one transaction, where something follows it. */
export interface Committed<Answer> {
  /** One for each item, in order. */
  answers: Answer[];
  /** What has to be done before anybody is answered. When it fails, each caller is told, and nothing is retried. */
  after: () => Promise<void>;
}

interface Entry<Item, Answer> {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Turns of the event loop that a group waits at most; a turn that brings nobody ends the waiting at once. */
const MOST_TURNS = 16;

/**
 * Makes a group commit.
 * @param commit writes the items in one transaction and answers each, in order; all or nothing. It is called
 *   again with halves of a group that failed, with the same items.
 * @param most items in one group
 * @returns the queue
 */
export function groupCommit<Item, Answer>(
  commit: (items: Item[]) => Promise<Answer[] | Committed<Answer>>,
  most = 256,
): GroupCommit<Item, Answer> {
  let queue: Entry<Item, Answer>[] = [];
  let running: Promise<void> | null = null;

  const attempt = async (group: Entry<Item, Answer>[]): Promise<void> => {
    let committed: Answer[] | Committed<Answer>;
    try {
      committed = await commit(group.map((entry) => entry.item));
    } catch (error) {
      if (group.length === 1) {
        group[0]?.reject(error);
        return;
      }
      const half = group.length >> 1;
      await attempt(group.slice(0, half));
      await attempt(group.slice(half));
      return;
    }
    try {
      const answers = Array.isArray(committed) ? committed : committed.answers;
      if (!Array.isArray(committed)) await committed.after();
      for (const [at, entry] of group.entries()) entry.resolve(answers[at] as Answer);
    } catch (error) {
      for (const entry of group) entry.reject(error);
    }
  };

  /** Waits for those that are being read already: as long as each turn of the event loop brings some. */
  const gather = async (): Promise<void> => {
    for (let turns = 0; turns < MOST_TURNS; turns++) {
      const before = queue.length;
      await new Promise<void>((turned) => setImmediate(turned));
      if (queue.length === before || queue.length >= most) return;
    }
  };

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      await gather();
      const group = queue.slice(0, most);
      queue = queue.slice(most);
      await attempt(group);
    }
    running = null;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        running ??= run();
      }),
    idle: async () => {
      while (running) await running;
    },
    waiting: () => queue.length,
  };
}
