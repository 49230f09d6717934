// Sealing again, at a key holder's own device: what was sealed before somebody was removed goes under the present key, so
// that a copy of the database from then on opens no more for them. Promises that nothing is sealed but to the key that the
// chain of vouches gives last, that whatever is sent was opened first, that what this holder cannot open stays as it is, and
// that it can be broken off at any moment and gone on with. Pure but for what is sent; the same in browsers and on the
// command line.
import { bytesEqual } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { envelopesOf, openOuter, openResealed, sealEnvelopes } from "../../vault/resealed.ts";
import type { Answered, Asked } from "../../web/api.ts";
import { ApiRefused } from "../client.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { openSeeds } from "./granting.ts";
import { resealingApi } from "./resealing-api.ts";

/** How it went, in envelopes. */
export interface Resealed {
  /** Under the present key now. */
  done: number;
  /** Passed over: what this holder was never granted the key of, or what does not open. */
  left: number;
}

/** Who wants to know meanwhile. */
export interface Watching {
  /** How many were gone through. */
  tell?(seen: number): void;
  /** Whether it is to go on; asked before each piece. */
  goOn?(): boolean;
}

/** What is sealed to: the key that the chain gives last, with the earlier ones. */
interface Keys {
  network: Uint8Array;
  campaign: Uint8Array;
  epoch: number;
  publicKey: Uint8Array;
  seed: Uint8Array;
  seeds: ReadonlyMap<number, Uint8Array>;
}

type Page = Answered<typeof resealingApi.olderEnvelopes>;
const TRIES = 4;

/**
 * Puts what is under earlier keys of a campaign, or of the followers' list, under its present one.
 * @param p primitives
 * @param desk the open desk of a key holder
 * @param campaign its id
 * @throws DeskRefused when the network goes by other keys than the chain, or this holder was not granted the present one;
 *   what `send` throws
 */
export async function resealOne(
  p: Primitives,
  desk: Desk,
  campaign: Uint8Array,
  watching: Watching = {},
): Promise<Resealed> {
  const sum = { done: 0, left: 0 };
  for (let tries = 1; ; tries++) {
    try {
      await resealPages(p, desk, await keysOf(p, desk, campaign), sum, watching);
      return sum;
    } catch (error) {
      // Somebody else removed somebody: on to the key after that.
      const again = error instanceof ApiRefused && error.code === "key_meanwhile" && tries < TRIES;
      if (!again) throw error;
      sum.left = 0;
    }
  }
}

/** Reads the chain and opens the keys that it gives. */
async function keysOf(p: Primitives, desk: Desk, campaign: Uint8Array): Promise<Keys> {
  await desk.follow();
  const opened = await openSeeds(p, desk, campaign);
  const seeds = new Map(opened.map(({ epoch, seed }) => [epoch, seed]));
  const epoch = desk.chain.epochOf(campaign);
  const seed = seeds.get(epoch);
  if (!seed) {
    throw new DeskRefused("Its present key was never given to you: another key holder has to do this.", {
      code: "present_key_not_granted",
    });
  }
  // The seed gives the key that was vouched for: that was checked when it was opened.
  return { network: desk.network, campaign, epoch, publicKey: await p.xwingPublic(seed), seed, seeds };
}

async function resealPages(
  p: Primitives,
  desk: Desk,
  keys: Keys,
  sum: Resealed,
  { tell = () => {}, goOn = () => true }: Watching,
): Promise<void> {
  const { campaign } = keys;
  for (let after: number | null = 0; after !== null && goOn(); ) {
    const page: Page = await desk.client.send(resealingApi.olderEnvelopes, { campaign, after });
    if (page.epoch !== keys.epoch) {
      throw new DeskRefused(
        "The network does not go by the key that a key holder vouched for last. Nothing was changed. Try again; if it " +
          "is said once more, ask another key holder by telephone.",
        { code: "present_key_differs" },
      );
    }
    const got = await getBack(p, keys, page);
    if (got.length > 0 && goOn()) sum.done += await sendAgain(p, desk, keys, got);
    sum.left += page.envelopes.length - got.length;
    tell(sum.done + sum.left);
    after = page.next;
  }
}

interface Got {
  id: number;
  was: Uint8Array;
  envelope: Uint8Array;
}

/** The envelopes of a page whose rows this holder can open. */
async function getBack(p: Primitives, keys: Keys, page: Page): Promise<Got[]> {
  const envelopeOf = envelopesOf(p, keys, page);
  const got: Got[] = [];
  for (const { id, epoch, bytes } of page.envelopes) {
    const back = await envelopeOf(id);
    const opens = back.ok && back.envelope.length === 1120 && keys.seeds.has(epoch);
    if (opens) got.push({ id, was: p.sha256(bytes), envelope: back.envelope });
  }
  return got;
}

/** @returns how many were put */
async function sendAgain(p: Primitives, desk: Desk, keys: Keys, got: readonly Got[]): Promise<number> {
  const { campaign, epoch } = keys;
  const { outer, rows } = await sealEnvelopes(
    p,
    keys.publicKey,
    keys,
    got.map(({ envelope }) => envelope),
  );
  // What stands there now is gone afterwards: whatever takes its place has to open.
  const exporter = await openOuter(p, keys.seed, keys, outer);
  const envelopes: Asked<typeof resealingApi.reseal>["envelopes"] = [];
  for (const [at, { id, was, envelope }] of got.entries()) {
    const row = rows[at] ?? new Uint8Array();
    const back = await openResealed(p, exporter, outer, row);
    if (!back.ok || !bytesEqual(back.envelope, envelope))
      throw new Error("what was sealed again does not open");
    envelopes.push({ id, was, row });
  }
  await desk.client.send(resealingApi.reseal, { campaign, epoch, outer, envelopes });
  return got.length;
}

/** What is under earlier keys. */
export type Older = Answered<typeof resealingApi.olderKeys>["older"][number];

/** @returns what is under earlier keys, as the network tells it */
export async function readOlderKeys(desk: Pick<Desk, "client">): Promise<Older[]> {
  return (await desk.client.send(resealingApi.olderKeys, {})).older;
}
