// Letting somebody back in who lost their words, at a key holder's desk. The number that they read out on the telephone
// picks the request; there is no way past it. What the request's maker signed shows that it is for this account, for this
// chain, and that nobody changed what signs in.
import { bytesEqual } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { number } from "../../vault/vouch.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { onTopOfTheChain } from "./granting.ts";
import { digitsOf, NumberDiffers, vouchForHolder } from "./letting-in.ts";
import { lostWordsApi } from "./lost-words-api.ts";
import { lostWordsSigned } from "./lost-words-label.ts";

/** Somebody for whom new words wait. It may be them, or a stranger who typed their address: the number shows it. */
export interface Lost {
  account: Uint8Array;
  name: string;
  email: string;
  organisation: string;
  role: "organiser" | "key_holder";
  /** How many requests wait. */
  many: number;
  /** When the last of them ends, seconds since 1970-01-01. */
  until: number;
}

/** @returns for whom new words wait */
export async function listLost(desk: Desk): Promise<Lost[]> {
  const { requests } = await desk.client.send(lostWordsApi.lost, {});
  const byAccount = Map.groupBy(requests, ({ account }) => account.toHex());
  return [...byAccount.values()].flatMap((all): Lost[] => {
    const [first] = all;
    if (!first) return [];
    const { account, name, email, organisation, role } = first;
    const until = Math.max(...all.map((one) => one.until));
    return [{ account, name, email, organisation, role, many: all.length, until }];
  });
}

/**
 * Lets somebody back in: their new keys take the place of the old ones, and everything that this desk can open is passed
 * on to them.
 * @param p primitives
 * @param desk the open desk of a key holder
 * @param account whom
 * @param typed the 24 digits that they read out
 * @throws NumberDiffers when no request of theirs has that number, DeskRefused when it was made for another chain or
 *   changed on the way, what `send` throws
 */
export async function letBackIn(
  p: Primitives,
  desk: Desk,
  account: Uint8Array,
  typed: string,
): Promise<void> {
  if (bytesEqual(account, desk.id))
    throw new DeskRefused("Another key holder has to let you back in.", { code: "not_oneself_back" });
  const { requests } = await desk.client.send(lostWordsApi.lost, {});
  const digits = digitsOf(typed);
  const found = requests.find(
    (one) => bytesEqual(one.account, account) && digitsOf(number(p, one.xwing, one.ed25519)) === digits,
  );
  if (!found) throw new NumberDiffers();
  const { request, role, xwing, ed25519, salt, signIn, signature } = found;
  const signed = lostWordsSigned({ network: desk.network, account, root: desk.chain.root, salt, signIn });
  if (!p.verify(ed25519, signed, signature)) {
    throw new DeskRefused(
      "These digits are right, but what came with the keys was changed, or their device was shown another network's keys " +
        "than this one. Nobody was let in.",
      { code: "lost_words_changed" },
    );
  }
  if (role === "organiser") {
    await desk.client.send(lostWordsApi.letBackIn, { request, vouched: null });
    return;
  }
  await onTopOfTheChain(p, desk, async (vouching) => {
    const vouched = await vouchForHolder(p, desk, vouching, { id: account, xwing, ed25519 }, true);
    await desk.client.send(lostWordsApi.letBackIn, { request, vouched });
  });
}
