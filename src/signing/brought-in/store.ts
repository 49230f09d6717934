// The queries about what was brought in. Its numbers are kept each time they change, so that what is said in public has a
// history, and stays when the rows are destroyed.
import type { Selectable } from "kysely";
import type { SignAs } from "../../store/schema.ts";
import type { BroughtTable } from "../../store/schema-brought.ts";
import type { Reading, Writing } from "../../store/store.ts";
import { PURPOSE } from "../../vault/row.ts";
import { dropEnvelopes } from "../counting.ts";
import { readPageEnvelopes } from "../desk/envelopes-store.ts";

const GROUP = 256;
const IN_A_PAGE = 200;

export type Source = Selectable<BroughtTable>;

/** @returns the source of a pass, or null */
export async function sourceOf(
  db: Reading,
  campaign: Uint8Array,
  which: { pass: Uint8Array } | { id: number },
): Promise<Source | null> {
  const query = db.selectFrom("brought").selectAll().where("campaign", "=", campaign);
  const found = "pass" in which ? query.where("pass", "=", which.pass) : query.where("id", "=", which.id);
  return (await found.executeTakeFirst()) ?? null;
}

/** Keeps a source that nothing counts yet. @returns its id */
export async function addSource(tx: Writing, source: Omit<Source, "id">): Promise<number> {
  const { id } = await tx.insertInto("brought").values(source).returning("id").executeTakeFirstOrThrow();
  return id;
}

export interface Piece {
  campaign: Uint8Array;
  source: number;
  piece: number;
  text: number;
  epoch: number;
  day: number;
  envelope: Uint8Array;
  rows: readonly { as: SignAs; row: Uint8Array; sealed_hash: Uint8Array }[];
}

/** Keeps a piece of a list, unless it is there already. */
export async function addPiece(tx: Writing, { envelope, rows, ...of }: Piece): Promise<void> {
  const there = await tx
    .selectFrom("brought_rows")
    .select("id")
    .where("source", "=", of.source)
    .where("piece", "=", of.piece)
    .limit(1)
    .executeTakeFirst();
  if (there) return;
  const { id } = await tx
    .insertInto("envelopes")
    .values({ campaign: of.campaign, epoch: of.epoch, purpose: PURPOSE.signature, bytes: envelope })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("brought_rows")
    .values(rows.map((row) => ({ ...of, ...row, envelope: id })))
    .execute();
}

/** How many rows a source has. */
export async function countRows(
  db: Reading,
  source: number,
): Promise<{ people: number; organisations: number }> {
  const counted = await db
    .selectFrom("brought_rows")
    .select(({ fn }) => ["as", fn.countAll<number>().as("many")])
    .where("source", "=", source)
    .groupBy("as")
    .execute();
  const of = (as: SignAs) => Number(counted.find((row) => row.as === as)?.many ?? 0);
  return { people: of("person"), organisations: of("organisation") };
}

/** Keeps how many there are from now on. */
export async function sayNumber(
  tx: Writing,
  campaign: Uint8Array,
  source: number,
  said: { who: Uint8Array; people: number; organisations: number; day: number; made_day: number },
): Promise<void> {
  await tx
    .insertInto("brought_numbers")
    .values({ campaign, source, ...said })
    .execute();
}

/** Lets a source count. */
export async function endSource(tx: Writing, source: number): Promise<void> {
  await tx.updateTable("brought").set({ done: 1 }).where("id", "=", source).execute();
}

/** Every source that counts, with all of its numbers, the last first. */
export async function readSources(db: Reading, campaign: Uint8Array) {
  const sources = await db
    .selectFrom("brought")
    .select(["id", "kind", "label"])
    .where("campaign", "=", campaign)
    .where("done", "=", 1)
    .orderBy("id")
    .execute();
  const numbers = await db
    .selectFrom("brought_numbers")
    .leftJoin("accounts", "accounts.id", "brought_numbers.who")
    .leftJoin("former", "former.id", "brought_numbers.who")
    .select(["source", "people", "organisations", "brought_numbers.day", "brought_numbers.made_day as made"])
    .select(["accounts.name", "former.name as former"])
    .where("brought_numbers.campaign", "=", campaign)
    .orderBy("brought_numbers.id", "desc")
    .execute();
  return sources.map((source) => ({
    ...source,
    numbers: numbers
      .filter((one) => one.source === source.id)
      .map(({ people, organisations, day, made, name, former }) => ({
        ...{ people, organisations, day, made },
        by: name ?? former ?? "",
      })),
  }));
}

/** One page of sealed rows with their envelopes. */
export async function readBroughtRows(db: Reading, campaign: Uint8Array, after: number) {
  const rows = await db
    .selectFrom("brought_rows")
    .innerJoin("brought", "brought.id", "brought_rows.source")
    .select([
      "brought_rows.id",
      "source",
      "as",
      "text",
      "epoch",
      "envelope",
      "row",
      "brought_rows.sealed_hash as hash",
    ])
    .where("brought_rows.campaign", "=", campaign)
    .where("brought.done", "=", 1)
    .where("brought_rows.id", ">", after)
    .orderBy("brought_rows.id")
    .limit(IN_A_PAGE)
    .execute();
  const last = rows.at(-1);
  return {
    next: rows.length === IN_A_PAGE && last ? last.id : null,
    rows,
    ...(await readPageEnvelopes(
      db,
      rows.map(({ envelope }) => envelope),
    )),
  };
}

/** Destroys rows. @returns of which sources, each as often as a row of it went */
export async function dropRows(
  tx: Writing,
  campaign: Uint8Array,
  which: { ids: readonly number[] } | { source: number } | { versions: readonly number[] } | "all",
): Promise<number[]> {
  let query = tx.selectFrom("brought_rows").select("id").where("campaign", "=", campaign).limit(GROUP);
  if (which !== "all") {
    if ("ids" in which) query = query.where("id", "in", which.ids);
    else if ("source" in which) query = query.where("source", "=", which.source);
    else query = query.where("text", "in", which.versions);
  }
  const ids = (await query.execute()).map(({ id }) => id);
  if (ids.length === 0) return [];
  const gone = await tx
    .deleteFrom("brought_rows")
    .where("id", "in", ids)
    .returning(["source", "envelope"])
    .execute();
  await dropEnvelopes(
    tx,
    gone.map(({ envelope }) => envelope),
  );
  return gone.map(({ source }) => source);
}

/** Takes a source away with its numbers; its rows go by dropRows. */
export async function dropSource(tx: Writing, source: number): Promise<void> {
  await tx.deleteFrom("brought_numbers").where("source", "=", source).execute();
  await tx.deleteFrom("brought").where("id", "=", source).execute();
}

/** Lists that were begun before a day and never ended. */
export async function unfinished(
  db: Reading,
  before: number,
): Promise<{ id: number; campaign: Uint8Array }[]> {
  return db
    .selectFrom("brought")
    .select(["id", "campaign"])
    .where("done", "=", 0)
    .where("made_day", "<", before)
    .execute();
}
