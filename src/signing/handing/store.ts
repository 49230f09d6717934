// The queries about what leaves a campaign.
import type { Reading } from "../../store/store.ts";

/** The most lists that are told of. */
const MOST = 100;

/** Lists that left, the last one first; the envelope has no name. */
export async function readExports(
  db: Reading,
  campaign: Uint8Array,
): Promise<{ by: string; day: number; many: number }[]> {
  const rows = await db
    .selectFrom("deeds")
    .leftJoin("accounts", "accounts.id", "deeds.who")
    .leftJoin("former", "former.id", "deeds.who")
    .select(["accounts.name", "former.name as former", "deeds.day", "deeds.many"])
    .where("deeds.campaign", "=", campaign)
    .where("deeds.what", "=", "export")
    .orderBy("deeds.id", "desc")
    .limit(MOST)
    .execute();
  return rows.map(({ name, former, day, many }) => ({ by: name ?? former ?? "", day, many }));
}
