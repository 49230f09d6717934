// Sealing again over HTTP: each entry of resealing-api.ts with what answers it. Promises that nothing is kept under another
// than the present key, and nothing in the place of bytes that the holder did not see; and that the bytes whose place was
// taken leave the database's files.
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import type { Reading, Store, Writing } from "../../store/store.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import type { Asked, Caller } from "../../web/api.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { type KeysParts, type OpenKey, readOpenKeys } from "./keys-store.ts";
import { resealingApi } from "./resealing-api.ts";
import { countOlder, countPeople, putResealed, readOlder } from "./resealing-store.ts";

export interface ResealingParts extends KeysParts {
  store: Store;
  clock: Clock;
  guard: Guard;
}

/** The routes, to be mounted under API_PATH. */
export function resealingRoutes(parts: ResealingParts): Hono {
  const { store, guard } = parts;
  const app = new Hono();
  mountCall(app, guard, resealingApi.olderKeys, async () => {
    const slugs = await store.read.selectFrom("campaigns").select(["id", "slug"]).execute();
    const older = [];
    for (const { campaign, epoch } of await readPresent(store.read, parts)) {
      const many = await countOlder(store.read, { campaign, epoch });
      if (many.envelopes === 0) continue;
      const slug = slugs.find(({ id }) => bytesEqual(id, campaign))?.slug ?? null;
      older.push({ campaign, slug, ...many });
    }
    return { older };
  });
  mountCall(app, guard, resealingApi.olderEnvelopes, async ({ campaign, after }) => {
    const present = await presentOf(store.read, parts, campaign);
    return { epoch: present.epoch, ...(await readOlder(store.read, present, after)) };
  });
  mountCall(app, guard, resealingApi.reseal, async (asked, caller) => {
    const resealed = await store.write((tx) => reseal(tx, parts, asked, caller));
    if (resealed > 0) store.erased("envelopes");
    return { resealed };
  });
  return app;
}

/** What is sealed to now, each with its present key. */
async function readPresent(db: Reading, { keys }: KeysParts): Promise<OpenKey[]> {
  return (await readOpenKeys(db, keys)).filter(({ hasKey }) => hasKey);
}

/** @throws Refusal when nothing is sealed to it any more */
async function presentOf(db: Reading, parts: KeysParts, campaign: Uint8Array): Promise<OpenKey> {
  const present = (await readPresent(db, parts)).find((one) => bytesEqual(one.campaign, campaign));
  if (!present) throw new Refusal(409, OTHER_KEY, { code: "key_meanwhile" });
  return present;
}

const OTHER_KEY = "It has another key by now, or is closed. Nothing was changed. Try again.";

async function reseal(
  tx: Writing,
  parts: ResealingParts,
  { campaign, epoch, outer, envelopes }: Asked<typeof resealingApi.reseal>,
  caller: Caller,
): Promise<number> {
  const present = await presentOf(tx, parts, campaign);
  if (present.epoch !== epoch) throw new Refusal(409, OTHER_KEY, { code: "key_meanwhile" });
  const put = await putResealed(tx, present, outer, envelopes, parts.primitives.sha256);
  if (put.length > 0) await keepSum(tx, parts, caller, campaign, await countPeople(tx, put));
  return put.length;
}

/** One line a day and campaign, however many pieces it came in. */
async function keepSum(
  tx: Writing,
  { clock, guard }: ResealingParts,
  caller: Caller,
  campaign: Uint8Array,
  many: number,
): Promise<void> {
  const list = await tx
    .selectFrom("follower_lists")
    .select("id")
    .where("id", "=", campaign)
    .executeTakeFirst();
  const of = list ? null : campaign;
  const line = await tx
    .selectFrom("deeds")
    .select(["id", "many"])
    .where("who", "=", caller.id)
    .where("what", "=", "reseal")
    .where("day", "=", clock.day())
    .where("campaign", of === null ? "is" : "=", of)
    .executeTakeFirst();
  if (!line) return guard.deed(tx, caller, "reseal", of, many);
  await tx
    .updateTable("deeds")
    .set({ many: line.many + many })
    .where("id", "=", line.id)
    .execute();
}
