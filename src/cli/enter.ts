// `undersigned enter`: a key holder comes in by the envelope, and a new envelope is made.

import { enterByEnvelope, MaybeEntered } from "../organisers/holders/entering.ts";
import { closeDesk } from "../organisers/opening.ts";
import { sameAddress } from "../vault/address.ts";
import { onNode } from "../vault/on-node.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { clientFor, plainly, readSignIn } from "./desk.ts";
import { withNewWords } from "./keeping-words.ts";
import { ENVELOPE, refuseExisting } from "./words-files.ts";

export const help = `
undersigned enter URL --envelope-file OLD --email ADDRESS [--name NAME]
    [--organisation NAME] --words-file F --new-envelope-file NEW

For when nobody else can let you in: the envelope lets one key holder in, somebody new or
the one who has that address, with new words and new keys. A new envelope takes its place
in the same step; the one that was used opens nothing here afterwards.

  --envelope-file      the ten words of the envelope's sheet
  --email, --name, …   who you are; of an address that has an account the name stays;
                       without --organisation your name is shown in public instead
  --words-file         is made: your address and your six new words
  --new-envelope-file  is made: the ten words of the new envelope

Put both on paper, apart, the envelope's outside the network, and burn the old sheet: with
an old backup it still opens.`;

const OPTIONS = {
  "envelope-file": { type: "string" },
  email: { type: "string" },
  name: { type: "string" },
  organisation: { type: "string" },
  "words-file": { type: "string" },
  "new-envelope-file": { type: "string" },
} as const;

/** Comes in. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const client = clientFor(needed(words[0], "URL"));
  const old = await readSignIn({ "envelope-file": needed(given["envelope-file"], "--envelope-file") });
  const email = needed(given.email, "--email");
  if (sameAddress(email) === null) throw new Mistake(`${email} is not an e-mail address.`);
  const own = needed(given["words-file"], "--words-file");
  const sheet = needed(given["new-envelope-file"], "--new-envelope-file");
  if (own === sheet) throw new Mistake("The two files have to be two.");
  for (const path of [own, sheet]) await refuseExisting(path);
  const who = { envelope: old.words, name: given.name ?? "", email, organisation: given.organisation ?? "" };
  const desk = await withNewWords(
    ({ keep }) =>
      plainly(() =>
        enterByEnvelope(onNode, client, who, async (draw) => {
          const made = draw();
          await keep(own, email, made.words);
          await keep(sheet, ENVELOPE, made.envelope);
          return made;
        }),
      ),
    (error) => error instanceof MaybeEntered,
  );
  await closeDesk(desk);
  tell(`You are in. Your words are in ${own}, the new envelope's in ${sheet}. Put both on paper, apart.`);
  tell("Burn the sheet of the envelope that you used: with an old backup it still opens.");
}
