// Whether words that were typed are one's own, before something is locked with them that nothing else opens; and what shows it to
// the network, before what could let somebody else in.
import type { Primitives } from "../../vault/primitives.ts";
import { organiserApi } from "../api.ts";
import { ApiRefused, type Client, openClient } from "../client.ts";
import { closeDesk, DeskRefused, keysOfWords, signInWithWords } from "../opening.ts";

/** @returns what somebody without keys shows of their present words, as in meApi */
export async function presentKey(
  p: Primitives,
  client: Client,
  who: { address: string; words: string },
): Promise<Uint8Array> {
  return (await keysOfWords(p, client, who)).signIn;
}

/**
 * Tries them at the network: a session of its own begins and ends.
 * @param url the network's address
 * @returns false when they do not fit
 * @throws ApiRefused when the network says no for another reason, such as too many tries
 */
export async function areOwnWords(
  p: Primitives,
  url: string,
  who: { address: string; words: string },
): Promise<boolean> {
  const client = openClient(url);
  try {
    const desk = await signInWithWords(p, client, who);
    if (desk) await closeDesk(desk);
    else await client.send(organiserApi.signOut, {});
    return true;
  } catch (error) {
    const slip = error instanceof DeskRefused || (error instanceof ApiRefused && error.status === 401);
    if (slip) return false;
    throw error;
  }
}
