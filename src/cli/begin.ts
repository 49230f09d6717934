// `undersigned begin`: the first run from the set-up link, on the first key holder's own computer.
import { organiserApi } from "../organisers/api.ts";
import { beginNetwork, MaybeBegun, readSetUpLink } from "../organisers/beginning.ts";
import type { Client } from "../organisers/client.ts";
import { makeMissingKeys } from "../organisers/holders/renewing-keys.ts";
import { sameAddress } from "../vault/address.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, clientFor, plainly, readSignIn } from "./desk.ts";
import { withNewWords } from "./keeping-words.ts";
import { ENVELOPE, refuseExisting } from "./words-files.ts";

export const help = `
undersigned begin LINK --network NAME --name NAME --email ADDRESS
    [--organisation NAME] [--timezone ZONE]
    --words-file F --envelope-file F | --without-envelope

First run: makes the first key holder and the envelope of a network. LINK is the
set-up link that the server printed (also in DATA_DIR/set-up-link); put it in quotes.

  --network       what the network is called
  --name          your name, for your colleagues
  --email         your address; you sign in with it
  --organisation  the organisation you are from, shown in public; of a key holder
                  without one the name is shown instead
  --timezone      the network's zone, like America/Toronto (default: this computer's)
  --words-file    is made: your address and your six words
  --envelope-file is made: the ten words of the envelope
  --without-envelope  a second key holder first: until one is let in, or renew-envelope
                  made an envelope, nothing that asks for anything personal is published

Both files are for you alone (mode 600) and are never overwritten. Put the words on
paper, the envelope's apart from yours and outside the network. Nobody will ever ask
you for your words.`;

const OPTIONS = {
  network: { type: "string" },
  name: { type: "string" },
  email: { type: "string" },
  organisation: { type: "string" },
  timezone: { type: "string" },
  "words-file": { type: "string" },
  "envelope-file": { type: "string" },
  "without-envelope": { type: "boolean" },
} as const;

/** Runs the first run. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const link = readSetUpLink(needed(words[0], "LINK"));
  if (!link) throw new Mistake("LINK is not a set-up link (https://…/desk/start#…).");
  const email = needed(given.email, "--email");
  if (sameAddress(email) === null) throw new Mistake(`${email} is not an e-mail address.`);
  const wordsFile = needed(given["words-file"], "--words-file");
  const without = given["without-envelope"] ?? false;
  const envelopeFile = without ? null : needed(given["envelope-file"], "--envelope-file");
  if (without && given["envelope-file"] !== undefined) {
    throw new Mistake("Give --envelope-file or --without-envelope.");
  }
  if (wordsFile === envelopeFile) throw new Mistake("The two files have to be two.");
  const beginning = {
    secret: link.secret,
    network: needed(given.network, "--network"),
    timezone: given.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    name: needed(given.name, "--name"),
    email,
    organisation: given.organisation ?? "",
  };
  for (const path of [wordsFile, ...(envelopeFile === null ? [] : [envelopeFile])])
    await refuseExisting(path);

  const client = clientFor(link.url);
  // A network that has a name was started again: its open campaigns have no key.
  const again = (await plainly(() => client.send(organiserApi.network, {}))).name !== "";
  await withNewWords(
    ({ keep }) =>
      plainly(() =>
        beginNetwork(onNode, client, beginning, async (draw) => {
          const made = draw();
          await keep(wordsFile, email, made.words);
          if (envelopeFile === null) return { words: made.words, envelope: null };
          await keep(envelopeFile, ENVELOPE, made.envelope);
          return made;
        }),
      ),
    (error) => error instanceof MaybeBegun,
  );
  const { name } = await client.send(organiserApi.network, {});
  give(`${name} has begun. ${client.url}/`);
  if (again) await makeKeysAgain(client, wordsFile);
  if (envelopeFile === null) {
    tell(
      `Your words are in ${wordsFile}. Put them on paper, and invite a second key holder: nobody else can open.`,
    );
  } else tell(`Your words are in ${wordsFile}, the envelope's in ${envelopeFile}. Put both on paper, apart.`);
}

/** What of the campaigns goes on after the network was started again. */
async function makeKeysAgain(client: Client, wordsFile: string): Promise<void> {
  const who = await readSignIn({ "words-file": wordsFile });
  await atDesk(client.url, who, async (desk) => {
    const many = await makeMissingKeys(onNode, desk);
    tell(`New keys for ${many} open ${many === 1 ? "campaign" : "campaigns"}.`);
  }).catch((error: Error) => tell(`${error.message} Then: undersigned new-keys.`));
}
