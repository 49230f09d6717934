// Networks for the tests of privacy: one in this process, on either database, with its memory in a folder of its
// own, so that it can be started again with everything it knows; and what a key holder does at the desk.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCampaign } from "../../src/cli/desk.ts";
import { openRows } from "../../src/cli/open-rows.ts";
import type { Settings } from "../../src/settings.ts";
import { type Reason, signingApi } from "../../src/signing/desk/api.ts";
import type { OpenedSignature } from "../../src/signing/opening/opening.ts";
import { bringUpToDate } from "../../src/signing/tidying/bringing.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { type FreshDatabase, freshDatabase } from "../postgres.ts";
import { until } from "../running.ts";

export const DATABASES = ["sqlite", "postgres"] as const;
export type Database = (typeof DATABASES)[number];
/** The address of the campaign in these tests. */
export const SLUG = "night-work";

export interface Held extends DeskNetwork {
  runDir: string;
  database: FreshDatabase | null;
  /** Stops it and removes everything. */
  end(): Promise<void>;
}

/** A folder in memory, for one test. */
export function memoryFolder(): string {
  const at = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const dir = mkdtempSync(join(at, "undersigned-privacy-"));
  chmodSync(dir, 0o700);
  return dir;
}

/**
 * Opens a network in this process, with the campaign of `campaignFile` published.
 * @param kind the database
 * @param settings on top of those of `openDeskNetwork`; `file` is another campaign file
 */
export async function openHeld(
  kind: Database,
  { file = campaignFile(), ...settings }: Partial<Settings> & { file?: string } = {},
): Promise<Held> {
  const runDir = memoryFolder();
  const database = kind === "postgres" ? await freshDatabase() : null;
  const here = await openDeskNetwork({
    runDir,
    ...(database ? { database: { kind: "postgres", url: database.url } } : {}),
    ...settings,
  });
  const end = async () => {
    await here.stop();
    await database?.drop();
    rmSync(runDir, { recursive: true, force: true });
  };
  // Some of them change when it is started again.
  const held = Object.defineProperties({ runDir, database, end }, Object.getOwnPropertyDescriptors(here));
  await here.publish([{ name: "campaign.md", text: file }]).catch(async (error) => {
    await end();
    throw error;
  });
  return held as Held;
}

/** Loses what is in memory, as when the power goes: starts again with an empty folder. */
export async function losePower(here: Held): Promise<void> {
  await here.restart();
  for (const _ of [1, 2]) {
    rmSync(here.runDir, { recursive: true, force: true });
    mkdirSync(here.runDir, { mode: 0o700 });
  }
  await here.restart();
}

/** Signs with an address. @returns the link that came */
export async function signByMail(here: DeskNetwork, fields: Record<string, string> & { email: string }) {
  const before = (await here.mails()).length;
  const { status } = await here.sign(SLUG, { as: "person", appear: "counted", ...fields });
  if (status !== 200) throw new Error(`the form was answered ${status}`);
  const mails = await until("the mail", async () => {
    const all = await here.mails();
    return all.length > before ? all : null;
  });
  return mails.at(-1)?.link ?? "";
}

/** What the public is told: the count as the last lot left it. */
export async function countIn(
  here: DeskNetwork,
): Promise<{ people: number; organisations: number; total: number }> {
  const answer = (await (await here.get(`/${SLUG}.json`)).json()) as {
    count: { people: number; organisations: number; total: number };
  };
  return answer.count;
}

/** What a key holder does, each time at a desk that is opened anew. */
export function holderOf(here: DeskNetwork) {
  const open = async () => {
    const desk = await here.desk();
    return { desk, campaign: await openCampaign(desk, SLUG) };
  };
  return {
    /** Every signature that stands or waits, opened. */
    rows: async (): Promise<OpenedSignature[]> => {
      const { desk, campaign } = await open();
      const all: OpenedSignature[] = [];
      for await (const page of openRows(desk, campaign)) all.push(...page);
      return all;
    },
    bring: async () => {
      const { desk, campaign } = await open();
      return bringUpToDate({
        ...campaign,
        p: onNode,
        send: desk.client.send,
        desk,
        rows: () => openRows(desk, campaign),
      });
    },
    accept: async (ids: number[]) => {
      const { desk } = await open();
      return desk.client.send(signingApi.accept, { slug: SLUG, ids });
    },
    /** What `accept --all --show` does. @returns the words that are shown anew */
    acceptAllAndShow: async (): Promise<string[]> => {
      const { desk, campaign } = await open();
      const { tidying } = await bringUpToDate({
        ...campaign,
        p: onNode,
        send: desk.client.send,
        desk,
        rows: () => openRows(desk, campaign),
      });
      const ids = [...tidying.withoutAddress];
      if (ids.length > 0) await desk.client.send(signingApi.accept, { slug: SLUG, ids });
      const names = [...tidying.unshown];
      if (names.length > 0) await desk.client.send(signingApi.show, { slug: SLUG, names });
      return names.map(({ words }) => words);
    },
    takeOff: async (ids: number[], reason: Reason) => {
      const { desk } = await open();
      return desk.client.send(signingApi.takeOff, { slug: SLUG, ids, reason, requests: [] });
    },
  };
}
