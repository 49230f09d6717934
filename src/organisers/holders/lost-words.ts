// Lost words, at the device of whoever lost them: new words and new keys for the same account, which wait until a key
// holder typed in the number that is read out to them. Nothing tells whether the address has an account, or in what role:
// an organiser makes keys too, of which only the number is used. Pure but for what is sent; the same in browsers.
import { makeWrap } from "../../vault/grant.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { number } from "../../vault/vouch.ts";
import { ACCOUNT_WORDS, accountKeys, drawWords, stretch } from "../../vault/words.ts";
import type { Client } from "../client.ts";
import { lostWordsApi } from "./lost-words-api.ts";
import { lostWordsSigned } from "./lost-words-label.ts";
import { drawKeys } from "./new-keys.ts";

/** A request that waits, if the address has an account. */
export interface AskedBack {
  request: Uint8Array;
  /** 24 digits to read out on the telephone. */
  number: string;
  /** Until when one can be let in, seconds since 1970-01-01. */
  until: number;
}

/**
 * Asks to be let back in with new words.
 * @param p primitives
 * @param client a client of the network, signed in nowhere
 * @param address one's own e-mail address
 * @param keep draws six words, keeps them where they last and gives them once they were read back from there
 * @throws what `keep` throws, ApiRefused 429 when it was asked too often, NoAnswer
 */
export async function askToComeBack(
  p: Primitives,
  client: Client,
  address: string,
  keep: (draw: () => string) => Promise<string>,
): Promise<AskedBack> {
  const { network, account, root } = await client.send(lostWordsApi.lostWords, { address });
  const words = await keep(() => drawWords(p, ACCOUNT_WORDS));
  const salt = p.random(16);
  const opens = accountKeys(p, await stretch(p, words, salt));
  const keys = await drawKeys(p, account);
  const { xwing, ed25519 } = keys;
  const signIn = p.sha256(opens.signIn);
  const wrap = await makeWrap(p, opens.wrap, network, account, { ...keys, root, serial: 0, head: root });
  const signature = p.sign(keys.ed25519Seed, lostWordsSigned({ network, account, root, salt, signIn }));
  const request = p.random(16);
  const asked = { request, address, salt, signIn, wrap, xwing, ed25519, signature };
  const { until } = await client.send(lostWordsApi.askBack, asked);
  return { request, number: number(p, xwing, ed25519), until };
}

/** Whether a key holder let one in by now; then the new words sign in. */
export async function isBack(client: Client, { request }: Pick<AskedBack, "request">): Promise<boolean> {
  return (await client.send(lostWordsApi.isBack, { request })).back;
}
