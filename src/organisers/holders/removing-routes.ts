// Removing somebody, and new keys, over HTTP: each entry of removing-api.ts with what answers it. Promises that whoever is
// removed is signed in nowhere from that moment, has no grant, and that nothing new is sealed to a key that they know.
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import type { Store, Writing } from "../../store/store.ts";
import { bytesEqual, hex } from "../../vault/bytes.ts";
import { type Chain, KIND, readVouch, type VouchWithKeys } from "../../vault/vouch.ts";
import type { Asked, Caller } from "../../web/api.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { readAccounts, setWrap } from "../store.ts";
import { appendVouches } from "../vouches.ts";
import { dropEnvelopes } from "./envelope-routes.ts";
import { addGrants, dropGrants, type KeysParts, readOpenKeys } from "./keys-store.ts";
import { endEverySession, endRequests } from "./lost-words-store.ts";
import { type NewKey, removingApi } from "./removing-api.ts";

export interface RemovingParts extends KeysParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  /** Puts a new key of a campaign into its log. */
  logKey(tx: Writing, campaign: Uint8Array, record: Uint8Array): Promise<void>;
  /** Told when it changed who can open. */
  onChanged(): Promise<void>;
  /** Told that these have new keys, to which everything is sealed from then on. */
  onNewKeys(campaigns: readonly Uint8Array[]): Promise<void>;
}

/** The routes, to be mounted under API_PATH. */
export function removingRoutes(parts: RemovingParts): Hono {
  const { store, guard, primitives, network } = parts;
  const app = new Hono();
  mountCall(app, guard, removingApi.openKeys, async () => ({
    open: (await readOpenKeys(store.read, parts.keys)).map(({ campaign, epoch, hasKey }) => ({
      ...{ campaign, epoch, hasKey },
    })),
  }));
  mountCall(app, guard, removingApi.newKeys, async ({ newKeys, wrap }, caller) => {
    await store.write(async (tx) => {
      const missing = (await readOpenKeys(tx, parts.keys)).filter(({ hasKey }) => !hasKey);
      const chain = await appendVouches(tx, primitives, network, newKeys.map(vouchOf));
      await checkTwo(tx, chain);
      await putNewKeys(tx, parts, chain, missing, newKeys);
      await setWrap(tx, caller.id, wrap);
      await guard.deed(tx, caller, "new-keys", null, newKeys.length);
    });
    await parts.onNewKeys(newKeys.map(({ campaign }) => campaign));
    return {};
  });
  mountCall(app, guard, removingApi.remove, async (asked, caller) => {
    await store.write((tx) => remove(tx, parts, asked, caller));
    for (const what of ["accounts", "invitations", "renewals"] as const) store.erased(what);
    await parts.onChanged();
    await parts.onNewKeys(asked.removal?.newKeys.map(({ campaign }) => campaign) ?? []);
    return {};
  });
  return app;
}

const vouchOf = ({ record, publicKey }: NewKey): VouchWithKeys => ({
  ...{ record, xwing: publicKey, ed25519: null },
});

/** Two have to be able to open: one alone could be forced, or lost. */
async function checkTwo(tx: Writing, chain: Chain): Promise<void> {
  const accounts = await readAccounts(tx);
  const tested = accounts.filter(({ id, tested }) => tested === 1 && chain.holder(id) !== null).length;
  if (tested + (chain.sheet ? 1 : 0) < 2) {
    throw new Refusal(409, "A second key holder has to join first, or the envelope has to be made.", {
      code: "second_opener",
    });
  }
}

async function remove(
  tx: Writing,
  parts: RemovingParts,
  { account, removal }: Asked<typeof removingApi.remove>,
  caller: Caller,
): Promise<void> {
  const { clock, guard } = parts;
  if (bytesEqual(account, caller.id))
    throw new Refusal(403, "Another key holder has to remove you.", { code: "not_oneself_removed" });
  const gone = (await readAccounts(tx)).find(({ id }) => bytesEqual(id, account));
  if (!gone) throw new Refusal(404, "There is no such account (any more).", { code: "no_account" });
  if ((gone.role === "key_holder") !== (removal !== null)) {
    throw new Refusal(409, "A key holder is removed from the chain; an organiser is not in it. Try again.", {
      code: "role_meanwhile",
    });
  }
  if (removal) await removeHolder(tx, parts, account, removal, caller);
  await dropGrants(tx, account);
  await endEverySession(tx, account);
  await endRequests(tx, account, null);
  // They may have kept links by which anybody reads what is not public yet.
  await tx.deleteFrom("preview_links").where("who", "=", account).execute();
  await tx.deleteFrom("accounts").where("id", "=", account).execute();
  await tx.insertInto("former").values({ id: account, name: gone.name, day: clock.day() }).execute();
  await guard.deed(tx, caller, removal ? "remove-holder" : "remove", null, 1, account);
}

