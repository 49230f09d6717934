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

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
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
        // A turn of the event loop later, so that requests read in the same turn share the first commit.
        running ??= new Promise<void>((start) => setImmediate(start)).then(run);
      }),
    idle: async () => {
      while (running) await running;
    },
    waiting: () => queue.length,
  };
}
