// The last day of keeping: the day after `keep_until`, what people typed in a campaign is destroyed: sealed rows,
// requests, grants, the closing key. The count stays, and so do names that were shown, with the means to take
// them off (the check of a code).
import { isPastKeeping } from "../campaigns/dates.ts";
import type { LiveCampaign, LiveCampaigns } from "../campaigns/live.ts";
import type { KeyFiles } from "../store/key-files.ts";
import type { Store } from "../store/store.ts";
import { type CountingParts, leaveCount } from "./counting.ts";

const GROUP = 256;

export interface KeepingParts extends CountingParts {
  store: Store;
  keys: KeyFiles;
  live: LiveCampaigns;
  /** The network's IANA time zone. */
  zone(): string;
}

/**
 * Destroys what was kept of each campaign whose last day has ended.
 * @param parts store, keys and clock of the network
 * @returns the slugs of the campaigns that were closed
 */
export async function endKeeping(parts: KeepingParts): Promise<string[]> {
  const over = parts.live
    .public()
    .filter(({ state, text }) => state !== "closed" && isPastKeeping(text, parts.clock.now(), parts.zone()));
  for (const campaign of over) await destroy(parts, campaign);
  return over.map(({ slug }) => slug);
}

async function destroy(parts: KeepingParts, { id }: LiveCampaign): Promise<void> {
  const { store, keys } = parts;
  // First what opens: from here on nobody can, however far the rest comes. Then the rows, in groups. The state
  // comes last, so that what a stop cut short goes on at the next start; signing ended with the day (phaseOf).
  keys.destroyClosing(id);
  await store.write(async (tx) => {
    await tx.deleteFrom("grants").where("campaign", "=", id).execute();
  });
  while (await destroyRows(parts, id));
  await store.write(async (tx) => {
    await tx.deleteFrom("appearances").where("campaign", "=", id).execute();
    await tx.deleteFrom("requests").where("campaign", "=", id).execute();
    await tx.deleteFrom("envelopes").where("campaign", "=", id).execute();
    await tx.updateTable("campaigns").set({ state: "closed" }).where("id", "=", id).execute();
  });
  store.erased("rows");
  await parts.live.refresh(id);
}

/** One group of rows. @returns whether there may be more */
async function destroyRows(parts: KeepingParts, campaign: Uint8Array): Promise<boolean> {
  return parts.store.write(async (tx) => {
    for (const state of ["pending", "confirmed", "accepted"] as const) {
      const rows = await tx
        .selectFrom("signatures")
        .select("id")
        .where("campaign", "=", campaign)
        .where("state", "=", state)
        .where("row", "is not", null)
        .limit(GROUP)
        .execute();
      if (rows.length === 0) continue;
      const ids = rows.map((row) => row.id);
      if (state === "pending") await leaveCount(tx, parts, ids, "expired", "holder");
      else {
        await tx
          .updateTable("signatures")
          .set({ row: null, envelope: null })
          .where("id", "in", ids)
          .execute();
      }
      return true;
    }
    return false;
  });
}
