// The end of a campaign: what people typed is destroyed with every key that opened it, by a key holder's hand or by
// itself the day after its last day. One way for both. Promises that from its first steps on nobody can open anything,
// however far the rest came; that what a stop cut short goes on at the next start; that a backup which comes back
// later is closed again; and that what was destroyed is told. The count stays, and names that were shown.
import type { KeyFiles } from "../../store/key-files.ts";
import type { Marks } from "../../store/marks.ts";
import type { Reading, Store, Writing } from "../../store/store.ts";
import type { KeptCampaign, LiveCampaigns } from "../live.ts";
import { type Certificate, type Destroyed, readCertificate } from "./certificate.ts";
import { type CertifyingParts, makeCertificate } from "./certifying.ts";
import { lastDay } from "./keeping.ts";

/** What a room keeps of a campaign that has to go with it. */
export interface ClosingRoom {
  /** Counts what there is, before anything is destroyed. */
  count(db: Reading, campaign: Uint8Array): Promise<Partial<Record<Destroyed, number>>>;
  /** Destroys some of it. @returns how many rows; 0 once nothing is left */
  destroy(tx: Writing, campaign: Uint8Array): Promise<number>;
}

export interface ClosingParts extends CertifyingParts {
  store: Store;
  keys: KeyFiles;
  marks: Marks;
  live: LiveCampaigns;
  /** The day it is in the network's zone, an ISO date. */
  today(): string;
  rooms: readonly ClosingRoom[];
}

/** By whose hand a campaign is closed. */
export interface Hand {
  name: string;
  /** Keeps what was done, in the transaction that does it. */
  deed(tx: Writing, campaign: Uint8Array): Promise<void>;
}

export interface Closing {
  /**
   * Closes a published campaign and destroys what people typed. One that is closed already stays as it is.
   * @param hand whose it is; null when its last day has ended
   */
  close(campaign: KeptCampaign, hand: Hand | null): Promise<void>;
  /**
   * Closes what is over, and ends what was begun. To be called at the start and every hour.
   * @returns the addresses of the campaigns that were closed now
   */
  run(): Promise<string[]>;
}

/** Opens the closing of campaigns. */
export function openClosing(parts: ClosingParts): Closing {
  const { store, clock, keys, marks, live } = parts;

  /** From here on it is closed, and nobody is asked anything any more. @returns whether it was not before */
  const begin = (campaign: KeptCampaign, hand: Hand | null, known: Certificate | null): Promise<boolean> =>
    store.write(async (tx) => {
      const { id } = campaign;
      const row = await tx.selectFrom("campaigns").select("state").where("id", "=", id).executeTakeFirst();
      if (row?.state !== "published") return false;
      const certificate = known ?? (await makeCertificate(parts, tx, campaign, hand?.name ?? null));
      await tx.deleteFrom("certificates").where("campaign", "=", id).execute();
      await tx
        .insertInto("certificates")
        .values({ campaign: id, day: certificate.closed, done: null, text: JSON.stringify(certificate) })
        .execute();
      await tx.deleteFrom("grants").where("campaign", "=", id).execute();
      await tx.updateTable("campaigns").set({ state: "closed" }).where("id", "=", id).execute();
      await hand?.deed(tx, id);
      return true;
    });

  /** Everything after the beginning; may be done again. */
  const finish = async (id: Uint8Array): Promise<void> => {
    const kept = await store.read
      .selectFrom("certificates")
      .select("text")
      .where("campaign", "=", id)
      .executeTakeFirstOrThrow();
    // Before the key: a backup that comes back has to find that this is over.
    await marks.setClosed(id, kept.text);
    keys.destroyClosing(id);
    // Now the pages ask for nothing, so that no row comes behind those that go.
    await live.refresh(id);
    await destroyRows(id);
    await store.write((tx) =>
      tx.updateTable("certificates").set({ done: clock.day() }).where("campaign", "=", id).execute(),
    );
    store.erased("rows");
    await live.refresh(id);
  };

  const destroyRows = async (id: Uint8Array): Promise<number> => {
    let gone = 0;
    for (const room of parts.rooms) {
      for (let more = 1; more > 0; gone += more) more = await store.write((tx) => room.destroy(tx, id));
    }
    return gone;
  };

  const close: Closing["close"] = async (campaign, hand) => {
    await begin(campaign, hand, null);
    if (await isUnfinished(store.read, campaign.id)) await finish(campaign.id);
  };

  return {
    close,
    run: async () => {
      const closed: string[] = [];
      for (const campaign of live.allKept()) {
        if (campaign.state === "closed") continue;
        const before = await marks.closed(campaign.id);
        // It was closed here, and a backup brought it back.
        const again = before !== null && (await begin(campaign, null, readCertificate(before)));
        const until = lastDay(campaign.promised);
        const over = until !== null && parts.today() > until;
        if (again || (over && (await begin(campaign, null, null)))) closed.push(campaign.slug);
      }
      const unfinished = await store.read
        .selectFrom("certificates")
        .select("campaign")
        .where("done", "is", null)
        .execute();
      for (const { campaign } of unfinished) await finish(campaign);
      // What somebody sent in the moment of closing came behind; nobody can open it.
      for (const { id, state } of live.allKept()) {
        if (state === "closed" && (await destroyRows(id)) > 0) store.erased("rows");
      }
      return closed;
    },
  };
}

async function isUnfinished(db: Reading, campaign: Uint8Array): Promise<boolean> {
  const row = await db
    .selectFrom("certificates")
    .select("done")
    .where("campaign", "=", campaign)
    .executeTakeFirst();
  return row?.done === null;
}
