// `undersigned new-keys`: keys for open campaigns that have none, after the network was started again.
import { makeMissingKeys } from "../organisers/holders/renewing-keys.ts";
import { onNode } from "../vault/on-node.ts";
import { needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";

export const help = `
undersigned new-keys URL --words-file F

After the network was started again: makes a new key for each campaign that is not closed,
so that people can sign there again. Begin does it by itself when it makes an envelope;
without one, this waits until a second key holder is in.`;

/** Makes them. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, SIGN_IN);
  await atDesk(needed(words[0], "URL"), await readSignIn(given), async (desk) => {
    const many = await makeMissingKeys(onNode, desk);
    tell(many === 0 ? "Every open campaign has a key." : `${many} made.`);
  });
}
