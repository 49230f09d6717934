// Opening the desk, at the holder's own device: from words to a session, the holder's seeds and the chain of
// vouches. Promises that nothing is opened with a chain that lost the record this holder saw last, and that
// neither words nor seeds are sent. Pure but for what the client sends; the same in browsers.
import { bytesEqual, concat, hex } from "../vault/bytes.ts";
import { makeWrap, openWrap, type Wrapped } from "../vault/grant.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Chain, holdsSeen, readChain, type VouchWithKeys } from "../vault/vouch.ts";
import { accountKeys, sheetKeys, stretch, unknownWords } from "../vault/words.ts";
import { proverOf } from "../web/proof.ts";
import type { RefusalCode, RefusalValues, Told } from "../web/refusals.ts";
import { organiserApi } from "./api.ts";
import type { Client } from "./client.ts";
import { ENVELOPE_LABEL } from "./envelope-label.ts";
import { keysApi } from "./holders/keys-api.ts";
import { openTest } from "./test-row.ts";

/** Something is wrong that no retry mends; its message says it in words for the holder. */
export class DeskRefused extends Error {
  readonly code: RefusalCode;
  readonly values: RefusalValues;

  constructor(message: string, { code, values = {} }: Told) {
    super(message);
    this.code = code;
    this.values = values;
  }
}

/** A desk that is open: who, with which seeds, by which chain. */
export interface Desk {
  client: Client;
  network: Uint8Array;
  kind: "account" | "sheet";
  id: Uint8Array;
  xwingSeed: Uint8Array;
  ed25519Seed: Uint8Array;
  /** The chain, checked, and its records. */
  chain: Chain;
  records: readonly VouchWithKeys[];
  /** Wraps the seeds again with another head of the chain. @throws DeskRefused for the envelope, which has no wrap */
  wrapFor(chain: Chain): Promise<Uint8Array>;
  /** Reads the chain again, as followChain does. @throws DeskRefused */
  follow(): Promise<void>;
}

const CHAIN_LOST =
  "This network does not show the record of its key holders that you saw last. Either it was put back to an " +
  "older backup, or somebody shows you other keys. Nothing is opened or locked. Ask another key holder by telephone.";

function checkWords(words: string): void {
  const unknown = unknownWords(words);
  if (unknown.length > 0) {
    throw new DeskRefused(
      `Not on the list of words: ${unknown.length === 1 ? "one word" : `${unknown.length} words`}. Is there a slip of the pen?`,
      { code: "words_unknown", values: { many: unknown.length } },
    );
  }
}

/** Reads the chain and checks that it holds as a whole. @throws DeskRefused when it does not */
export async function readTheChain(
  p: Primitives,
  client: Client,
  network: Uint8Array,
): Promise<{ chain: Chain; records: VouchWithKeys[] }> {
  const { vouches: records } = await client.send(organiserApi.chain, {});
  const read = readChain(p, network, records);
  if (!read.ok) {
    throw new DeskRefused(
      `The chain of vouches does not hold (record ${read.at}: ${read.why}). Nothing is opened or locked.`,
      { code: "chain_broken", values: { at: read.at } },
    );
  }
  return { chain: read.chain, records };
}

/**
 * What an account's words give, with the salt that the network has for its address. They are not tried.
 * @throws DeskRefused for words that are on no list
 */
export async function keysOfWords(
  p: Primitives,
  client: Client,
  { address, words }: { address: string; words: string },
): Promise<{ network: Uint8Array; signIn: Uint8Array; wrap: Uint8Array }> {
  checkWords(words);
  const { network, salt } = await client.send(organiserApi.salt, { address });
  return { network, ...accountKeys(p, await stretch(p, words, salt)) };
}

/**
 * Signs somebody in with their words, and opens their desk if they hold keys.
 * @param p primitives
 * @param client a client of the network; it holds the session from then on
 * @param who the account's address and its words
 * @returns the open desk; null for an organiser, who opens nothing
 * @throws ApiRefused when address and words do not fit, DeskRefused when the chain is not the one seen last
 */
export async function signInWithWords(
  p: Primitives,
  client: Client,
  who: { address: string; words: string },
): Promise<Desk | null> {
  const { network, signIn, wrap: wrapKey } = await keysOfWords(p, client, who);
  const asked = { address: who.address, key: signIn, cookie: client.cookie };
  const session = await client.send(organiserApi.signIn, asked);
  client.use(session.token);
  if (session.wrap.length === 0) return null;
  const wrapped = await openWrap(p, wrapKey, network, session.id, session.wrap);
  if (!wrapped)
    throw new DeskRefused("The words are right, but what they should open was changed.", {
      code: "words_opened_changed",
    });
  const { chain, records } = await readTheChain(p, client, network);
  if (!holdsSeen(chain, wrapped.root, wrapped.serial, wrapped.head))
    throw new DeskRefused(CHAIN_LOST, { code: "chain_lost" });
  await checkStanding(p, chain.holder(session.id), wrapped);
  const { xwingSeed, ed25519Seed } = wrapped;
  client.prove(proverOf(p, { network, id: session.id, ed25519Seed }));
  const wrapFor = ({ serial, head, root }: Chain) =>
    makeWrap(p, wrapKey, network, session.id, { ...wrapped, root, serial, head });
  if (chain.serial > wrapped.serial) {
    await client.send(organiserApi.wrap, { wrap: await wrapFor(chain) });
  }
  const desk: Desk = {
    ...{ client, network, kind: "account", id: session.id, xwingSeed, ed25519Seed, chain, records, wrapFor },
    follow: () => followChain(p, desk),
  };
  if (!session.tested) await openOwnTest(p, desk);
  return desk;
}

