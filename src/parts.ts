// What every room of one network works with, opened in order from its folders: store, keys, memory, post, the
// campaigns that are public, the sequencer. Promises that nothing of it is global: a network is these parts, and
// one process can have several.

import { openToday } from "./campaigns/dates.ts";
import { type LiveCampaigns, openLiveCampaigns } from "./campaigns/live.ts";
import type { PublicParts } from "./campaigns/public.ts";
import type { Clock } from "./clock.ts";
import { catchUp, makeSequencer, type Sequencer } from "./ledger/sequencer.ts";
import { LANGUAGES } from "./locales/languages.ts";
import type { Log } from "./log.ts";
import { openPost, type Post } from "./mail/post.ts";
import { type Memory, openMemory } from "./memory/memory.ts";
import { dropSetUpLink, openNetworkRow, openSetUpLink } from "./organisers/set-up.ts";
import { readStanding } from "./organisers/standing.ts";
import { type NetworkRow, readNetwork } from "./organisers/store.ts";
import type { Settings } from "./settings.ts";
import { type Links, openLinks } from "./signing/links/links.ts";
import { type Ids, openIds } from "./store/ids.ts";
import { type KeyFiles, openKeyFiles } from "./store/key-files.ts";
import { type Marks, openMarks } from "./store/marks.ts";
import { openStore, type Store } from "./store/store.ts";
import { readBase64url } from "./vault/bytes.ts";
import { onNode } from "./vault/on-node.ts";
import type { Primitives } from "./vault/primitives.ts";
import { type Limits, openLimits } from "./web/limits.ts";
import { openPageBytes, type PageBytes } from "./web/page-bytes.ts";
import type { Sending } from "./web/parts.ts";
import { makeStamps, type Stamps } from "./web/stamp.ts";
import type { Site, Standing } from "./web/view.ts";
import { clientAddresses, rangeOf } from "./web/visitor-address.ts";

export interface NetworkParts extends PublicParts {
  settings: Settings;
  log: Log;
  /** The network's id, 16 bytes. */
  network: Uint8Array;
  primitives: Primitives;
  keys: KeyFiles;
  store: Store;
  marks: Marks;
  ids: Ids;
  memory: Memory;
  live: LiveCampaigns;
  post: Post;
  sequencer: Sequencer;
  limits: Limits;
  stamps: Stamps;
  bytes: PageBytes;
  /** The network's own row, as last read. */
  facts(): NetworkRow;
  /** Who can open, as last read. */
  standing(): Standing;
  /** Reads again what others may have changed: the network's row, who stands, the campaigns. */
  follow(): Promise<void>;
  /** Where somebody without a key holder begins; null once there is one. */
  setUpLink(): string | null;
  /** Told by the first run: the set-up link is used up. */
  begun(): void;
  /** The languages of the network's own pages. */
  languages(): readonly string[];
  /** Whether the network can send mail. */
  mail: boolean;
  /** Who carries the mail, by the name of the machine; null without mail. */
  mailBy: string | null;
  publishEvery: number;
  /** Where a request comes from, by its connection and what a proxy in front of it says. */
  from(connection: { peer: string; forwardedFor: string | null }): string;
  /** The same for a call of a public page. */
  addressOf(call: Sending): string;
  rangeOf(address: string): string;
  makeLink: Links["make"];
  readLink: Links["read"];
  queue: Post["queue"];
  /** Told after a name was taken away: pages are made again. */
  onNameGone(campaign: Uint8Array): Promise<void>;
}

/**
 * Opens the parts of a network.
 * @param settings its settings; folders exist
 * @param clock its clock
 * @param log the operator's log
 * @throws Error when its database, keys or memory cannot be opened
 */
export async function openParts(settings: Settings, clock: Clock, log: Log): Promise<NetworkParts> {
  const primitives = onNode;
  const keys = openKeyFiles(settings.secretDir, primitives.random);
  const store = await openStore({
    database: settings.database,
    dataDir: settings.dataDir,
    onError: log.error,
  });
  const network = await openNetworkRow(store, primitives, keys.server);
  const marks = await openMarks(settings.secretDir);
  await catchUp(store, marks);
  const ids = await openIds(store, marks);
  const { runDir, baseUrl, dataDir, publishEvery } = settings;
  const memory = openMemory({ runDir, clock, primitives, limits: settings.limits, warn: log.warn });
  const marked = async (campaign: Uint8Array) => (await marks.log(campaign))?.lot ?? 0;
  const live = await openLiveCampaigns({ store, clock, primitives, marked, network, warn: log.warn });
  const links = openLinks({ primitives, keys, clock, network });

  let facts = await readNetwork(store.read);
  let standing = await readStanding(store);
  let setUpLink = await openSetUpLink({ store, primitives, dataDir, baseUrl });
  const follow = async () => {
    facts = await readNetwork(store.read);
    standing = await readStanding(store);
    await live.follow();
  };

  const post = openPost({
    settings,
    memory,
    clock,
    primitives,
    namesOf: (campaign, language) => {
      const found = live.byId(readBase64url(campaign) ?? new Uint8Array());
      // The links of a closed campaign lead nowhere.
      if (found?.state === "closed") return null;
      return found && { network: facts.name, plainName: found.text.in(language).plainName.text };
    },
    onHanded: (handed) => markMailed(store, handed),
    warn: log.warn,
  });
  const sequencer = makeSequencer({
    ...{ store, marks, clock, primitives, publishEvery },
    onPublished: live.refresh,
    onError: log.error,
  });

  const site = (): Site => ({
    // Before the first run it has no name of its own.
    name: facts.name || "Undersigned",
    baseUrl,
    leaveUrl: settings.leaveUrl,
  });
  const zone = () => facts.timezone;
  // With a domain no proxy is there to be trusted: whoever sends the header made it up.
  const warn = settings.domain ? () => undefined : log.warn;
  const from = clientAddresses({ trustProxy: settings.trustProxy, warn });
  return {
    ...{ settings, clock, log, network, primitives, keys, store, marks, ids, memory, live, post, sequencer },
    ...{ site, zone, follow, from, rangeOf, publishEvery },
    today: openToday(clock, zone),
    limits: openLimits({ clock, primitives, limits: settings.limits }),
    stamps: makeStamps({ clock, primitives, serverKey: keys.server, limits: settings.limits }),
    bytes: openPageBytes(),
    facts: () => facts,
    standing: () => standing,
    setUpLink: () => setUpLink,
    begun: () => {
      dropSetUpLink(dataDir);
      setUpLink = null;
      void follow().catch(log.error);
    },
    languages: () => {
      const chosen = facts.languages.split(" ");
      return facts.languages === "" ? LANGUAGES : LANGUAGES.filter((one) => chosen.includes(one));
    },
    mail: post.transport !== null,
    mailBy: mailHost(settings),
    addressOf: (call) =>
      from({
        peer: call.env.incoming.socket.remoteAddress ?? "",
        forwardedFor: call.req.header("x-forwarded-for") ?? null,
      }),
    makeLink: links.make,
    readLink: links.read,
    queue: post.queue,
    onNameGone: live.refresh,
  };
}

async function markMailed(store: Store, handed: { of: "signatures" | "requests"; rows: number[] }[]) {
  await store.write(async (tx) => {
    for (const { of, rows } of handed) {
      await tx.updateTable(of).set({ mailed: 1 }).where("id", "in", rows).execute();
    }
  });
}

/** Who carries the mail, by the name of the machine; null without mail. */
function mailHost({ mail, baseUrl }: Settings): string | null {
  if (!mail) return null;
  return new URL(mail.kind === "smtp" ? mail.url : baseUrl).hostname;
}
