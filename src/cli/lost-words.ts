// `undersigned lost-words`: new words and new keys for whoever lost theirs, on their own computer.
import { setTimeout as pause } from "node:timers/promises";
import { organiserApi } from "../organisers/api.ts";
import { NoAnswer } from "../organisers/client.ts";
import { askToComeBack, isBack } from "../organisers/holders/lost-words.ts";
import { signInWithWords } from "../organisers/opening.ts";
import { sameAddress } from "../vault/address.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { clientFor, plainly } from "./desk.ts";
import { withNewWords } from "./keeping-words.ts";
import { readWordsFile, refuseExisting } from "./words-files.ts";

export const help = `
undersigned lost-words URL --email ADDRESS [--no-wait] --words-file F

New words for whoever lost theirs: six, written to F (never over anything), and for a key
holder new keys. Prints a number, six groups of four digits: read it out on the telephone
to a key holder of the network who knows your voice. They type it in, and only then do
the new words sign in; until then the old ones do. Nobody will ever ask you for words.

  --no-wait  does not wait until you are let back in

It looks the same for an address that nobody has here. Where no other key holder is left,
the envelope lets one in: undersigned enter.`;

const OPTIONS = {
  email: { type: "string" },
  "no-wait": { type: "boolean" },
  "words-file": { type: "string" },
} as const;
/** How often it is asked whether one was let in. */
const ASK_EVERY = 3_000;

/** Asks for it. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const client = clientFor(needed(words[0], "URL"));
  const email = needed(given.email, "--email");
  if (sameAddress(email) === null) throw new Mistake(`${email} is not an e-mail address.`);
  const file = needed(given["words-file"], "--words-file");
  await refuseExisting(file);
  const asked = await withNewWords(
    ({ keep }) => plainly(() => askToComeBack(onNode, client, email, (draw) => keep(file, email, draw()))),
    (error) => error instanceof NoAnswer,
  );
  give(asked.number);
  tell(`Your new words are in ${file}. Put them on paper.`);
  tell("Read this number out to a key holder on the telephone. Never your words.");
  if (given["no-wait"]) return;
  tell("Waiting until they let you in (Ctrl-C ends the waiting, nothing else) …");
  await plainly(async () => {
    while (!(await isBack(client, asked))) await pause(ASK_EVERY);
    const { words: own } = await readWordsFile(file);
    await signInWithWords(onNode, client, { address: email, words: own });
    await client.send(organiserApi.signOut, {});
  });
  tell("You are back. Your old words open nothing here any more.");
}