/** Shows that one's keys open: only then does one count as somebody who can. @throws DeskRefused when they do not */
async function openOwnTest(p: Primitives, { client, network, xwingSeed }: Desk): Promise<void> {
  const opened = await openTest(p, network, xwingSeed, await client.send(keysApi.ownTest, {}));
  if (opened === null)
    throw new DeskRefused("A test row that was locked to your keys does not open.", { code: "own_test_row" });
  await client.send(keysApi.openedTest, { opened });
}

/**
 * Opens the desk of a holder.
 * @throws what `signInWithWords` throws; DeskRefused also for an organiser
 */
export async function openDesk(
  p: Primitives,
  client: Client,
  who: { address: string; words: string },
): Promise<Desk> {
  const desk = await signInWithWords(p, client, who);
  if (!desk)
    throw new DeskRefused("You are an organiser: your words sign you in and open nothing.", {
      code: "organiser_opens_nothing",
    });
  return desk;
}

/** One's own keys have to be those that one stands with in the chain. */
async function checkStanding(
  p: Primitives,
  standing: { xwing: Uint8Array; ed25519: Uint8Array } | null | undefined,
  own: Pick<Wrapped, "xwingSeed" | "ed25519Seed">,
): Promise<void> {
  const stands =
    standing &&
    bytesEqual(standing.xwing, await p.xwingPublic(own.xwingSeed)) &&
    bytesEqual(standing.ed25519, p.ed25519Public(own.ed25519Seed));
  if (!stands)
    throw new DeskRefused("These keys do not stand in the chain of vouches (any more).", {
      code: "not_in_chain",
    });
}

/**
 * Opens the desk with the envelope.
 * @param words its ten words
 * @throws ApiRefused when it is not this network's envelope, DeskRefused when it does not stand in the chain
 */
export async function openWithEnvelope(p: Primitives, client: Client, words: string): Promise<Desk> {
  checkWords(words);
  const { network, challenge } = await client.send(organiserApi.challenge, {});
  const seeds = sheetKeys(p, await stretch(p, words, network));
  const own = { xwingSeed: seeds.open, ed25519Seed: seeds.vouch };
  const signature = p.sign(seeds.vouch, concat(ENVELOPE_LABEL, network, challenge));
  const ed25519 = p.ed25519Public(seeds.vouch);
  const asked = { challenge, ed25519, signature, cookie: client.cookie };
  const session = await client.send(organiserApi.signInEnvelope, asked);
  client.use(session.token);
  const { chain, records } = await readTheChain(p, client, network);
  const standing = [...chain.sheets.values()].find(({ id }) => bytesEqual(id, session.id));
  await checkStanding(p, standing, own);
  client.prove(proverOf(p, { network, id: session.id, ed25519Seed: seeds.vouch }));
  const wrapFor = () =>
    Promise.reject(
      new DeskRefused("The envelope has no account whose words could wrap.", { code: "envelope_no_account" }),
    );
  const desk: Desk = {
    ...{ client, network, kind: "sheet", id: session.id, ...own, chain, records, wrapFor },
    follow: () => followChain(p, desk),
  };
  return desk;
}

/**
 * Reads the chain again, before anything is added to it: at a desk that stays open others may have gone on. The desk
 * then has the chain as it stands.
 * @throws DeskRefused when it lost what this desk saw, or whoever opened it does not stand in it any more
 */
export async function followChain(p: Primitives, desk: Desk): Promise<void> {
  const { chain, records } = await readTheChain(p, desk.client, desk.network);
  const { root, serial, head } = desk.chain;
  if (!holdsSeen(chain, root, serial, head)) throw new DeskRefused(CHAIN_LOST, { code: "chain_lost" });
  const standing = desk.kind === "sheet" ? chain.sheets : chain.holders;
  await checkStanding(p, standing.get(hex(desk.id)), desk);
  Object.assign(desk, { chain, records });
}

/** Closes the desk: ends its session. */
export async function closeDesk(desk: Desk): Promise<void> {
  await desk.client.send(organiserApi.signOut, {});
  desk.client.use(null);
}
