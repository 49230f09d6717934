// `undersigned publish`: creates or updates a campaign and its translations from their files.
import { readFile } from "node:fs/promises";
import { campaignApi } from "../campaigns/desk-api.ts";
import { makeCampaign } from "../campaigns/making.ts";
import type { Desk } from "../organisers/opening.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";

export const help = `
undersigned publish URL FILE… [--draft] [--small-correction] --words-file F

Creates or updates a campaign: FILE is its campaign file (with kind) or a translation
of it (without); a translation that is left out stays. Prints the campaign's address.

  --draft             keeps it without showing it; publish it later without --draft
  --small-correction  a changed text is not shown as "amended on …"

A changed text after the first signature becomes a new version. A mistake in a file is
told as file:line, all at once, and nothing is published; a keep_until that is over is
one. A closes that is over is only told: the campaign shows as closed.`;

const OPTIONS = {
  ...SIGN_IN,
  draft: { type: "boolean" },
  "small-correction": { type: "boolean" },
} as const;

const CHANGES = {
  new: "It is new.",
  amended: "Its text is amended: this is version",
  replaced: "Its text is replaced.",
  same: "Its text is as it was.",
};

/** Publishes. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, ...names] = words;
  const network = needed(url, "URL");
  needed(names[0], "FILE");
  const files = await Promise.all(names.map(readCampaignText));
  const draft = given.draft ?? false;
  const small = given["small-correction"] ?? false;
  await atDesk(network, await readSignIn(given), async (desk) => {
    const { known } = await desk.client.send(campaignApi.check, { files, draft });
    const made = known ? null : await newKey(desk);
    const published = await desk.client.send(campaignApi.publish, { files, draft, small, made });
    give(published.address);
    const version = published.change === "amended" ? ` ${published.version}.` : "";
    tell(`${CHANGES[published.change]}${version} Languages: ${published.languages.join(", ")}.`);
    if (published.over) {
      const then = published.state === "draft" ? "once it is published" : "at once";
      tell(`Mind: closes is over, so it shows as closed ${then}, and nobody can sign.`);
    }
    if (published.state === "draft") tell("It is a draft: its address answers 404 until it is published.");
  });
}

async function readCampaignText(name: string): Promise<{ name: string; text: string }> {
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(await readFile(name)) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new Mistake(
      `${name} ${code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "is not UTF-8" : `cannot be read (${code})`}.`,
    );
  }
}

/** Makes the key, vouches for it, grants it to everybody who can open. */
async function newKey(desk: Desk) {
  const { made, chain } = await makeCampaign(onNode, desk);
  return { ...made, wrap: await desk.wrapFor(chain) };
}
