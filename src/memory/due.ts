// What has to wait until a moment: a binary heap, so that a hundred thousand waiting mails cost little to sort.

export interface DueQueue<Item> {
  add(at: number, item: Item): void;
  /** @returns when the first is due, or null */
  next(): number | null;
  /** @returns the first, if it is due by then */
  take(now: number): Item | null;
  /** Takes out all of a kind. @returns them */
  pull(test: (item: Item) => boolean): Item[];
  clear(): void;
}

interface Entry<Item> {
  at: number;
  /** Those due at the same moment leave in the order in which they came. */
  turn: number;
  item: Item;
}

/** Makes an empty queue. */
export function dueQueue<Item>(): DueQueue<Item> {
  let heap: Entry<Item>[] = [];
  let turns = 0;
  const earlier = (a: Entry<Item>, b: Entry<Item>) => a.at < b.at || (a.at === b.at && a.turn < b.turn);
  return {
    add(at, item) {
      const entry = { at, turn: turns++, item };
      let place = heap.length;
      for (;;) {
        const parent = (place - 1) >> 1;
        const above = heap[parent];
        if (place === 0 || above === undefined || !earlier(entry, above)) break;
        heap[place] = above;
        place = parent;
      }
      heap[place] = entry;
    },
    next: () => heap[0]?.at ?? null,
    take(now) {
      const first = heap[0];
      if (!first || first.at > now) return null;
      const last = heap.pop() as Entry<Item>;
      if (last === first) return first.item;
      let place = 0;
      for (;;) {
        const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
        const child = left && right ? (earlier(right, left) ? right : left) : left;
        if (!child || earlier(last, child)) break;
        heap[place] = child;
        place = 2 * place + (child === right ? 2 : 1);
      }
      heap[place] = last;
      return first.item;
    },
    pull(test) {
      const pulled = heap.filter(({ item }) => test(item));
      // What is sorted is a heap.
      if (pulled.length > 0)
        heap = heap.filter(({ item }) => !test(item)).sort((a, b) => (earlier(a, b) ? -1 : 1));
      return pulled.map(({ item }) => item);
    },
    clear() {
      heap = [];
    },
  };
}
