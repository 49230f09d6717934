// `undersigned reseal`: what was signed before somebody was removed goes under the key that they never had.
import { type Older, readOlderKeys, resealOne } from "../organisers/holders/resealing.ts";
import type { Desk } from "../organisers/opening.ts";
import { onNode } from "../vault/on-node.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";

export const help = `
undersigned reseal URL [SLUG] --words-file F

After a key holder was removed, what was signed before is still under the key that they
had: whoever kept that key opens it with a copy of the disk, also a later one. This locks
it again under the present key, on this computer: one campaign, or without SLUG every
campaign that is not closed and the list of who follows.

It may be broken off at any moment and goes on where it stopped; meanwhile everything
opens for whoever can open. What you cannot open yourself stays as it is, and is said.

It does not reach copies of the disk that were made before, backups among them, nor what
somebody saved while they could open. With PostgreSQL, see docs/postgres.md.`;

/** Every how many pieces a line says how far it is. */
const EVERY = 20;

/** Locks again. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, SIGN_IN);
  const [url, slug] = [needed(words[0], "URL"), words[1]];
  await atDesk(url, await readSignIn(given), async (desk) => {
    const older = await readOlderKeys(desk);
    const asked = older.filter((one) => slug === undefined || one.slug === slug);
    if (asked.length === 0) tell("Nothing is under an earlier key.");
    let left = 0;
    for (const one of asked) left += await lockAgain(desk, one);
    if (left > 0) {
      throw new Mistake(
        "Some of it stays under an earlier key: you were never given that key, or it does not open. Another key holder " +
          "may be able to do it.",
      );
    }
  });
}

async function lockAgain(desk: Desk, { campaign, slug, people, envelopes }: Older): Promise<number> {
  const name = slug ?? "Who follows";
  let pieces = 0;
  const say = (seen: number) => {
    if (++pieces % EVERY === 0) tell(`${name}: ${Math.floor((100 * seen) / Math.max(seen, envelopes))} %`);
  };
  const { done, left } = await resealOne(onNode, desk, campaign, { tell: say });
  const those = people === 1 ? "1 person" : `${people} people`;
  if (done > 0 && left === 0) tell(`${name}: what ${those} typed is under the present key.`);
  if (left > 0) tell(`${name}: ${left} of ${done + left} locks stay as they are.`);
  return left;
}

/** Says what is under a key that somebody had who is removed now, and what to do about it. */
export async function tellOlder(desk: Desk, url: string): Promise<void> {
  const older = await readOlderKeys(desk);
  if (older.length === 0) return;
  const people = older.reduce((sum, one) => sum + one.people, 0);
  tell(
    `What ${people === 1 ? "1 person" : `${people} people`} typed before is still under the key that they had: with a copy of ` +
      `the disk, also a later one, they open it. To lock it under the new key: undersigned reseal ${url}`,
  );
}
