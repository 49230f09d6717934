// `undersigned renew-envelope`: ten new words in the place of the envelope's old ones.

import { NoAnswer } from "../organisers/client.ts";
import { renewEnvelope } from "../organisers/holders/renewing-envelope.ts";
import { onNode } from "../vault/on-node.ts";
import { needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn } from "./desk.ts";
import { withNewWords } from "./keeping-words.ts";
import { ENVELOPE, refuseExisting } from "./words-files.ts";

export const help = `
undersigned renew-envelope URL --envelope-file NEW --words-file F

Makes a new envelope, or the first one of a network that began without: ten new words,
written to NEW (never over anything). They can open everything that you can; those of the
envelope before open nothing here from then on.

Put the new words on paper and keep them outside the network: with a lawyer, or another
organisation's treasurer. Then burn the old sheet: with an old backup it still opens.`;

const OPTIONS = { "words-file": { type: "string" }, "envelope-file": { type: "string" } } as const;

/** Renews the envelope. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const url = needed(words[0], "URL");
  const file = needed(given["envelope-file"], "--envelope-file");
  const who = await readSignIn({ "words-file": needed(given["words-file"], "--words-file") });
  await refuseExisting(file);
  const { before } = await withNewWords(
    ({ keep }) =>
      atDesk(url, who, (desk) => renewEnvelope(onNode, desk, (draw) => keep(file, ENVELOPE, draw()))),
    (error) => error instanceof NoAnswer,
  );
  tell(`The new envelope's words are in ${file}. Put them on paper, apart from yours.`);
  if (before) tell("Burn the sheet of the envelope before: with an old backup it still opens.");
}
