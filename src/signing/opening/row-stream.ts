// Every signature of a campaign, opened, page by page in the order of ids. Pages come from the network one after
// another and are opened by threads meanwhile; only a few pages are ever in memory. Pure but for the threads that it
// is given: the command line's and the browser's.
import type { Primitives } from "../../vault/primitives.ts";
import { readAnswer } from "../../web/api.ts";
import { signingApi } from "../desk/api.ts";
import { type OpenedSignature, type OpeningKeys, openPage } from "./opening.ts";

/** A thread that opens pages, in the order in which they are given. */
export interface Thread {
  open(page: ArrayBuffer): Promise<OpenedSignature[]>;
  stop(): Promise<unknown>;
}

export interface RowStream {
  p: Primitives;
  keys: OpeningKeys;
  /** The page behind an id, as the network sent it. */
  page(after: number): Promise<ArrayBuffer>;
  /** Starts threads; asked only where one page is not all. */
  threads(): Thread[];
}

/**
 * Gives every signature that stands or waits.
 * @param stream where pages come from and who opens them
 * @throws what `page` throws; Error when the network answers something else than a page
 */
export async function* streamRows({ p, keys, page, threads: start }: RowStream) {
  const first = await page(0);
  if (nextOf(first) === null) {
    yield await openPage(p, keys, readAnswer(signingApi.rows, first));
    return;
  }
  const threads = start();
  const under: Promise<OpenedSignature[]>[] = [];
  try {
    let turn = 0;
    for (let bytes: ArrayBuffer | null = first; bytes !== null; ) {
      const next: number | null = nextOf(bytes);
      const opening = threads[turn++ % threads.length]?.open(bytes);
      // What breaks is told where the page is waited for.
      opening?.catch(() => undefined);
      if (opening) under.push(opening);
      bytes = next === null ? null : await page(next);
      if (under.length >= 2 * threads.length) yield (await under.shift()) ?? [];
    }
    for (const opening of under) yield await opening;
  } finally {
    for (const thread of threads) await thread.stop();
  }
}

/** The network writes where the next page begins before anything else: the rest is for the threads to read. */
function nextOf(page: ArrayBuffer): number | null {
  const head = new TextDecoder().decode(page.slice(0, 40));
  const next = /^\{"next":(null|\d+),/.exec(head)?.[1];
  if (next === undefined) throw new Error("The network answered something else than a page of signatures.");
  return next === "null" ? null : Number(next);
}