type AskedRemoval = NonNullable<Asked<typeof removingApi.remove>["removal"]>;

async function removeHolder(
  tx: Writing,
  parts: RemovingParts,
  account: Uint8Array,
  { records, newKeys, wrap }: AskedRemoval,
  caller: Caller,
): Promise<void> {
  const accounts = await readAccounts(tx);
  const added = records.map((record): VouchWithKeys => {
    const vouch = readVouch(record);
    if (vouch?.kind === KIND.removal) return { record, xwing: null, ed25519: null };
    const again = accounts.find(({ id }) => vouch?.kind === KIND.holder && bytesEqual(id, vouch.subject));
    if (!again) throw new Refusal(422, "Beside removals only key holders who stay are vouched for.");
    return { record, xwing: again.xwing, ed25519: again.ed25519 };
  });
  const chain = await appendVouches(tx, parts.primitives, parts.network, [...added, ...newKeys.map(vouchOf)]);
  const stay = accounts.filter(({ id, role }) => role === "key_holder" && !bytesEqual(id, account));
  if (
    chain.holder(account) ||
    stay.length !== chain.holders.size ||
    !stay.every(({ id }) => chain.holder(id))
  ) {
    throw new Refusal(422, "The records have to remove this key holder and nobody else.");
  }
  if (!chain.sheet) await dropEnvelopes(tx, null);
  await putNewKeys(tx, parts, chain, await readOpenKeys(tx, parts.keys), newKeys);
  await setWrap(tx, caller.id, wrap);
}

/**
 * Puts new keys in the place of the present ones.
 * @param chain with their vouches
 * @param things what they have to be of, exactly
 * @throws Refusal 409 when they are of other things, or granted to others than those who can open
 */
async function putNewKeys(
  tx: Writing,
  parts: RemovingParts,
  chain: Chain,
  things: readonly { campaign: Uint8Array; epoch: number; list: boolean }[],
  newKeys: readonly NewKey[],
): Promise<void> {
  const openers = new Set([...chain.holders.keys(), ...(chain.sheet ? [hex(chain.sheet.id)] : [])]);
  if (things.length !== newKeys.length) throw new Refusal(409, OTHERS, { code: "removal_meanwhile" });
  for (const { campaign, epoch, list } of things) {
    const key = newKeys.find((one) => bytesEqual(one.campaign, campaign) && one.epoch === epoch + 1);
    if (!key) throw new Refusal(409, OTHERS, { code: "removal_meanwhile" });
    const to = new Set(key.grants.map(({ holder }) => hex(holder)));
    if (
      to.size !== key.grants.length ||
      to.size !== openers.size ||
      ![...openers].every((id) => to.has(id))
    ) {
      throw new Refusal(409, "The key is not given to exactly those who can open now. Try again.", {
        code: "grants_meanwhile",
      });
    }
    await putNewKey(tx, parts, chain, key, list);
  }
}

const OTHERS = "Other campaigns are open by now than those that got new keys. Try again.";

async function putNewKey(
  tx: Writing,
  parts: RemovingParts,
  chain: Chain,
  { campaign, epoch, publicKey, record, grants }: NewKey,
  list: boolean,
): Promise<void> {
  const vouch = chain.hashes.findIndex((hash) => bytesEqual(hash, parts.primitives.sha256(record)));
  await tx.insertInto("campaign_keys").values({ campaign, epoch, public_key: publicKey, vouch }).execute();
  for (const { holder, grant } of grants) await addGrants(tx, parts, holder, [{ campaign, epoch, grant }]);
  if (list) {
    await tx.updateTable("follower_lists").set({ epoch }).where("id", "=", campaign).execute();
    return;
  }
  await tx.updateTable("campaigns").set({ epoch }).where("id", "=", campaign).execute();
  await parts.logKey(tx, campaign, record);
}
