// Taking over who follows, from the holder's own device: of every signature that its mail's owner confirmed and that no
// desk has gone through, those who asked for news become rows of their own, in random order and sealed here. Pure but
// for what is sent. Promises that an address is the network's to write to only when its owner confirmed it, and that
// nothing is sealed to a key that the chain of vouches does not give.
import type { CampaignText } from "../../campaigns/campaign.ts";
import { type Maker, makeCampaign } from "../../campaigns/making.ts";
import { sameAddress } from "../../vault/address.ts";
import { bytesEqual, utf8 } from "../../vault/bytes.ts";
import { shuffled } from "../../vault/chance.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { baseOf, beginSealing, info, PURPOSE } from "../../vault/row.ts";
import { pad, paddedSize, spell } from "../../vault/text.ts";
import { FollowerText, MOST_FOLLOWED } from "../../vault/texts.ts";
import type { Chain } from "../../vault/vouch.ts";
import type { Send } from "../../web/api.ts";
import type { OpenedSignature } from "../opening/opening.ts";
import { followersApi, MOST_FOLLOWED_THROUGH, MOST_ROWS } from "./api.ts";

/** How long a new list is kept: two years, after which its followers are asked anew. */
const KEPT_DAYS = 2 * 365;
/** An address has 254 bytes at most, of which JSON may escape each; a language has 35. */
const LONGEST = { email: "x".repeat(508), language: "x".repeat(35) };

/** The desk that takes over. */
export interface FollowDesk extends Maker {
  network: Uint8Array;
  wrapFor(chain: Chain): Promise<Uint8Array>;
  /** Reads the chain of vouches again, so that `chain` and `records` are as they stand. */
  follow(): Promise<void>;
}

/** Somebody who follows. */
interface Follower {
  email: string;
  language: string;
  hosts: string[];
}

/** Signatures that are gone through together, and who of them follows. */
interface Stretch {
  ids: number[];
  followers: Follower[];
}

/** Where it is brought. */
export interface FollowingAt {
  desk: FollowDesk;
  send: Send;
  slug: string;
  /** The network's day. */
  today: number;
}

export interface Following {
  /** Takes one signature in, in any order. */
  see(signature: OpenedSignature): void;
  /** Takes over who was seen. @returns how many follow now who did not */
  bring(at: FollowingAt): Promise<number>;
}

/**
 * Opens a taking over.
 * @param p primitives
 * @param texts the campaign's texts by version, oldest first: they name the hosts
 */
export function openFollowing(p: Primitives, texts: readonly CampaignText[]): Following {
  const stretches: Stretch[] = [];
  /** Whoever signed more than once in this campaign is written to once. */
  const known = new Set<string>();
  const hostsOf = (version: number): string[] => {
    const text = texts[version - 1] ?? texts.at(-1);
    const language = text?.languages[0];
    const hosts = text && language ? text.in(language).hosts : [];
    return hosts.slice(0, MOST_FOLLOWED).map(({ name }) => name.text);
  };
  return {
    see: ({ id, state, followed, text, typed }) => {
      if (state !== "confirmed" || followed || typed === null) return;
      let stretch = stretches.at(-1);
      if (!stretch || stretch.ids.length === MOST_FOLLOWED_THROUGH) {
        stretch = { ids: [], followers: [] };
        stretches.push(stretch);
      }
      stretch.ids.push(id);
      const hosts = hostsOf(text);
      const { follow, email, language } = typed;
      const key = JSON.stringify([sameAddress(email) ?? email, hosts]);
      if (!follow || email === "" || hosts.length === 0 || known.has(key)) return;
      known.add(key);
      stretch.followers.push({ email, language, hosts });
    },
    bring: async (at) => {
      let brought = 0;
      try {
        for (const stretch of stretches) {
          await bringStretch(p, at, stretch);
          brought += stretch.followers.length;
        }
      } catch (error) {
        // Another desk came first: whoever it left is there the next time.
        if ((error as { status?: number }).status !== 409) throw error;
      }
      return brought;
    },
  };
}

/** One pass: the rows first, then all of it at once stands. */
async function bringStretch(p: Primitives, at: FollowingAt, { ids, followers }: Stretch): Promise<void> {
  const { desk, send, slug } = at;
  const pass = p.random(16);
  const list = followers.length === 0 ? null : await listOf(p, at);
  const order = shuffled(p, followers);
  for (let from = 0; list !== null && from < order.length; from += MOST_ROWS) {
    const sealed = await seal(p, desk.network, list, order.slice(from, from + MOST_ROWS));
    await send(followersApi.addFollowers, { list: list.id, epoch: list.epoch, pass, ...sealed });
  }
  await send(followersApi.followed, { slug, pass, many: order.length, ids });
}

interface SealedList {
  id: Uint8Array;
  epoch: number;
  publicKey: Uint8Array;
}

/** The network's list, whose key the chain gives; made when there is none. */
async function listOf(p: Primitives, { desk, send, today }: FollowingAt): Promise<SealedList> {
  await desk.follow();
  let { list } = await send(followersApi.followers, {});
  if (!list) {
    const { made, chain } = await makeCampaign(p, desk);
    const wrap = await desk.wrapFor(chain);
    const keepUntil = today + KEPT_DAYS;
    await send(followersApi.makeFollowers, { made: { ...made, wrap }, keepUntil });
    await desk.follow();
    ({ list } = await send(followersApi.followers, {}));
  }
  const vouched = list && desk.chain.campaignKey(list.id, list.epoch);
  if (!list || !vouched || !bytesEqual(vouched, p.sha256(list.publicKey)) || !isLast(desk.chain, list)) {
    throw new Error(
      "The key of the followers' list is not the one that a key holder vouched for last. Nobody is put on it. " +
        "Ask another key holder by telephone.",
    );
  }
  return list;
}

/** Whether nobody vouched for a later key. */
function isLast(chain: Chain, { id, epoch }: SealedList): boolean {
  return chain.epochOf(id) === epoch;
}

async function seal(
  p: Primitives,
  network: Uint8Array,
  { id, epoch, publicKey }: SealedList,
  followers: readonly Follower[],
): Promise<{ envelope: Uint8Array; rows: Uint8Array[] }> {
  const bound = info({ purpose: PURPOSE.follower, network, campaign: id, epoch });
  const sealer = await beginSealing(p, publicKey, bound);
  const rows: Uint8Array[] = [];
  for (const follower of followers) rows.push((await sealer.seal(plaintextOf(follower))).row);
  return { envelope: sealer.envelope, rows };
}

/** A row is as long as the longest address would make it: its length tells the hosts, who are public. */
function plaintextOf({ email, language, hosts }: Follower): Uint8Array {
  const text = spell(FollowerText.parse({ v: 1, email, language, hosts }));
  const floor = utf8(spell({ v: 1, ...LONGEST, hosts })).length;
  const size = paddedSize(baseOf(PURPOSE.follower), utf8(text).length, floor);
  if (size === null) throw new Error("the names of the hosts are too long for a row");
  return pad(text, size);
}
