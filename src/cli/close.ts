// `undersigned close`: closes a campaign and destroys what people typed.
import { closingApi } from "../campaigns/keeping/api.ts";
import { ask } from "./asking.ts";
import { certificateLines } from "./certificate-text.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";

export const help = `
undersigned close URL SLUG [--yes SLUG] --words-file F

Closes a campaign and destroys, at once and for ever, what people typed: every sealed
row, every copy of the campaign's key, and its closing key, so that a backup of the
data opens for nobody either. The count stays, and names that are shown. The campaign's
page stays and says that it was destroyed, and when.

Asks that SLUG be typed once more; --yes SLUG answers that for scripts. Prints a
certificate: what was destroyed here, and what is not in our hands. Closing what is
closed prints it again.

The network does the same by itself on the day after keep_until.`;

const OPTIONS = { ...SIGN_IN, yes: { type: "string" } } as const;

/** Closes. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, slug] = [needed(words[0], "URL"), needed(words[1], "SLUG")];
  await atDesk(url, await readSignIn(given), async ({ client }) => {
    const { state, versions, until } = await client.send(closingApi.keeping, { slug });
    if (state !== "closed") {
      const rows = versions.reduce((sum, version) => sum + version.rows, 0);
      tell(`${slug} keeps what ${rows} signatures hold${until === null ? "" : `, until ${until}`}.`);
      tell(
        "Closing destroys it for everybody, you and the envelope too. Export first what has to be handed over.",
      );
      const typed = given.yes ?? (await ask(`Type ${slug} to destroy it: `));
      if (typed !== slug) throw new Mistake(`That is not ${slug}: nothing was done.`);
    }
    const { certificate, done } = await client.send(closingApi.close, { slug, typed: slug });
    for (const line of certificateLines(certificate, done)) give(line);
  });
}
