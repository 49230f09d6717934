// Taking off with ten seconds in which to change one's mind. Promises that each removal is sent once, or undone before
// that; what was sent is final, and what fails comes back into the list.
import type { Reason } from "../../signing/desk/api.ts";

/** How long somebody may change their mind, in milliseconds. */
const GRACE = 10_000;

export interface Removal {
  readonly ids: readonly number[];
  readonly reason: Reason;
  /** When it is sent, in milliseconds since 1970. */
  readonly due: number;
}

export interface Removals {
  readonly waiting: readonly Removal[];
  /** Whether an id is about to go. */
  has(id: number): boolean;
  add(ids: readonly number[], reason: Reason): void;
  /** Takes one back. */
  undo(removal: Removal): void;
  /** Sends all that wait now. */
  flush(): Promise<void>;
}

/**
 * Opens them.
 * @param parts the time, what sends, and who is told of every change
 */
export function openRemovals(parts: {
  now(): number;
  send(ids: readonly number[], reason: Reason): Promise<void>;
  changed(): void;
}): Removals {
  const timers = new Map<Removal, ReturnType<typeof setTimeout>>();
  const going = new Set<number>();

  const forget = (removal: Removal) => {
    clearTimeout(timers.get(removal));
    timers.delete(removal);
    for (const id of removal.ids) going.delete(id);
  };
  const send = async (removal: Removal) => {
    if (!timers.has(removal)) return;
    clearTimeout(timers.get(removal));
    timers.delete(removal);
    try {
      await parts.send(removal.ids, removal.reason);
    } finally {
      for (const id of removal.ids) going.delete(id);
      parts.changed();
    }
  };
  return {
    get waiting() {
      return [...timers.keys()];
    },
    has: (id) => going.has(id),
    add: (ids, reason) => {
      const fresh = ids.filter((id) => !going.has(id));
      if (fresh.length === 0) return;
      const removal: Removal = { ids: fresh, reason, due: parts.now() + GRACE };
      for (const id of fresh) going.add(id);
      timers.set(
        removal,
        setTimeout(() => void send(removal).catch(() => undefined), GRACE),
      );
      parts.changed();
    },
    undo: (removal) => {
      forget(removal);
      parts.changed();
    },
    flush: async () => {
      await Promise.all([...timers.keys()].map(send));
    },
  };
}
