// The first run at the server: the first key holder and the envelope, from the set-up link.
// Promises all or nothing: account, first vouch, envelope, second vouch and the end of the link are one transaction,
// and only after both opened a test row.
import type { Clock } from "../clock.ts";
import type { Store } from "../store/store.ts";
import { sameAddress } from "../vault/address.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Asked } from "../web/api.ts";
import { Refusal } from "../web/mounting.ts";
import type { organiserApi } from "./api.ts";
import { accountOf, addAccount, addSheet, keepDeed, readNetwork, setUpHash, useSetUp } from "./store.ts";
import { sealTest, type TestRow, testWord } from "./test-row.ts";
import { appendVouches } from "./vouches.ts";

export interface FirstRunParts {
  store: Store;
  clock: Clock;
  primitives: Primitives;
  /** The server's own key. */
  serverKey: Uint8Array;
  /** Told once the link is used: it is taken from DATA_DIR. */
  onBegun(): void;
}

type Begin = Asked<typeof organiserApi.begin>;

const USED =
  "This set-up link is not good (any more). The network prints one at its start while it has no key holder.";

const WRONG_VOUCHES = "The vouches have to be the first holder's and then, if there is one, the envelope's.";

async function checkLink({ store, primitives }: FirstRunParts, secret: Uint8Array): Promise<Uint8Array> {
  const hash = primitives.sha256(secret);
  const kept = await setUpHash(store.read);
  if (!kept || !primitives.equal(kept, hash)) throw new Refusal(403, USED, { code: "link_used" });
  return hash;
}

/**
 * Seals a test row to each of the new keys: the holder's and, if there is one, the envelope's.
 * @throws Refusal when the link is not good or a key is none
 */
export async function sealTests(
  parts: FirstRunParts,
  asked: { secret: Uint8Array; holder: Uint8Array; sheet: Uint8Array | null },
): Promise<{ holder: TestRow; sheet: TestRow | null }> {
  await checkLink(parts, asked.secret);
  const { id } = await readNetwork(parts.store.read);
  const seal = (xwing: Uint8Array) =>
    sealTest(parts.primitives, id, xwing, testWord(parts.primitives, parts.serverKey, xwing)).catch(() => {
      throw new Refusal(422, "What was sent is not a public key.");
    });
  return { holder: await seal(asked.holder), sheet: asked.sheet && (await seal(asked.sheet)) };
}

/** Whether a time zone is one that Intl knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Checks what was typed. @returns the address in the form for comparing @throws Refusal naming the first mistake */
function checkTyped({ network, account }: Begin): string {
  if (network.name === "") throw new Refusal(422, "The network needs a name.", { code: "network_name" });
  if (account.name === "") throw new Refusal(422, "The key holder needs a name.", { code: "holder_name" });
  if (!isZone(network.timezone)) {
    throw new Refusal(422, "The time zone is unknown. Allowed: names like America/Toronto or Asia/Bangkok.", {
      code: "time_zone",
    });
  }
  const email = sameAddress(account.email);
  if (email === null) throw new Refusal(422, "The address is not an e-mail address.", { code: "not_email" });
  return email;
}

function checkTests({ primitives: p, serverKey }: FirstRunParts, { account, sheet, opened }: Begin): void {
  const same = (word: string | null, xwing: Uint8Array) => word === testWord(p, serverKey, xwing);
  const openedSheet = sheet ? same(opened.sheet, sheet.xwing) : opened.sheet === null;
  if (!same(opened.holder, account.xwing) || !openedSheet) {
    throw new Refusal(422, "The test rows were not opened.");
  }
}

/**
 * Makes the first key holder and the envelope.
 * @throws Refusal when the link is not good, a test row was not opened, or the vouches do not say what is asked
 */
export async function begin(parts: FirstRunParts, asked: Begin): Promise<void> {
  const { store, clock, primitives: p } = parts;
  const secretHash = await checkLink(parts, asked.secret);
  const email = checkTyped(asked);
  checkTests(parts, asked);
  const { account, sheet } = asked;
  const { id: network } = await readNetwork(store.read);
  await store.write(async (tx) => {
    if (!(await useSetUp(tx, secretHash, asked.network))) throw new Refusal(403, USED, { code: "link_used" });
    const named = sheet ? [account, sheet] : [account];
    if (asked.vouches.length !== named.length) throw new Refusal(422, WRONG_VOUCHES);
    const added = named.map(({ xwing, ed25519 }, at) => ({
      ...{ record: asked.vouches[at] ?? new Uint8Array(), xwing, ed25519 },
    }));
    const chain = await appendVouches(tx, p, network, added);
    const sheetStands = sheet ? chain.sheet && p.equal(chain.sheet.id, sheet.id) : chain.sheet === null;
    if (!chain.holder(account.id) || !sheetStands) throw new Refusal(422, WRONG_VOUCHES);
    if (await accountOf(tx, email))
      throw new Refusal(422, "An organiser here has that address already.", { code: "address_taken" });
    const { signIn, ...kept } = account;
    await addAccount(tx, {
      ...kept,
      email,
      sign_in: signIn,
      role: "key_holder",
      tested: 1,
      made_day: clock.day(),
    });
    if (sheet) await addSheet(tx, sheet);
    await keepDeed(tx, { who: account.id, what: "begin", campaign: null, many: 1, day: clock.day() });
  });
  parts.onBegun();
}
