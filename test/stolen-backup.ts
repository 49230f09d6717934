// Somebody who has a backup of the data and a key holder's words, or the envelope's, and tries every key that lies
// around: what opens for them. For tests of what nobody may open any more, and of what they still can.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../src/store/store.ts";
import { bytesEqual } from "../src/vault/bytes.ts";
import { openGrant, openWrap, uncloseGrant } from "../src/vault/grant.ts";
import { onNode } from "../src/vault/on-node.ts";
import type { Primitives } from "../src/vault/primitives.ts";
import { info, openRow, PURPOSE } from "../src/vault/row.ts";
import { accountKeys, sheetKeys, stretch } from "../src/vault/words.ts";

/** The tables of a database that hold what is sealed, and what it takes to open it. */
export async function copyOf({ read }: Pick<Store, "read">) {
  const { id: network } = await read.selectFrom("network").select("id").executeTakeFirstOrThrow();
  return {
    network,
    accounts: await read.selectFrom("accounts").selectAll().execute(),
    sheets: await read.selectFrom("sheets").selectAll().execute(),
    grants: await read.selectFrom("grants").selectAll().execute(),
    keys: await read.selectFrom("campaign_keys").selectAll().execute(),
    envelopes: await read.selectFrom("envelopes").selectAll().execute(),
    signatures: await read.selectFrom("signatures").selectAll().execute(),
  };
}
export type DataCopy = Awaited<ReturnType<typeof copyOf>>;

/** Every file of 32 bytes in a folder and below it. */
export function keysIn(dir: string): Uint8Array[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size === 32)
    .map((path) => new Uint8Array(readFileSync(path)));
}

export interface Known {
  /** Six words of an account. */
  words: string;
  /** Ten words of the envelope. */
  envelope: string;
  /** Keys that lie around: SECRET_DIR, a FILE.keys. */
  keys: readonly Uint8Array[];
}

/**
 * Opens what can be opened.
 * @param copy a backup of the data
 * @param known what whoever has it knows besides
 * @param p primitives; those with which the words were stretched
 * @returns the texts of the signatures that open
 */
export async function textsThatOpen(copy: DataCopy, known: Known, p: Primitives = onNode): Promise<string[]> {
  const { network } = copy;
  const seeds: { id: Uint8Array; seed: Uint8Array }[] = [];
  for (const { id, salt, wrap } of copy.accounts) {
    const keys = accountKeys(p, await stretch(p, known.words, salt));
    const own = await openWrap(p, keys.wrap, network, id, wrap);
    if (own) seeds.push({ id, seed: own.xwingSeed });
  }
  const sheet = sheetKeys(p, await stretch(p, known.envelope, network));
  for (const { id } of copy.sheets) seeds.push({ id, seed: sheet.open });
  if (seeds.length < 2) throw new Error("neither words nor envelope fit: nothing would be tried");

  const open = new Map<number, Uint8Array>();
  for (const { campaign, epoch, holder, closed } of copy.grants) {
    const key = copy.keys.find((one) => bytesEqual(one.campaign, campaign) && one.epoch === epoch);
    const granted = { network, campaign, epoch, holder };
    const vouched = p.sha256(key?.public_key ?? new Uint8Array());
    const unclosed = await Promise.all(known.keys.map((one) => uncloseGrant(p, one, granted, closed)));
    // Also as it lies there: were it not closed, it would open.
    for (const grant of [closed, ...unclosed]) {
      for (const { seed } of grant ? seeds : []) {
        const opened = await openGrant(p, granted, seed, vouched, grant as Uint8Array);
        if (opened.ok) open.set(epoch, opened.seed);
      }
    }
  }
  // Every 32 bytes are tried as the campaign's seed, too.
  return openedWith(copy, [...open.values(), ...known.keys], p);
}

/** Tries each key on each signature. @returns the texts that open */
async function openedWith(
  { network, signatures, envelopes }: DataCopy,
  seeds: readonly Uint8Array[],
  p: Primitives,
): Promise<string[]> {
  const texts: string[] = [];
  for (const { campaign, epoch, envelope, row, sealed_hash } of signatures) {
    const shared = envelopes.find(({ id }) => id === envelope)?.bytes;
    if (!row || !shared) continue;
    for (const seed of seeds) {
      const bound = info({ purpose: PURPOSE.signature, network, campaign, epoch });
      const exporter = await p.openEnvelope(seed, shared, bound);
      const read = await openRow(p, exporter, shared, row, sealed_hash, PURPOSE.signature);
      if (read.ok) texts.push(JSON.stringify(read.value));
    }
  }
  return texts;
}

/**
 * Opens what can be opened by somebody who has everything that lies around, and no words: each secret is tried as what
 * wraps a holder's keys, as a holder's key, as a closing key, and as a campaign's key.
 * @param copy the data
 * @param secrets keys of both folders, sessions' tokens
 * @param p primitives
 * @returns the texts of the signatures that open
 */
export async function thiefOpens(
  copy: DataCopy,
  secrets: readonly Uint8Array[],
  p: Primitives = onNode,
): Promise<string[]> {
  const { network } = copy;
  // What the database itself holds, and what sessions and sign-ins are kept as, is tried like any other secret.
  const own = copy.accounts.flatMap(({ sign_in, salt }) => [sign_in, p.sha256(salt)]);
  const tried = [...secrets, ...secrets.map((one) => p.sha256(one)), ...own].filter(
    (one) => one.length === 32,
  );
  const holders = [...copy.accounts, ...copy.sheets].map(({ id }) => id);
  const seeds = holders.flatMap((id) => tried.map((seed) => ({ id, seed })));
  for (const { id, wrap } of copy.accounts) {
    for (const key of tried) {
      const opened = await openWrap(p, key, network, id, wrap);
      if (opened) seeds.push({ id, seed: opened.xwingSeed });
    }
  }
  const campaignSeeds = [...tried];
  for (const { campaign, epoch, holder, closed } of copy.grants) {
    const key = copy.keys.find((one) => bytesEqual(one.campaign, campaign) && one.epoch === epoch);
    const granted = { network, campaign, epoch, holder };
    const vouched = p.sha256(key?.public_key ?? new Uint8Array());
    const grants = [
      closed,
      ...(await Promise.all(tried.map((one) => uncloseGrant(p, one, granted, closed)))),
    ];
    for (const grant of grants.filter((one) => one !== null)) {
      for (const { id, seed } of seeds) {
        if (!bytesEqual(id, holder)) continue;
        const opened = await openGrant(p, granted, seed, vouched, grant);
        if (opened.ok) campaignSeeds.push(opened.seed);
      }
    }
  }
  return openedWith(copy, campaignSeeds, p);
}
