// Signing without e-mail and reading pages, each against the ceiling: rounds of all four in turn, so that whatever
// slows the machine for a moment slows them alike.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { get } from "../test/signer.ts";
import type { CeilingWork } from "./ceiling.ts";
import { type Product, SLUG } from "./product.ts";
import { type Program, startProgram } from "./programs.ts";
import { pageRequest, signRequest } from "./requests.ts";
import {
  fireRound,
  fireUntilItCounts,
  type Loading,
  median,
  newSeries,
  quantile,
  type Series,
} from "./rounds.ts";

export interface ServingPlan {
  rounds: number;
  /** Requests of one round. */
  signs: number;
  reads: number;
}

/** What one kind of request came to. */
export interface Served {
  /** Requests a second: the product's, and the ceiling's. */
  rate: number;
  ceiling: number;
  ratio: number;
  p50: number;
  p99: number;
  ceilingP99: number;
  /** The busiest that the load's core was. */
  busy: number | null;
  discarded: number;
}

/** The bytes of the product's two pages and of one of its rows. */
interface Sizes {
  page: Uint8Array;
  pageHeaders: Record<string, string>;
  answer: Uint8Array;
  rowBytes: number;
}

/** What every server of node:http sets by itself. */
const OF_NODE = ["content-length", "date", "connection", "keep-alive"];

async function sizesOf(product: Product): Promise<Sizes> {
  const page = await get(`${product.url}/${SLUG}`, { "accept-language": "en" });
  const request = await signRequest(product, product.port, false);
  const [, body = ""] = request.replaceAll("@", "0").split("\r\n\r\n");
  const answer = await fetch(`${product.url}/${SLUG}/sign`, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded", "accept-language": "en" },
  });
  const pageHeaders = Object.fromEntries([...page.headers].filter(([name]) => !OF_NODE.includes(name)));
  return {
    page: Buffer.from(page.body),
    pageHeaders,
    answer: Buffer.from(await answer.arrayBuffer()),
    rowBytes: await product.rowBytes(),
  };
}

function summary(product: Series, ceiling: Series): Served {
  const rate = median(product.rates);
  const top = median(ceiling.rates);
  const busy = [...product.busy, ...ceiling.busy].filter((one) => one !== null);
  return {
    rate: Math.round(rate),
    ceiling: Math.round(top),
    ratio: rate / top,
    p50: quantile(product.latencies, 0.5),
    p99: quantile(product.latencies, 0.99),
    ceilingP99: quantile(ceiling.latencies, 0.99),
    busy: busy.length === 0 ? null : Math.max(...busy),
    discarded: product.discarded + ceiling.discarded,
  };
}

/** Starts the ceiling on the server's core. */
async function startCeiling(
  loading: Loading,
  sizes: Sizes,
  postgres: string | null,
): Promise<{ program: Program; port: number; remove(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), "undersigned-ceiling-"));
  const program = startProgram(loading.cores, loading.cores.server, "ceiling.ts");
  const rows: CeilingWork["rows"] =
    postgres === null ? { kind: "sqlite", dir } : { kind: "postgres", url: postgres };
  const port = await program.ask<number>("serve", { ...sizes, rows } satisfies CeilingWork);
  const remove = async () => {
    await program.end();
    rmSync(dir, { recursive: true, force: true });
  };
  return { program, port, remove };
}

/**
 * Measures signing and reading.
 * @param product a network that is served and can send no mail
 * @param postgres an empty database for the ceiling, where the product has one; null on SQLite
 */
export async function measureServing(
  loading: Loading,
  product: Product,
  plan: ServingPlan,
  postgres: string | null,
): Promise<{ sign: Served; read: Served; rowBytes: number }> {
  const sizes = await sizesOf(product);
  const ceiling = await startCeiling(loading, sizes, postgres);
  try {
    const form = await signRequest(product, product.port, false);
    const page = pageRequest(product.port);
    const kinds = [
      { series: newSeries(), shot: { port: ceiling.port, request: form, many: plan.signs } },
      { series: newSeries(), shot: { port: product.port, request: form, many: plan.signs } },
      { series: newSeries(), shot: { port: ceiling.port, request: page, many: plan.reads } },
      { series: newSeries(), shot: { port: product.port, request: page, many: plan.reads } },
    ] as const;
    for (const { series, shot } of kinds) {
      const warming = { ...newSeries(), next: series.next };
      await fireRound(loading, warming, { ...shot, many: shot.many >> 1 });
      series.next = warming.next;
    }
    for (let round = 0; round < plan.rounds; round++) {
      for (const { series, shot } of kinds) await fireUntilItCounts(loading, series, shot);
    }
    const [topSigns, signs, topReads, reads] = kinds.map(({ series }) => series) as [
      Series,
      Series,
      Series,
      Series,
    ];
    return { sign: summary(signs, topSigns), read: summary(reads, topReads), rowBytes: sizes.rowBytes };
  } finally {
    await ceiling.remove();
  }
}
