// Whole numbers and orders by chance, from random bytes and without bias.
import type { Primitives } from "./primitives.ts";

/** A whole number from 0 to below `limit` (at most 2^32), each as likely as the other. */
export function below(p: Pick<Primitives, "random">, limit: number): number {
  const most = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const drawn = new DataView(p.random(4).slice().buffer).getUint32(0);
    if (drawn < most) return drawn % limit;
  }
}

/** The members of a list in random order, each order as likely as the other; the list stays as it is. */
export function shuffled<T>(p: Pick<Primitives, "random">, list: readonly T[]): T[] {
  const order = [...list];
  for (let at = order.length - 1; at > 0; at--) {
    const other = below(p, at + 1);
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}
