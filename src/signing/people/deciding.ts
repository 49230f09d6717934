// What a key holder decides about some signatures, told to the network: accepted, shown, taken off. Pure but for what
// is sent; the same in browsers and on the command line.
import type { Primitives } from "../../vault/primitives.ts";
import type { Send } from "../../web/api.ts";
import { type ApprovedName, MOST_IDS, type Reason, signingApi } from "../desk/api.ts";
import { type OpenedSignature, type OpeningKeys, openPage } from "../opening/opening.ts";
import { allRequests, pieces } from "../tidying/bringing.ts";
import { answeredBy, type Tidying } from "../tidying/tidying.ts";
import { type ByHand, byHand, needsOthers, unshownOf } from "./accepting.ts";

/** A campaign that is open, and what sends. */
export interface Deciding {
  p: Primitives;
  send: Send;
  slug: string;
  keys: OpeningKeys;
}

/** Those of some signatures that stand or wait now, opened. */
export async function readSome(
  { p, send, slug, keys }: Deciding,
  ids: readonly number[],
): Promise<OpenedSignature[]> {
  const read: OpenedSignature[] = [];
  for (const some of pieces(ids, MOST_IDS)) {
    read.push(...(await openPage(p, keys, await send(signingApi.rowsById, { slug, ids: some }))));
  }
  return read;
}

/**
 * Decides which of some signatures may be accepted by hand, as they stand now.
 * @param others asked for what else stands of an address, only where that matters
 * @returns what may be accepted, what not and why, and the words that may then be shown
 */
export async function decideByHand(
  deciding: Deciding,
  ids: readonly number[],
  others: () => Promise<Pick<Tidying, "standing">>,
): Promise<ByHand & { names: ApprovedName[] }> {
  const named = await readSome(deciding, ids);
  const standing = needsOthers(named) ? await others() : { standing: () => [] };
  const decided = byHand(ids, named, standing);
  const stand = named.filter(({ id, state }) => state !== "pending" || decided.accept.includes(id));
  return { ...decided, names: unshownOf(stand) };
}

/** Accepts signatures. @returns how many were pending until then */
export async function sendAccepted(
  { send, slug }: Pick<Deciding, "send" | "slug">,
  ids: readonly number[],
): Promise<number> {
  let accepted = 0;
  for (const some of pieces(ids, MOST_IDS)) {
    accepted += (await send(signingApi.accept, { slug, ids: some })).accepted;
  }
  return accepted;
}

/** Shows approved words. @returns those that are shown from the next publication on */
export async function sendShown(
  { send, slug }: Pick<Deciding, "send" | "slug">,
  names: readonly ApprovedName[],
): Promise<ApprovedName[]> {
  const words = new Map(names.map((name) => [name.id, name]));
  const shown: ApprovedName[] = [];
  for (const some of pieces(names, MOST_IDS)) {
    const done = await send(signingApi.show, { slug, names: some });
    shown.push(...done.shown.flatMap((id) => words.get(id) ?? []));
  }
  return shown;
}

/** Takes shown words away. @returns how many were shown until then */
export async function sendHidden(
  { send, slug }: Pick<Deciding, "send" | "slug">,
  ids: readonly number[],
): Promise<number> {
  let hidden = 0;
  for (const some of pieces(ids, MOST_IDS)) {
    hidden += (await send(signingApi.hide, { slug, ids: some })).hidden.length;
  }
  return hidden;
}

/**
 * Takes signatures off. Where their owners asked, the requests by name that this answers are over too.
 * @param open opens the campaign; asked only where requests have to be read
 * @returns the ids that were taken off, and those that no signature of this campaign ever had
 */
export async function sendTakenOff(
  { send, slug }: Pick<Deciding, "send" | "slug">,
  ids: readonly number[],
  reason: Reason,
  open: () => Promise<Deciding>,
): Promise<{ taken: number[]; unknown: number[] }> {
  const gone = { taken: [] as number[], unknown: [] as number[] };
  for (const some of pieces(ids, MOST_IDS)) {
    const requests = reason === "asked" ? await answered(await open(), some) : [];
    const done = await send(signingApi.takeOff, { slug, ids: some, reason, requests });
    gone.taken.push(...done.taken);
    gone.unknown.push(...done.unknown);
  }
  return gone;
}

/** Requests by name that are answered by taking these off. */
async function answered(deciding: Deciding, ids: readonly number[]): Promise<number[]> {
  const taken = await readSome(deciding, ids);
  return answeredBy(await allRequests(deciding), taken).slice(0, MOST_IDS);
}
