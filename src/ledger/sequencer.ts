// The one sequencer of a network: it publishes lots. It alone numbers entries; that it is alone is kept by a
// fence in each update (size and term), on PostgreSQL an advisory lock saves two processes the work. A lot's
// size and root are in the marks before anything shows them.
import type { Clock } from "../clock.ts";
import type { LogMark, Marks } from "../store/marks.ts";
import type { Campaign } from "../store/schema.ts";
import type { Store, Writing } from "../store/store.ts";
import { concat } from "../vault/bytes.ts";
import { below } from "../vault/chance.ts";
import { appendLeaf, EMPTY, ENTRY, type Frontier, leafHash, merkleRoot } from "../vault/entry.ts";
import type { Primitives } from "../vault/primitives.ts";
import { countEntry, readCount } from "./count.ts";
import { drawLot } from "./lot.ts";
import {
  anyWaits,
  campaignsWaiting,
  endWait,
  entriesWaiting,
  entryTypes,
  idsWaiting,
  lastLot,
  type Numbered,
  showNames,
  writeEntries,
} from "./store.ts";

const HASH = 32;
/** A lot is written in parts of so many entries, each a lot of its own, so that nobody waits behind it. */
const LOT_MOST = 512;
const TICK_AT_ONCE = 200;

export interface Sequencer {
  /** Publishes what is due now. @returns when it is public */
  publish(): Promise<void>;
  /** Publishes campaign keys at once: their entries wait for nothing. */
  publishKeys(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface SequencerParts {
  store: Store;
  marks: Marks;
  clock: Clock;
  primitives: Primitives;
  /** Minutes between lots; 0: at once, any number. */
  publishEvery: number;
  /** Told of each campaign of which something new is public. */
  onPublished(campaign: Uint8Array): Promise<void>;
  onError(error: unknown): void;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function unpack(mark: { size: number; frontier: Uint8Array } | null): Frontier {
  if (!mark) return EMPTY;
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < mark.frontier.length; at += HASH) hashes.push(mark.frontier.slice(at, at + HASH));
  return { size: mark.size, hashes };
}

/**
 * Makes a network's sequencer.
 * @param parts the store, the marks, the clock, how often, and who is told
 * @returns the sequencer, not yet started
 */
export function makeSequencer(parts: SequencerParts): Sequencer {
  const { store, marks, clock, primitives } = parts;
  const terms = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let last: Promise<void> = Promise.resolve();

  /** Takes over a campaign's log: whoever numbered before is fenced off. */
  const takeOver = async (campaign: Uint8Array): Promise<number> => {
    const known = terms.get(hex(campaign));
    if (known !== undefined) return known;
    const term = await store.write(async (tx) => {
      const row = await tx
        .updateTable("campaigns")
        .set((set) => ({ term: set("term", "+", 1) }))
        .where("id", "=", campaign)
        .returning("term")
        .executeTakeFirstOrThrow();
      return row.term;
    });
    terms.set(hex(campaign), term);
    return term;
  };

  /** Where the log goes on: where the database ends, or, after a restore, where the marks say that it was. */
  const end = async (tx: Writing, campaign: Campaign): Promise<LogMark | null> => {
    const mark = await marks.log(campaign.id);
    if (mark && mark.size > campaign.size) return mark;
    return lastLot(tx, campaign);
  };

  /** @returns whether there was anything to write */
  const writeLot = async (id: Uint8Array, term: number, going: readonly number[]): Promise<boolean> => {
    const made = await store.write(async (tx) => {
      const campaign = await tx
        .selectFrom("campaigns")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      const from = await end(tx, campaign);
      let frontier = unpack(from);
      // Somebody may have taken one back since the lot was drawn.
      const still = await entriesWaiting(tx, going);
      const lot: Numbered[] = [];
      for (const waits of going) {
        const entry = still.get(waits);
        if (!entry) continue;
        lot.push({ ...entry, index: frontier.size });
        frontier = appendLeaf(primitives, frontier, leafHash(primitives, entry.entry));
      }
      const number = Math.max(campaign.lot, from?.lot ?? 0) + 1;
      await writeEntries(tx, id, lot);
      const names = await showNames(tx, id, number);
      if (lot.length === 0 && names === 0) return null;
      const counted = await countLot(tx, campaign, lot);
      const root = merkleRoot(primitives, frontier);
      const mark: LogMark = { lot: number, size: frontier.size, root, frontier: concat(...frontier.hashes) };
      await tx
        .insertInto("lots")
        .values({ campaign: id, ...mark, day: clock.day() })
        .execute();
      const left = await anyWaits(tx, id);
      const fenced = await tx
        .updateTable("campaigns")
        .set({
          size: frontier.size,
          lot: number,
          counted: JSON.stringify(counted),
          // Entries that stay behind keep the hour of the oldest, so none waits more than a day.
          waiting_since: left ? campaign.waiting_since : null,
        })
        .where("id", "=", id)
        .where("size", "=", campaign.size)
        .where("term", "=", term)
        .executeTakeFirst();
      if (Number(fenced.numUpdatedRows) !== 1) throw new Fenced();
      return mark;
    });
    if (made) await marks.setLog(id, made);
    return made !== null;
  };

  /** The campaign keys among what waits; only an entry of no signature can be one. */
  const keysAmong = async (waiting: readonly { id: number; signature: number | null }[]) => {
    const ofNone = waiting.flatMap(({ id, signature }) => (signature === null ? [id] : []));
    const entries = await entriesWaiting(store.read, ofNone);
    return new Set(ofNone.filter((id) => entries.get(id)?.entry[0] === ENTRY.campaignKey));
  };

  const publishOne = async (id: Uint8Array, since: number | null, keysOnly: boolean) => {
    const term = await takeOver(id);
    const waiting = await idsWaiting(store.read, id);
    // What waited was taken back: the next to come starts a wait of its own.
    if (waiting.length === 0 && since !== null) await store.write((tx) => endWait(tx, id));
    const keys = await keysAmong(waiting);
    const others = keysOnly ? [] : waiting.flatMap((one) => (keys.has(one.id) ? [] : [one.id]));
    const hours = since === null ? 0 : clock.hour() - since;
    const drawn = drawLot(others, hours, {
      publishEvery: parts.publishEvery,
      below: (limit) => below(primitives, limit),
    });
    const going = [...keys, ...drawn];
    if (keysOnly && going.length === 0) return;
    let wrote = false;
    try {
      for (let at = 0; at === 0 || at < going.length; at += LOT_MOST) {
        if (await writeLot(id, term, going.slice(at, at + LOT_MOST))) wrote = true;
      }
    } finally {
      // All parts show at once, also those before one that failed.
      if (wrote) await parts.onPublished(id);
    }
  };

  const run = async (keysOnly: boolean) => {
    if (!(await store.leads())) return;
    for (const campaign of await campaignsWaiting(store.read)) {
      try {
        await publishOne(campaign.id, campaign.waiting_since, keysOnly);
      } catch (error) {
        terms.delete(hex(campaign.id));
        if (!(error instanceof Fenced)) parts.onError(error);
      }
    }
  };

  const publish = (keysOnly: boolean) => {
    last = last.then(() => run(keysOnly)).catch(parts.onError);
    return last;
  };

  const schedule = () => {
    if (stopped) return;
    const every = parts.publishEvery * 60_000;
    const wait = every === 0 ? TICK_AT_ONCE : every - (clock.now() % every);
    timer = setTimeout(() => publish(false).then(schedule), wait);
  };

  return {
    publish: () => publish(false),
    publishKeys: () => publish(true),
    start: schedule,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}

/** Another sequencer took over this log. */
class Fenced extends Error {}

/**
 * Writes down lots whose mark is missing: a process stopped between a lot and its mark, and nothing showed that lot.
 * @param store the network's database
 * @param marks the marks; to be caught up before anything is shown
 */
export async function catchUp(store: Store, marks: Marks): Promise<void> {
  const campaigns = await store.read.selectFrom("campaigns").selectAll().execute();
  for (const campaign of campaigns) {
    const lot = await lastLot(store.read, campaign);
    const mark = await marks.log(campaign.id);
    if (lot && (!mark || mark.size < lot.size || mark.lot < lot.lot)) await marks.setLog(campaign.id, lot);
  }
}

async function countLot(tx: Writing, campaign: Campaign, lot: Numbered[]) {
  const backs = lot.map(({ entry }) => takenIndex(entry)).filter((index) => index !== null);
  const types = await entryTypes(tx, campaign.id, backs);
  for (const entry of lot) types.set(entry.index, entry.entry[0] ?? -1);
  let count = readCount(campaign.counted);
  for (const { entry } of lot) {
    const index = takenIndex(entry);
    count = countEntry(count, entry[0] ?? -1, index === null ? undefined : types.get(index));
  }
  return count;
}

/** Which index an entry takes back, or null when it takes none. */
function takenIndex(entry: Uint8Array): number | null {
  if (entry[0] !== ENTRY.takenBack && entry[0] !== ENTRY.takenOff) return null;
  return Number(new DataView(entry.buffer, entry.byteOffset).getBigUint64(1));
}
