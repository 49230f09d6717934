// How long a key holder waits for the page of people: a campaign of 100,000 confirmed rows, opened and brought up to
// date by the desk's own page in a real Chromium, from the click that goes to the page until its first line is drawn.
// The server has its core; the browser has them all, as on a computer that does both.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { launchChromium } from "../test/chromium.ts";
import { until } from "../test/running.ts";
import { fillConfirmed } from "./filling.ts";
import { descendants, mostMemory } from "./machine.ts";
import { openProduct, type Product, SLUG } from "./product.ts";
import type { Loading } from "./rounds.ts";

/** What opening came to. */
export interface OpenedList {
  rows: number;
  /** How many rows share an envelope. */
  sharing: number;
  seconds: number;
  /** The same a second time: then nobody is left to look through for who follows. */
  again: number;
  /** What the page's own objects take once the list stands, in MB. */
  heap: number;
  /** The most that any process of the browser held, in MB. */
  memory: number | null;
}

/** What is measured, and what each must come to in seconds. */
const OPENINGS = [
  { rows: 100_000, sharing: 64, most: 30 },
  { rows: 100_000, sharing: 1, most: 60 },
] as const;
const LONGEST = 3 * 60_000;
/** A row of the sample's form. */
const ROW_BYTES = 1_664 + 65;

/** Measures every opening, one after another. */
export async function measureOpenings(loading: Pick<Loading, "cores" | "tell">): Promise<OpenedList[]> {
  const opened: OpenedList[] = [];
  for (const { rows, sharing } of OPENINGS) opened.push(await measureOpening(loading, rows, sharing));
  return opened;
}

/** What took too long, in words. */
export function openedTooSlowly(opened: readonly OpenedList[]): string[] {
  return opened.flatMap(({ sharing, seconds }) => {
    const most = OPENINGS.find((one) => one.sharing === sharing)?.most ?? 0;
    return seconds <= most
      ? []
      : [`opening with ${sharing} under an envelope took ${seconds.toFixed(1)} s, over ${most}`];
  });
}

/**
 * Measures opening a list.
 * @param rows how many
 * @param sharing how many rows share an envelope
 */
async function measureOpening(
  loading: Pick<Loading, "cores" | "tell">,
  rows: number,
  sharing: number,
): Promise<OpenedList> {
  const product = await openProduct(loading.cores);
  try {
    loading.tell(`sealing ${rows} rows, ${sharing} under an envelope`);
    await product.stop();
    await fillConfirmed(product, rows, ROW_BYTES, sharing);
    await product.start({ PUBLISH_EVERY: "0" });
    const counted = async () => {
      const answer = await fetch(`${product.url}/${SLUG}.json`);
      return ((await answer.json()) as { count: { total: number } }).count.total;
    };
    await until("the rows to be counted", async () => (await counted()) === rows, LONGEST);
    loading.tell("opening them in Chromium");
    return { rows, sharing, ...(await openInChromium(product, rows)) };
  } finally {
    await product.remove();
  }
}

async function openInChromium(product: Product, rows: number) {
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext()).newPage();
    await signIn(page, product);
    const seconds = await openList(page, rows);
    const heap = await heapOf(page);
    await page.click('nav a[href="/desk"]');
    const again = await openList(page, rows);
    const held = descendants(process.pid).map((pid) => mostMemory(pid) ?? 0);
    return { seconds, again, heap, memory: Math.max(...held) || null };
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, product: Product): Promise<void> {
  const [address = "", words = ""] = readFileSync(product.wordsFile, "utf8").split("\n");
  await page.goto(`${product.url}/desk/in`);
  await page.fill("#f-address", address);
  await page.fill("#f-words", words);
  await page.click("form .act");
  await page.waitForSelector(".lock button");
  await page.waitForURL(`${product.url}/desk`);
}

/** @returns seconds from the click to the first line */
async function openList(page: Page, rows: number): Promise<number> {
  await page.locator(`a[href="/desk/${SLUG}/people"]`).first().waitFor();
  const begun = performance.now();
  await page.click(`a[href="/desk/${SLUG}/people"]`);
  await page.locator(".people [data-line], #wrong").first().waitFor({ timeout: LONGEST });
  const seconds = (performance.now() - begun) / 1_000;
  const wrong = page.locator("#wrong");
  if ((await wrong.count()) > 0) throw new Error(`the page says: ${await wrong.textContent()}`);
  const lines = Number(await page.getAttribute(".people", "aria-rowcount")) - 1;
  if (lines !== rows) throw new Error(`the list has ${lines} lines and should have ${rows}`);
  return seconds;
}

/** What lives after a collection, in MB. */
async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return Math.round(usedSize / 1e6);
}
