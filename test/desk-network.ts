// A whole network in a folder of its own, for tests of the desk: it listens on a port of its own, by a clock that
// tests move. Mails are files in a folder.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { campaignApi } from "../src/campaigns/desk-api.ts";
import { makeCampaign } from "../src/campaigns/making.ts";
import { type Clock, DAY, HOUR } from "../src/clock.ts";
import { openLog } from "../src/log.ts";
import { beginNetwork, type NewWords, readSetUpLink } from "../src/organisers/beginning.ts";
import { type Client, openClient } from "../src/organisers/client.ts";
import { type Desk, openDesk, openWithEnvelope } from "../src/organisers/opening.ts";
import { type Network, openNetwork } from "../src/server.ts";
import type { Settings } from "../src/settings.ts";
import { openKeyFiles } from "../src/store/key-files.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { type Granted, uncloseGrant } from "../src/vault/grant.ts";
import { onNode } from "../src/vault/on-node.ts";
import type { Primitives } from "../src/vault/primitives.ts";
import { freshDatabase } from "./postgres.ts";

export const ADDRESS = "amina@harbour-lights.example";
/** Stretching words takes a third of a second, which here protects nobody. */
export const quick: Primitives = { ...onNode, argon2id: async (words, salt) => onNode.sha256(salt, words) };
const URL_OF_TESTS = "http://network.test";

/** A clock that tests move. */
export interface TestClock extends Clock {
  move(by: { days?: number; minutes?: number }): void;
}

function testClock(): TestClock {
  let offset = 0;
  const now = () => Date.now() + offset;
  return {
    now,
    day: () => Math.floor(now() / DAY),
    hour: () => Math.floor(now() / HOUR),
    move: ({ days = 0, minutes = 0 }) => {
      offset += days * DAY + minutes * 60_000;
    },
  };
}

