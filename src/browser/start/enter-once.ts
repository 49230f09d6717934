// The last step of coming in by the envelope, which may be asked again after a lost answer and makes nothing twice.

import type { NewWords } from "../../organisers/beginning.ts";
import { ApiRefused } from "../../organisers/client.ts";
import { type Entering, enterByEnvelope, MaybeEntered } from "../../organisers/holders/entering.ts";
import type { Context } from "../page.ts";
import { enter, speakAsBefore } from "./entering.ts";

/** `unsure` when the last answer did not come. */
export type FarByEnvelope = "not_in" | "unsure" | "in";

/**
 * Comes in, or finds out that one is in.
 * @param made words that are on paper; the same ones each time
 * @param far how far it was
 * @throws what `enterByEnvelope` throws when nothing was made
 */
export async function enterOnce(
  context: Context,
  entering: Entering,
  made: NewWords,
  far: FarByEnvelope,
): Promise<FarByEnvelope> {
  const { session } = context;
  if (far === "unsure" && (await isIn(context, entering.email, made.words))) return "in";
  try {
    const p = await session.primitives();
    await session.take(await enterByEnvelope(p, session.client, entering, async () => made));
  } catch (error) {
    if (error instanceof MaybeEntered) return "unsure";
    throw error;
  }
  await speakAsBefore(context);
  return "in";
}

async function isIn(context: Context, address: string, words: string): Promise<boolean> {
  try {
    await enter(context, address, words);
    return true;
  } catch (error) {
    if (error instanceof ApiRefused && error.status === 401) return false;
    throw error;
  }
}
