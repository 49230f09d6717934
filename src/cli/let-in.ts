// `undersigned let-in`: lists who waits to be let in, and lets them in.

import type { InvitedRole } from "../organisers/holders/inviting.ts";
import { letBackIn, listLost } from "../organisers/holders/letting-back-in.ts";
import {
  letIn,
  listInvitations,
  NumberDiffers,
  type OpenInvitation,
} from "../organisers/holders/letting-in.ts";
import type { Desk } from "../organisers/opening.ts";
import { sameAddress } from "../vault/address.ts";
import { hex } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";
import { readInvitationId } from "./invite.ts";

export const help = `
undersigned let-in URL --words-file F
undersigned let-in URL ID --words-file F
undersigned let-in URL --number 'DDDD DDDD DDDD DDDD DDDD DDDD' [--back ADDRESS]
    --words-file F

Without more: lists the open invitations, one a line: ID, as what, open or waiting, who
invited, then who answered, or for whom the link is. "refused" means that the answer does not come from the link:
somebody put other keys in its place. Then for whom new words wait, with "lost-words" for
the ID: they lost theirs, or a stranger typed their address.

  ID        lets in an organiser who answered your invitation
  --number  lets in the key holder whose number this is: the 24 digits that they read
            out to you on the telephone. There is no way around it: ring them up, know
            their voice, and type what you hear
  --back    lets back in whoever has that address and lost their words, by the number
            that they read out; also an organiser. Their old sessions and passkeys end`;

const OPTIONS = { ...SIGN_IN, number: { type: "string" }, back: { type: "string" } } as const;

/** Lists, or lets in. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const url = needed(words[0], "URL");
  const id = words[1] === undefined ? null : readInvitationId(words[1]);
  if (id && given.number !== undefined) throw new Mistake("Give ID or --number.");
  if (given.back !== undefined) needed(given.number, "--number");
  await atDesk(url, await readSignIn(given), async (desk) => {
    if (given.back !== undefined) await back(desk, given.back, given.number ?? "");
    else if (given.number !== undefined) await byNumber(desk, given.number);
    else if (id) await organiser(desk, id);
    else await list(desk);
  });
}

async function list(desk: Desk): Promise<void> {
  const all = await listInvitations(onNode, desk);
  const lost = await listLost(desk);
  if (all.length + lost.length === 0) tell("No invitation is open, and nobody waits.");
  for (const { id, role, label, state, inviter, newcomer } of all) {
    const who = newcomer ? [newcomer.name, newcomer.email, newcomer.organisation] : [label];
    give([hex(id), asWhat(role), state, inviter, ...who].join("\t").trimEnd());
  }
  for (const { role, name, email, organisation } of lost) {
    give(["lost-words", asWhat(role), "waiting", "", name, email, organisation].join("\t").trimEnd());
  }
}

const asWhat = (role: InvitedRole) => (role === "key_holder" ? "key-holder" : role);

async function back(desk: Desk, address: string, typed: string): Promise<void> {
  const found = (await listLost(desk)).find(({ email }) => email === sameAddress(address));
  if (!found) throw new Mistake(`No new words wait for ${address}.`);
  await letBackIn(onNode, desk, found.account, typed);
  tell(`${found.name} is back, and their old words open nothing here.`);
}

async function organiser(desk: Desk, id: Uint8Array): Promise<void> {
  const found = (await listInvitations(onNode, desk)).find((one) => hex(one.id) === hex(id));
  if (found?.role === "key_holder") throw new Mistake("A key holder is let in with --number.");
  await letIn(onNode, desk, id, null);
  tell(`${found?.newcomer?.name} is in.`);
}

async function byNumber(desk: Desk, typed: string): Promise<void> {
  const waiting = (await listInvitations(onNode, desk)).filter(
    ({ own, role, state }) => own && role === "key_holder" && state === "waiting",
  );
  for (const one of waiting) if (await isIn(desk, one, typed)) return tell(`${one.newcomer?.name} is in.`);
  if (waiting.length === 0) throw new Mistake("No key holder waits for you to let them in.");
  throw new NumberDiffers();
}

/** @returns whether it was this one's number */
async function isIn(desk: Desk, { id }: OpenInvitation, typed: string): Promise<boolean> {
  try {
    await letIn(onNode, desk, id, typed);
    return true;
  } catch (error) {
    if (error instanceof NumberDiffers) return false;
    throw error;
  }
}
