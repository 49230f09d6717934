// What the tests of the desk in one file share: a network and a browser, there before the first and gone after the last.
import { after } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { type Running, startNetwork } from "../running.ts";
import { bundleDesk, type DeskTab, openTab, signIn } from "./browser.ts";

export interface Site {
  network: Running;
  browser: Browser;
  /** Opens a tab in which the first key holder is signed in, with the keys open. */
  signedIn(how?: Parameters<typeof openTab>[1]): Promise<DeskTab>;
}

/**
 * Starts both; they end after the last test of the file that calls it.
 * @param start starts the network; unless told, one with its first key holder and nothing else
 */
export async function openSite(start: () => Promise<Running> = startBegun): Promise<Site> {
  await bundleDesk();
  const network = await start();
  let started: Browser | undefined;
  after(async () => {
    await started?.close();
    await network.end();
  });
  const browser = await launchChromium();
  started = browser;
  const signedIn: Site["signedIn"] = async (how) => {
    const tab = await openTab(browser, how);
    await signIn(tab.page, network);
    return tab;
  };
  return { network, browser, signedIn };
}

async function startBegun(): Promise<Running> {
  const network = await startNetwork();
  await network.begin();
  return network;
}
