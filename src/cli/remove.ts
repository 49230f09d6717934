// `undersigned remove`: somebody organises here no more.
import { isoDay } from "../clock.ts";
import { lookAtRemoval, removeSomebody } from "../organisers/holders/removing.ts";
import { teamApi } from "../organisers/team/team-api.ts";
import { sameAddress } from "../vault/address.ts";
import { bytesEqual } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { ask } from "./asking.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";
import { tellOlder } from "./reseal.ts";

export const help = `
undersigned remove URL [ADDRESS] [--yes ADDRESS] --words-file F

Without ADDRESS: lists who organises here, one a line: address, as what, since when,
name, organisation. With it: removes that person. Their sessions end at once. Of a key
holder the chain says so, their copies of the keys go, and every open campaign goes on
under a new key; whom they let in, you vouch for from then on. An envelope that they made
is removed too, as they know its words: make a new one with undersigned renew-envelope.

What was signed before is still under the key that they had: undersigned reseal locks it
under the new one. Nobody removes themself; another key holder does.

Asks that ADDRESS be typed once more; --yes ADDRESS answers that for scripts.`;

const OPTIONS = { ...SIGN_IN, yes: { type: "string" } } as const;

/** Lists, or removes. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, address] = [needed(words[0], "URL"), words[1]];
  await atDesk(url, await readSignIn(given), async (desk) => {
    const { people, envelope } = await desk.client.send(teamApi.team, {});
    const name = (id: Uint8Array) => people.find((one) => bytesEqual(one.id, id))?.name ?? "?";
    if (address === undefined) {
      for (const { email, role, since, ...one } of people) {
        const as = role === "key_holder" ? "key-holder" : role;
        give([email, as, isoDay(since), one.name, one.organisation].join("\t").trimEnd());
      }
      return tell(envelope ? "There is an envelope." : "There is no envelope.");
    }
    const gone = people.find(({ email }) => email === sameAddress(address));
    if (!gone) throw new Mistake(`Nobody here has the address ${address}.`);
    const along = lookAtRemoval(desk, gone.id);
    for (const id of along.letIn) {
      tell(`${gone.name} let ${name(id)} in. Is it who they say? You vouch for them from here on.`);
    }
    const typed = given.yes ?? (await ask(`Type ${address} to remove ${gone.name}: `));
    if (typed !== address) throw new Mistake(`That is not ${address}: nothing was done.`);
    const done = await removeSomebody(onNode, desk, gone.id);
    tell(`${gone.name} is removed.`);
    if (done.envelope)
      tell("The envelope that they made is removed too. Make one: undersigned renew-envelope.");
    if (gone.role === "key_holder") await tellOlder(desk, url);
  });
}
