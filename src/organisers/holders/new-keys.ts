// New keys, at the device of whoever will have them: a holder's are drawn, the envelope's follow from its words.
import type { Primitives } from "../../vault/primitives.ts";
import { sheetKeys, stretch } from "../../vault/words.ts";

/** Somebody with the seeds of their keys. */
export interface NewKeys {
  id: Uint8Array;
  xwingSeed: Uint8Array;
  ed25519Seed: Uint8Array;
  xwing: Uint8Array;
  ed25519: Uint8Array;
}

/** Draws a holder's keys. @param id whose; drawn too when not given */
export function drawKeys(p: Primitives, id: Uint8Array = p.random(16)): Promise<NewKeys> {
  return withSeeds(p, id, p.random(32), p.random(32));
}

/** The keys of an envelope with these ten words. @param network the network's id */
export async function envelopeKeys(p: Primitives, network: Uint8Array, words: string): Promise<NewKeys> {
  const { open, vouch } = sheetKeys(p, await stretch(p, words, network));
  return withSeeds(p, p.random(16), open, vouch);
}

async function withSeeds(
  p: Primitives,
  id: Uint8Array,
  xwingSeed: Uint8Array,
  ed25519Seed: Uint8Array,
): Promise<NewKeys> {
  const xwing = await p.xwingPublic(xwingSeed);
  return { id, xwingSeed, ed25519Seed, xwing, ed25519: p.ed25519Public(ed25519Seed) };
}