export interface DeskNetwork {
  network: Network;
  /** Errors and warnings of its log, so far. */
  said: readonly string[];
  settings: Settings;
  clock: TestClock;
  /** The database, beside the network's own connections. */
  store: Store;
  /** Where it listens. */
  readonly url: string;
  client(): Client;
  /** The first run. @param how `envelope: false` for who wants a second key holder first */
  begin(how?: { envelope?: boolean }): Promise<NewWords>;
  /** The holder's words and the envelope's. @throws Error before the first run */
  words(): NewWords;
  /** The holder's desk; begins first when nobody has. */
  desk(): Promise<Desk>;
  /** The envelope's desk. */
  envelopeDesk(): Promise<Desk>;
  publish(
    files: { name: string; text: string }[],
    how?: { draft?: boolean; small?: boolean },
  ): Promise<{ version: number; change: string; state: string; over: boolean }>;
  /** Fills the form in. @returns the status and the code, when one was shown */
  sign(slug: string, fields: Record<string, string>): Promise<{ status: number; code: string | null }>;
  /** Fills in what one does with one's code, or without. */
  mine(slug: string, fields: Record<string, string>): Promise<number>;
  /** Addresses and links of the mails that went, oldest first. */
  mails(): Promise<{ to: string; link: string }[]>;
  /** Follows a link and presses its button. */
  confirm(link: string, fields: Record<string, string>): Promise<number>;
  get(path: string): Promise<Response>;
  /** A grant out of its closing box. */
  unclose(granted: Granted, closed: Uint8Array): Promise<Uint8Array | null>;
  /** Starts again from the same folders; what was only in memory is lost. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens one. */
export async function openDeskNetwork(more: Partial<Settings> = {}): Promise<DeskNetwork> {
  const dir = mkdtempSync(join(tmpdir(), "undersigned-desk-"));
  const folder = (name: string) => {
    mkdirSync(join(dir, name), { mode: 0o700, recursive: true });
    return join(dir, name);
  };
  const mailDir = folder("mail");
  const settings: Settings = {
    dataDir: folder("data"),
    secretDir: folder("secret"),
    runDir: null,
    host: "127.0.0.1",
    port: 0,
    domain: null,
    baseUrl: URL_OF_TESTS,
    database: { kind: "sqlite" },
    mail: { kind: "folder", dir: mailDir },
    mailFrom: "network@network.test",
    trustProxy: false,
    leaveUrl: "https://example.org/",
    limits: false,
    publishEvery: 0,
    clockOffset: 0,
    logLevel: "silent",
    ...more,
  };
  const clock = testClock();
  const said: string[] = [];
  const log = openLog("warn", (line) => {
    said.push(line);
    return line.startsWith("error") ? process.stderr.write(`${line}\n`) : true;
  });
  let network = await openNetwork(settings, clock, log);
  const store = await openStore({ ...settings, onError: log.error });
  let words: NewWords | undefined;

  let at = `http://127.0.0.1:${await network.listen()}`;
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${at}${path}`, init);
  const client = () => openClient(at);
  const post = (path: string, fields: Record<string, string>) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });

  const test: DeskNetwork = {
    get network() {
      return network;
    },
    said,
    settings,
    clock,
    store,
    get url() {
      return at;
    },
    client,
    begin: async ({ envelope = true } = {}) => {
      const link = readSetUpLink(network.setUpLink ?? "");
      if (!link) throw new Error("this network has begun");
      const who = { network: "Harbour Lights", timezone: "UTC", name: "Amina", organisation: "Lights" };
      await beginNetwork(quick, client(), { ...who, secret: link.secret, email: ADDRESS }, async (draw) => {
        words = draw();
        return envelope ? words : { words: words.words, envelope: null };
      });
      if (!words) throw new Error("no words were made");
      return words;
    },
    words: () => {
      if (!words) throw new Error("this network has not begun");
      return words;
    },
    desk: async () => {
      const { words: own } = words ?? (await test.begin());
      return openDesk(quick, client(), { address: ADDRESS, words: own });
    },
    envelopeDesk: async () => {
      const { envelope } = words ?? (await test.begin());
      return openWithEnvelope(quick, client(), envelope);
    },
    publish: async (files, { draft = false, small = false } = {}) => {
      const desk = await test.desk();
      const { known } = await desk.client.send(campaignApi.check, { files, draft });
      const key = known ? null : await makeCampaign(onNode, desk);
      const made = key && { ...key.made, wrap: await desk.wrapFor(key.chain) };
      return desk.client.send(campaignApi.publish, { files, draft, small, made });
    },
    sign: async (slug, fields) => {
      const page = await (await ask(`/${slug}/sign?as=${fields.as ?? "person"}`)).text();
      const answer = await post(`/${slug}/sign`, { ...hiddenIn(page), ...fields });
      const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}/.exec(await answer.text());
      return { status: answer.status, code: code?.[0] ?? null };
    },
    mine: async (slug, fields) => {
      const page = await (await ask(`/${slug}/mine`)).text();
      return (await post(`/${slug}/mine`, { lang: hiddenIn(page).lang ?? "en", ...fields })).status;
    },
    mails: async () => {
      const files = readdirSync(mailDir).filter((name) => name.endsWith(".eml"));
      return Promise.all(
        files.sort().map(async (name) => {
          const mail = await simpleParser(readFileSync(join(mailDir, name)));
          const to = [mail.to ?? []].flat()[0]?.text ?? "";
          return { to, link: /\/c\/[\w-]+/.exec(mail.text ?? "")?.[0] ?? "" };
        }),
      );
    },
    confirm: async (link, fields) => {
      const page = await (await ask(link)).text();
      return (await post(link, { ...hiddenIn(page), ...fields })).status;
    },
    get: (path) => ask(path),
    unclose: async (granted, closed) => {
      const closing = openKeyFiles(settings.secretDir, onNode.random).closing(granted.campaign);
      return closing && uncloseGrant(onNode, closing, granted, closed);
    },
    restart: async () => {
      await network.stop();
      network = await openNetwork(settings, clock, log);
      at = `http://127.0.0.1:${await network.listen()}`;
      await network.idle();
    },
    stop: async () => {
      await network.stop();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return test;
}

/** Opens one on a kind of database; one of PostgreSQL is its own, and goes when it stops. */
export async function openDeskNetworkOn(
  kind: "sqlite" | "postgres",
  more: Partial<Settings> = {},
): Promise<DeskNetwork> {
  if (kind === "sqlite") return openDeskNetwork(more);
  const { url, drop } = await freshDatabase();
  const here = await openDeskNetwork({ ...more, database: { kind, url } });
  const { stop } = here;
  here.stop = async () => {
    await stop();
    await drop();
  };
  return here;
}

function hiddenIn(page: string): Record<string, string> {
  const hidden = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name = "", value = ""]) => [name, value]));
}

/** A campaign file, with what a test needs otherwise. */
export function campaignFile(more: { front?: string; actions?: string; body?: string } = {}): string {
  const actions =
    more.actions ??
    `  - sign:
      as: [person, organisation]
      email: optional
      appear: [counted, public]
      fields: [name, organisation, { id: position, optional: true }, { id: phone, optional: true }]`;
  return `---
slug: night-work
kind: declaration
title: Night work without fear
plain_name: Declaration
language: en
hosts: [{ name: Harbour Lights }]
contact: { name: Harbour Lights, email: hello@harbour-lights.example }
keep_until: 2099-12-31
${more.front ?? ""}
actions:
${actions}
---

${more.body ?? "We stand together."}
`;
}
