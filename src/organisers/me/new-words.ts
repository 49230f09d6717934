// New words of one's own, made at one's own device while the desk is open: the same keys, wrapped by other words.
// The old words open nothing here any more; an old backup they still open, which the page says.
import { makeWrap } from "../../vault/grant.ts";
import type { Primitives } from "../../vault/primitives.ts";
import type { Chain } from "../../vault/vouch.ts";
import { accountKeys, stretch } from "../../vault/words.ts";
import type { Client } from "../client.ts";
import type { Desk } from "../opening.ts";
import { meApi } from "./api.ts";

/**
 * Puts new words in the place of one's old ones.
 * @param p primitives
 * @param client signed in
 * @param desk the open desk; null for an organiser, who holds no keys
 * @param words six words, typed back
 * @param present what presentKey gives of an organiser's present words; 0 bytes of whose desk is open
 * @returns the desk as it is from then on
 * @throws what `client.send` throws; the old words then still hold
 */
export async function useNewWords(
  p: Primitives,
  client: Client,
  desk: Desk | null,
  words: string,
  present: Uint8Array = new Uint8Array(),
): Promise<Desk | null> {
  const salt = p.random(16);
  const { signIn, wrap: wrapKey } = accountKeys(p, await stretch(p, words, salt));
  const wrapFor = async ({ root, serial, head }: Chain): Promise<Uint8Array> => {
    if (!desk) return new Uint8Array();
    const { network, id, xwingSeed, ed25519Seed } = desk;
    return makeWrap(p, wrapKey, network, id, { xwingSeed, ed25519Seed, root, serial, head });
  };
  const wrap = desk ? await wrapFor(desk.chain) : new Uint8Array();
  await client.send(meApi.words, { salt, signIn: p.sha256(signIn), wrap, present });
  // The same desk, not another one like it: it follows the chain by itself.
  return desk && Object.assign(desk, { wrapFor });
}
