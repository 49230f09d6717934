// `undersigned list`: the network's campaigns.
import { campaignApi } from "../campaigns/desk-api.ts";
import { give, needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";

export const help = `
undersigned list URL --words-file F

Lists the campaigns of a network, one a line: address, state, languages, people and
organisations counted, how many wait for their link or a key holder, title.`;

/** Lists. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, SIGN_IN);
  await atDesk(needed(words[0], "URL"), await readSignIn(given), async ({ client }) => {
    const { campaigns } = await client.send(campaignApi.list, {});
    if (campaigns.length === 0) tell("There is no campaign yet.");
    for (const { slug, state, languages, people, organisations, pending, title } of campaigns) {
      const counted = `${people} people, ${organisations} organisations, ${pending} waiting`;
      give([slug, state, languages.join(" "), counted, title].join("\t"));
    }
  });
}
