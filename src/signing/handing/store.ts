// The queries about what leaves a campaign and what comes of it.
import type { Reading, Writing } from "../../store/store.ts";
import { STEPS, type Step, type StepKind, type Told } from "./api.ts";

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

/** What came of a campaign, by day. */
export async function readSteps(db: Reading, campaign: Uint8Array): Promise<Step[]> {
  const steps = await db
    .selectFrom("steps")
    .select(["id", "kind", "day", "whom", "text", "link", "language"])
    .where("campaign", "=", campaign)
    .orderBy("id")
    .execute();
  const order = ({ kind }: Step) => STEPS.indexOf(kind);
  return steps.sort((a, b) => a.day - b.day || order(a) - order(b) || a.id - b.id);
}

/**
 * Keeps a step, in the place of another where an id is given.
 * @returns its id; null when there is none of that id
 */
export async function keepStep(
  tx: Writing,
  campaign: Uint8Array,
  id: number | null,
  step: Told,
  by: { who: Uint8Array; today: number },
): Promise<number | null> {
  if (id === null) {
    const row = { ...step, campaign, who: by.who, made_day: by.today };
    const kept = await tx.insertInto("steps").values(row).returning("id").executeTakeFirstOrThrow();
    return kept.id;
  }
  const { numUpdatedRows } = await tx
    .updateTable("steps")
    .set(step)
    .where("campaign", "=", campaign)
    .where("id", "=", id)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1 ? id : null;
}

/** Takes a step back. @returns its kind; null when there is none of that id */
export async function dropStep(tx: Writing, campaign: Uint8Array, id: number): Promise<StepKind | null> {
  const gone = await tx
    .deleteFrom("steps")
    .where("campaign", "=", campaign)
    .where("id", "=", id)
    .returning("kind")
    .executeTakeFirst();
  return gone?.kind ?? null;
}
