// Writes a certificate: counts, in the transaction that closes a campaign, what is about to be destroyed and what stays.
import type { Clock } from "../../clock.ts";
import type { Reading } from "../../store/store.ts";
import { hex } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { number } from "../../vault/vouch.ts";
import type { KeptCampaign } from "../live.ts";
import type { Certificate, Destroyed } from "./certificate.ts";
import { lastDay } from "./keeping.ts";

/** What stays of a campaign's signatures, and when they came. */
export interface Standing {
  people: number;
  organisations: number;
  names: number;
  first: number | null;
  last: number | null;
}

export interface CertifyingParts {
  clock: Clock;
  primitives: Primitives;
  store: { kind: "sqlite" | "postgres" };
  network(): string;
  mail: boolean;
  rooms: readonly {
    count(db: Reading, campaign: Uint8Array): Promise<Partial<Record<Destroyed, number>>>;
  }[];
  /** Counts what stands (src/signing/keeping/keeping.ts). */
  standing(db: Reading, campaign: Uint8Array): Promise<Standing>;
}

/**
 * Counts what there is of a campaign, before anything of it goes.
 * @param by who closes it; null when it ends by itself
 */
export async function makeCertificate(
  parts: CertifyingParts,
  db: Reading,
  { id, slug, text, promised }: KeptCampaign,
  by: string | null,
): Promise<Certificate> {
  const counted = await Promise.all(parts.rooms.map((room) => room.count(db, id)));
  const { first, last, ...stays } = await parts.standing(db, id);
  return {
    v: 1,
    network: parts.network(),
    slug,
    title: text?.in(text.languages[0] ?? "en").title.text ?? slug,
    why: by === null ? "day" : "hand",
    by,
    closed: parts.clock.day(),
    until: lastDay(promised),
    signed: { first, last },
    destroyed: Object.assign({}, ...counted),
    before: await readEndings(db, id),
    keys: await readKeys(parts.primitives, db, id),
    closing: hex(id),
    stays: { ...stays, entries: await countEntries(db, id) },
    elsewhere: {
      exports: await readExports(db, id),
      mail: parts.mail,
      database: parts.store.kind,
    },
  };
}

function readEndings(db: Reading, campaign: Uint8Array) {
  return db
    .selectFrom("endings")
    .select(["version", "day", "many"])
    .where("campaign", "=", campaign)
    .orderBy("version")
    .execute();
}

async function readKeys(p: Primitives, db: Reading, campaign: Uint8Array): Promise<Certificate["keys"]> {
  const keys = await db
    .selectFrom("campaign_keys")
    .leftJoin("grants", (join) =>
      join
        .onRef("grants.campaign", "=", "campaign_keys.campaign")
        .onRef("grants.epoch", "=", "campaign_keys.epoch"),
    )
    .select(["campaign_keys.epoch", "campaign_keys.public_key"])
    .select((select) => select.fn.count<number>("grants.holder").as("grants"))
    .where("campaign_keys.campaign", "=", campaign)
    .groupBy(["campaign_keys.epoch", "campaign_keys.public_key"])
    .orderBy("campaign_keys.epoch")
    .execute();
  return keys.map(({ epoch, public_key, grants }) => ({
    epoch,
    number: number(p, public_key),
    grants: Number(grants),
  }));
}

async function countEntries(db: Reading, campaign: Uint8Array): Promise<number> {
  const row = await db.selectFrom("campaigns").select("size").where("id", "=", campaign).executeTakeFirst();
  return row?.size ?? 0;
}

async function readExports(db: Reading, campaign: Uint8Array): Promise<Certificate["elsewhere"]["exports"]> {
  const { times, rows, last } = await db
    .selectFrom("deeds")
    .select(({ fn }) => [
      fn.countAll<number>().as("times"),
      fn.sum<number | null>("many").as("rows"),
      fn.max("day").as("last"),
    ])
    .where("campaign", "=", campaign)
    .where("what", "=", "export")
    .executeTakeFirstOrThrow();
  return { times: Number(times), rows: Number(rows ?? 0), last };
}
