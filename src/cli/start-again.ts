// `undersigned start-again`: on the server, when all words and the envelope are lost.
import process from "node:process";
import { systemClock } from "../clock.ts";
import { NothingBegan, startAgain } from "../organisers/holders/starting-again.ts";
import { openNetworkRow, openSetUpLink } from "../organisers/set-up.ts";
import { readNetwork } from "../organisers/store.ts";
import { readSettings } from "../settings.ts";
import { isServed } from "../store/backup.ts";
import { openKeyFiles } from "../store/key-files.ts";
import { isPostgresInUse } from "../store/restoring.ts";
import { openStore, type Store } from "../store/store.ts";
import { onNode } from "../vault/on-node.ts";
import { ask } from "./asking.ts";
import { give, Mistake, readArguments, tell } from "./command.ts";

export const help = `
undersigned start-again [--yes NAME]

On the server, while it is stopped: for when every key holder's words and the envelope are
lost. Ends the chain of key holders and prints a new set-up link, with which somebody
begins anew. That the network was started again is shown on its public pages, with the
day, for ever.

What stays: the campaigns, what is counted, names that are shown, organisers.
What is lost: everything that people typed until today stays locked for ever, for
everybody; no new key opens it. Before you do this, look for the envelope.

Asks that the network's name be typed; --yes NAME answers that for scripts.`;

/** Starts again. @throws Mistake; then nothing was changed */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, { yes: { type: "string" } });
  if (words.length > 0) throw new Mistake("start-again takes nothing but settings and --yes.");
  const settings = readSettings(process.env);
  const { database, dataDir, secretDir, baseUrl } = settings;
  if (database.kind === "sqlite" ? isServed(dataDir) : await isPostgresInUse(database.url)) {
    const what = database.kind === "sqlite" ? dataDir : "the database of DATABASE_URL";
    throw new Mistake(`${what} is being served: stop the server first.`);
  }
  const store = await openStore({
    database,
    dataDir,
    onError: (error) => tell(error.message),
  });
  try {
    await openNetworkRow(store, onNode, openKeyFiles(secretDir, onNode.random).server);
    await confirmed(store, given.yes);
    await startAgain({ store, primitives: onNode }, systemClock(settings.clockOffset).day());
    const link = await openSetUpLink({ store, primitives: onNode, dataDir, baseUrl });
    give(link ?? "");
    tell("Start the server, and pass this link to whoever begins anew. It is good for one person.");
  } catch (error) {
    throw error instanceof NothingBegan
      ? new Mistake("This network has no key holder yet: there is nothing to start again.")
      : error;
  } finally {
    await store.close();
  }
}

async function confirmed(store: Store, yes: string | undefined): Promise<void> {
  const { name } = await readNetwork(store.read);
  tell(`Everything that people typed at ${name} until now will stay locked for ever, for everybody.`);
  const typed = yes ?? (await ask(`Type ${name} to start again: `));
  if (typed !== name || name === "") throw new Mistake(`That is not ${name}: nothing was done.`);
}
