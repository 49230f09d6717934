// A desk without a screen: signs in with a file of words, does something, ends the session whatever happens.
import { mistakeLine } from "../campaigns/file/mistake-words.ts";
import { ApiRefused, type Client, openClient } from "../organisers/client.ts";
import { closeDesk, type Desk, openDesk, openWithEnvelope } from "../organisers/opening.ts";
import {
  NotOpened,
  type OpenCampaign,
  openCampaign as openCampaignWith,
} from "../signing/opening/open-campaign.ts";
import { onNode } from "../vault/on-node.ts";
import { Mistake } from "./command.ts";
import { ENVELOPE, readWordsFile } from "./words-files.ts";

/** The options with which somebody says who they are. */
export const SIGN_IN = {
  "words-file": { type: "string" },
  "envelope-file": { type: "string" },
} as const;

export interface SignInGiven {
  "words-file"?: string;
  "envelope-file"?: string;
}

/** Opens a client. @throws Mistake when the URL is none */
export function clientFor(url: string): Client {
  try {
    return openClient(url);
  } catch {
    throw new Mistake(`${url} is not the address of a network (https://…).`);
  }
}

/** Who signs in: an account by its six words, or the envelope by its ten. */
export interface SignIn {
  address: string;
  words: string;
  envelope: boolean;
}

/**
 * Reads who signs in.
 * @param given the options of SIGN_IN
 * @throws Mistake
 */
export async function readSignIn(given: SignInGiven): Promise<SignIn> {
  const path = given["envelope-file"] ?? given["words-file"];
  const envelope = given["envelope-file"] !== undefined;
  if (path === undefined) throw new Mistake("--words-file is missing.");
  if (envelope && given["words-file"] !== undefined) {
    throw new Mistake("Give --words-file or --envelope-file, not both.");
  }
  const { first, words } = await readWordsFile(path);
  if ((first === ENVELOPE) !== envelope) {
    const kind = first === ENVELOPE ? "an envelope's file (--envelope-file)" : "a words file (--words-file)";
    throw new Mistake(`${path} is ${kind}.`);
  }
  return { address: first, words, envelope };
}

/**
 * Signs in, works, ends the session.
 * @param url the network's address
 * @param who what `readSignIn` gives
 * @param work what is done at the desk
 * @throws Mistake in words for whoever typed the command
 */
export async function atDesk<T>(
  url: string,
  { address, words, envelope }: SignIn,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  const client = clientFor(url);
  return plainly(async () => {
    const desk = envelope
      ? await openWithEnvelope(onNode, client, words)
      : await openDesk(onNode, client, { address, words });
    try {
      return await work(desk);
    } finally {
      await closeDesk(desk).catch(() => undefined);
    }
  });
}

/** Runs something; what the network refuses becomes a Mistake with every line of it. */
export async function plainly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiRefused)) throw error;
    throw new Mistake([error.message, ...error.mistakes.map(mistakeLine)].join("\n"));
  }
}

/**
 * Opens a campaign with the desk's keys.
 * @throws Mistake when its key is not one that the chain gives, or was not granted
 */
export async function openCampaign(desk: Desk, slug: string): Promise<OpenCampaign> {
  try {
    return await openCampaignWith(onNode, desk, slug);
  } catch (error) {
    throw error instanceof NotOpened ? new Mistake(error.message) : error;
  }
}
