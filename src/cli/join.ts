// `undersigned join`: answers an invitation, on the newcomer's own computer.
import { setTimeout as pause } from "node:timers/promises";
import { organiserApi } from "../organisers/api.ts";
import { ApiRefused, type Client } from "../organisers/client.ts";
import {
  type InvitationLink,
  type Joined,
  join,
  lookAtInvitation,
  MaybeJoined,
  readInvitationLink,
} from "../organisers/holders/joining.ts";
import { signInWithWords } from "../organisers/opening.ts";
import { sameAddress } from "../vault/address.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { clientFor, plainly } from "./desk.ts";
import { withNewWords } from "./keeping-words.ts";
import { readWordsFile, refuseExisting } from "./words-files.ts";

export const help = `
undersigned join LINK --name NAME --email ADDRESS [--organisation NAME] [--no-wait]
    --words-file F

Answers an invitation. LINK is what whoever invited you passed on; put it in quotes.

  --name          your name, for your colleagues
  --email         your address; you sign in with it
  --organisation  the organisation you are from, shown in public; of a key holder
                  without one the name is shown instead
  --words-file    is made: your address and your six words
  --no-wait       does not wait until you are let in

A key holder is then told a number, six groups of four digits: read it out on the
telephone to whoever invited you. They type it in, and only then are you let in. Nobody
will ever ask you for your words; put them on paper.`;

const OPTIONS = {
  name: { type: "string" },
  email: { type: "string" },
  organisation: { type: "string" },
  "no-wait": { type: "boolean" },
  "words-file": { type: "string" },
} as const;
/** How often it is asked whether one was let in. */
const ASK_EVERY = 3_000;

/** Answers. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const link = readInvitationLink(needed(words[0], "LINK"));
  if (!link) throw new Mistake("LINK is not the link of an invitation (https://…/desk/start#…).");
  const email = needed(given.email, "--email");
  if (sameAddress(email) === null) throw new Mistake(`${email} is not an e-mail address.`);
  const file = needed(given["words-file"], "--words-file");
  const who = { name: needed(given.name, "--name"), email, organisation: given.organisation ?? "" };
  await refuseExisting(file);
  const client = clientFor(link.url);
  const joined = await answerWith(client, link, who, file);
  tell(`Your words are in ${file}. Put them on paper.`);
  if (joined.number !== null) {
    give(joined.number);
    tell(`Read this number out to ${joined.inviter} on the telephone. Never your words.`);
  }
  if (given["no-wait"]) return tell(`You are in once ${joined.inviter} lets you in.`);
  tell(`Waiting until ${joined.inviter} lets you in (Ctrl-C ends the waiting, nothing else) …`);
  await plainly(() => waitFor(client, link, email, file));
}

function answerWith(
  client: Client,
  link: InvitationLink,
  who: { name: string; email: string; organisation: string },
  file: string,
): Promise<Joined> {
  return withNewWords(
    ({ keep }) => plainly(() => join(onNode, client, link, who, (draw) => keep(file, who.email, draw()))),
    (error) => error instanceof MaybeJoined,
  );
}

/** Once the invitation is gone, one's words either sign in or were let go. */
async function waitFor(client: Client, link: InvitationLink, address: string, file: string): Promise<void> {
  while ((await lookAtInvitation(onNode, client, link)).invitation) await pause(ASK_EVERY);
  const { words } = await readWordsFile(file);
  const desk = await signInWithWords(onNode, client, { address, words }).catch((error) => {
    const out = error instanceof ApiRefused && error.status === 401;
    throw out ? new Mistake("The invitation was withdrawn, or is over: you were not let in.") : error;
  });
  await client.send(organiserApi.signOut, {});
  tell(desk ? "You are in, and your keys open." : "You are in.");
}
