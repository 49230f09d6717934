// `undersigned invite`: makes an invitation, or withdraws one.

import { invitationsApi } from "../organisers/holders/invitations-api.ts";
import { type InvitedRole, invite } from "../organisers/holders/inviting.ts";
import type { Desk } from "../organisers/opening.ts";
import { readHex } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, readSignIn, SIGN_IN } from "./desk.ts";

export const help = `
undersigned invite URL --as organiser|key-holder [--for NAME] --words-file F
undersigned invite URL --withdraw ID --words-file F

Makes an invitation and prints its link: pass it on to the newcomer yourself. It is good
for 72 hours and for one person, and cannot be shown again. An organiser writes,
publishes and answers; a key holder can also open what people typed.

Once the newcomer answered, you let them in with undersigned let-in, which also lists
invitations with their IDs. Only key holders invite, and only whoever invited lets in.

  --for NAME      for whom it is, to tell links apart; kept in the clear at the network until
                  the link is used or over
  --withdraw ID   ends an invitation`;

const OPTIONS = {
  ...SIGN_IN,
  as: { type: "string" },
  for: { type: "string" },
  withdraw: { type: "string" },
} as const;
const ROLES: Readonly<Record<string, InvitedRole>> = { organiser: "organiser", "key-holder": "key_holder" };

/** Invites, or withdraws. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const url = needed(words[0], "URL");
  if ((given.as === undefined) === (given.withdraw === undefined))
    throw new Mistake("Give --as or --withdraw.");
  const role = ROLES[given.as ?? ""];
  if (given.as !== undefined && !role) throw new Mistake("--as is organiser or key-holder.");
  await atDesk(url, await readSignIn(given), async (desk) => {
    if (role) return makeOne(desk, role, given.for ?? "");
    const invitation = readInvitationId(given.withdraw);
    await desk.client.send(invitationsApi.withdrawInvitation, { invitation });
    tell("Withdrawn.");
  });
}

async function makeOne(desk: Desk, role: InvitedRole, label: string): Promise<void> {
  const { link } = await invite(onNode, desk, role, desk.client.url, label);
  give(link);
  tell("Pass this link on yourself, to one person. It is good for 72 hours.");
}

/** Reads an invitation's ID as `let-in` lists it. @throws Mistake */
export function readInvitationId(typed: string | undefined): Uint8Array {
  const id = readHex(typed ?? "");
  if (id?.length !== 16) throw new Mistake("ID is the ID of an invitation, as undersigned let-in lists it.");
  return id;
}
