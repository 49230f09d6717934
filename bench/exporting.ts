// How long a key holder waits for a list of 100,000: the command line's own export, from its start to its end, of
// confirmed rows each of which has an envelope of its own. The file is opened again and its lines are counted.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { until } from "../test/running.ts";
import { fillConfirmed } from "./filling.ts";
import { openProduct, type Product, SLUG } from "./product.ts";
import type { Loading } from "./rounds.ts";

/** What an export came to. */
export interface Exported {
  rows: number;
  seconds: number;
  megabytes: number;
  /** Seconds in which the rows were counted: numbered, written to the log, shown. */
  countedIn: number;
}

const LONGEST = 10 * 60_000;

async function countOn(product: Product): Promise<number> {
  const answer = await fetch(`${product.url}/${SLUG}.json`);
  return ((await answer.json()) as { count: { total: number } }).count.total;
}

async function linesIn(file: string, words: string): Promise<number> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  const text = await decrypter.decrypt(readFileSync(file), "text");
  // Without the head.
  return text.trimEnd().split("\n").length - 1;
}

/**
 * Measures an export.
 * @param rows how many
 * @param rowBytes bytes of a row that the form makes
 */
export async function measureExport(loading: Loading, rows: number, rowBytes: number): Promise<Exported> {
  const product = await openProduct(loading.cores);
  try {
    loading.tell(`sealing ${rows} rows, each under an envelope of its own`);
    await product.stop();
    await fillConfirmed(product, rows, rowBytes);
    await product.start({ PUBLISH_EVERY: "0" });
    let begun = performance.now();
    await until("the rows to be counted", async () => (await countOn(product)) === rows, LONGEST);
    const countedIn = (performance.now() - begun) / 1_000;
    const file = join(product.dataDir, "..", "list.age");
    begun = performance.now();
    await product.cli("export", SLUG, "-o", file);
    const seconds = (performance.now() - begun) / 1_000;
    const [, words = ""] = readFileSync(product.wordsFile, "utf8").split("\n");
    const lines = await linesIn(file, words.trim());
    if (lines !== rows) throw new Error(`the list has ${lines} lines and should have ${rows}`);
    return { rows, seconds, megabytes: readFileSync(file).length / 1e6, countedIn };
  } finally {
    await product.remove();
  }
}
