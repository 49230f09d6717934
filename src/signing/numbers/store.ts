// The queries about published numbers. The exact tables are never here.
import * as z from "zod";
import type { Reading, Writing } from "../../store/store.ts";
import type { Before } from "./publishing.ts";

const Kept = z.strictObject({
  cells: z.array(z.strictObject({ label: z.string(), about: z.int() })),
  merged: z.array(z.string()),
  rest: z.nullable(z.int()),
  hidden: z.boolean(),
});

/** A table as it was published. */
export type Breakdown = Before & { of: string; hidden: boolean };

/** All tables of a campaign, days first. */
export async function readBreakdowns(db: Reading, campaign: Uint8Array): Promise<Breakdown[]> {
  const rows = await db
    .selectFrom("breakdowns")
    .select(["of", "day", "size", "cells"])
    .where("campaign", "=", campaign)
    .orderBy("of")
    .execute();
  const tables = rows.map(({ of, day, size, cells }) => ({
    of,
    day,
    size,
    ...Kept.parse(JSON.parse(cells)),
  }));
  return tables.sort((a, b) => Number(b.of === "day") - Number(a.of === "day"));
}

/** Keeps a table in the place of the one before. */
export async function keepBreakdown(
  tx: Writing,
  campaign: Uint8Array,
  { of, day, size, cells, merged, rest, hidden }: Breakdown,
): Promise<void> {
  const kept = { day, size, cells: JSON.stringify({ cells, merged, rest, hidden }) };
  await tx
    .insertInto("breakdowns")
    .values({ campaign, of, ...kept })
    .onConflict((conflict) => conflict.columns(["campaign", "of"]).doUpdateSet(kept))
    .execute();
}
