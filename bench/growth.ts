// Whether signing slows down as a network grows: the same load on networks with so many rows, a short round on each
// in turn. The rounds add rows too, so each network begins with fewer and passes its number in the middle. Rounds
// that follow each other are compared, so that whatever slows the machine for a while slows both.

import { fillPending } from "./filling.ts";
import type { Cores } from "./machine.ts";
import { openProduct, type Product } from "./product.ts";
import { signRequest } from "./requests.ts";
import {
  fireRound,
  fireUntilItCounts,
  type Loading,
  median,
  newSeries,
  quantile,
  type Series,
} from "./rounds.ts";

export interface GrowthPlan {
  sizes: readonly number[];
  rounds: number;
  /** Requests of one round. */
  signs: number;
}

/** What signing came to at one size. */
export interface Grown {
  rows: number;
  rate: number;
  p50: number;
  p99: number;
  /** The median over all rounds of how many times its p99 was that of the smallest network; 1 for that itself. */
  timesSmallest: number;
  /** The most memory that the serving process held, in MB. */
  memory: number | null;
  discarded: number;
}

interface Sized {
  rows: number;
  product: Product;
  series: Series;
  /** The p99 of each round; null where it did not count. */
  rounds: (number | null)[];
  form: string;
}

async function openSized(cores: Cores, rows: number, plan: GrowthPlan, rowBytes: number): Promise<Sized> {
  const product = await openProduct(cores);
  const later = plan.signs + (plan.rounds * plan.signs) / 2;
  await product.stop();
  await fillPending(product, Math.max(0, Math.round(rows - later)), rowBytes);
  await product.start();
  return {
    rows,
    product,
    series: newSeries(),
    rounds: [],
    form: await signRequest(product, product.port, false),
  };
}

function timesSmallest(one: Sized, smallest: Sized): number {
  return median(
    one.rounds.flatMap((p99, at) => {
      const least = smallest.rounds[at];
      return p99 === null || !least ? [] : [p99 / least];
    }),
  );
}

/**
 * Measures signing at each size.
 * @param rowBytes bytes of a row that the form makes
 */
export async function measureGrowth(loading: Loading, plan: GrowthPlan, rowBytes: number): Promise<Grown[]> {
  const sized: Sized[] = [];
  try {
    for (const rows of plan.sizes) {
      loading.tell(`filling a network with ${rows} rows`);
      sized.push(await openSized(loading.cores, rows, plan, rowBytes));
    }
    const shotOf = ({ product, form }: Sized) => ({ port: product.port, request: form, many: plan.signs });
    for (const one of sized) {
      const warming = newSeries();
      await fireRound(loading, warming, shotOf(one));
      one.series.next = warming.next;
    }
    for (let round = 0; round < plan.rounds; round++) {
      for (const one of sized) {
        const counted = await fireUntilItCounts(loading, one.series, shotOf(one));
        one.rounds.push(counted ? quantile(one.series.latencies.slice(-1), 0.99) : null);
      }
    }
    const [smallest] = sized;
    return sized.map((one) => {
      const { rows, product, series } = one;
      return {
        ...{ rows, rate: Math.round(median(series.rates)), discarded: series.discarded },
        ...{ p50: quantile(series.latencies, 0.5), p99: quantile(series.latencies, 0.99) },
        timesSmallest: timesSmallest(one, smallest ?? one),
        memory: product.memory(),
      };
    });
  } finally {
    for (const { product } of sized) await product.remove();
  }
}
