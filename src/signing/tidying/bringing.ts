// Bringing a campaign up to date, from the holder's own device: goes through every row, decides (tidying.ts), and
// tells the network what follows, in pieces. Pure but for what is sent; the same in browsers and on the command line.
import type { CampaignText } from "../../campaigns/campaign.ts";
import type { Primitives } from "../../vault/primitives.ts";
import type { Send } from "../../web/api.ts";
import { MOST_ASKED, MOST_IDS, MOST_MAILS, signingApi } from "../desk/api.ts";
import { type FollowDesk, openFollowing } from "../followers/following.ts";
import { checkLog } from "../opening/log-check.ts";
import {
  type OpenedRequest,
  type OpenedSignature,
  type OpeningKeys,
  openRequests,
} from "../opening/opening.ts";
import { type Decisions, openTidying, type Tidying } from "./tidying.ts";

export interface Bringing {
  p: Primitives;
  send: Send;
  slug: string;
  keys: OpeningKeys;
  /** The desk, which seals who follows. */
  desk: FollowDesk;
  /** The campaign's texts by version, oldest first. */
  texts: readonly CampaignText[];
  /** The network's day, and how many entries the log had when the campaign was opened. */
  today: number;
  size: number;
  /** Every signature that stands or waits, opened. */
  rows(): AsyncIterable<readonly OpenedSignature[]>;
}

/** What was done, and what was found. */
export interface Brought {
  expired: number;
  replaced: number;
  withdrawn: number;
  mails: number;
  /** Who asked for news and is on the followers' list from now on. */
  followers: number;
  tidying: Tidying;
  /** What was decided and sent. */
  decisions: Decisions;
  byName: Decisions["byName"];
  /** Entries that count somebody whose row is not there, by index. */
  withoutRow: number[];
}

/** Cuts a list into pieces of at most `most`. */
export function pieces<T>(list: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, at) =>
    list.slice(at * most, (at + 1) * most),
  );
}

/** Every request to be taken off, opened. */
export async function allRequests({ p, send, slug, keys }: Pick<Bringing, "p" | "send" | "slug" | "keys">) {
  const requests: OpenedRequest[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof readRequests>> = await readRequests(send, slug, after);
    requests.push(...(await openRequests(p, keys, page)));
    after = page.next;
  }
  return requests;
}

const readRequests = (send: Send, slug: string, after: number) => send(signingApi.requests, { slug, after });

/**
 * Brings a campaign up to date.
 * @returns what was done and found
 * @throws what `send` throws; what was sent until then stays done, and a next time goes on
 */
export async function bringUpToDate(bringing: Bringing): Promise<Brought> {
  const { p, send, slug, today, size, desk, texts } = bringing;
  const { expired } = await send(signingApi.expire, { slug });
  const tidying = openTidying(today);
  const following = openFollowing(p, texts);
  const log = checkLog(size);
  for await (const page of bringing.rows()) {
    for (const signature of page) {
      tidying.see(signature);
      following.see(signature);
      if (signature.index !== null) log.seeRow(signature.index);
    }
  }
  for (const request of await allRequests(bringing)) tidying.seeRequest(request);
  for (let from: number | null = 0; from !== null && from <= size; ) {
    const page: Awaited<ReturnType<typeof readLog>> = await readLog(send, slug, from);
    log.seeEntries(page.entries);
    log.seeWaiting(page.waiting);
    from = page.next;
  }
  const decisions = tidying.decide();
  return {
    expired,
    replaced: await sendReplaced(send, slug, decisions),
    withdrawn: await sendAnswers(send, slug, decisions),
    mails: (await sendMails(send, slug, decisions)) + (await sendRequestMails(send, slug, decisions)),
    followers: await following.bring({ desk, send, slug, today }),
    tidying,
    decisions,
    byName: decisions.byName,
    withoutRow: log.withoutRow(),
  };
}

const readLog = (send: Send, slug: string, from: number) => send(signingApi.log, { slug, from });

async function sendReplaced(send: Send, slug: string, { replace }: Decisions): Promise<number> {
  let replaced = 0;
  for (const pairs of pieces(replace, MOST_IDS)) {
    replaced += (await send(signingApi.replace, { slug, pairs })).replaced;
  }
  return replaced;
}

async function sendAnswers(send: Send, slug: string, { answer }: Decisions): Promise<number> {
  let withdrawn = 0;
  for (const { id, signatures } of answer) {
    const requests = [{ id, signatures: signatures.slice(0, MOST_ASKED) }];
    withdrawn += (await send(signingApi.answer, { slug, requests })).withdrawn;
  }
  return withdrawn;
}

/** Mails in pieces, each with the ids that were gone through for it: the last goes up to the end. */
function ranges<M extends { id: number }>(mails: readonly M[], end: number) {
  const cut = pieces(mails, MOST_MAILS);
  return cut.map((piece, at) => ({
    after: at === 0 ? 0 : (cut[at - 1]?.at(-1)?.id ?? 0),
    upTo: at === cut.length - 1 ? end : (piece.at(-1)?.id ?? 0),
    mails: piece,
  }));
}

async function sendMails(send: Send, slug: string, { mails, unmarked, upTo }: Decisions): Promise<number> {
  let queued = 0;
  const nothing = mails.length === 0 && unmarked ? [{ after: 0, upTo, mails: [] }] : [];
  for (const piece of [...ranges(mails, upTo), ...nothing]) {
    queued += (await send(signingApi.mails, { slug, ...piece })).queued;
  }
  return queued;
}

async function sendRequestMails(send: Send, slug: string, decisions: Decisions): Promise<number> {
  let queued = 0;
  for (const piece of ranges(decisions.requestMails, decisions.requestsUpTo)) {
    queued += (await send(signingApi.requestMails, { slug, ...piece })).queued;
  }
  return queued;
}
