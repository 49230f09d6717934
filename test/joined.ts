// Somebody who joins a network of the tests, by an invitation of its first key holder's desk.

import type { Client } from "../src/organisers/client.ts";
import { type InvitedRole, invite } from "../src/organisers/holders/inviting.ts";
import {
  type InvitationLink,
  type Joined,
  join,
  readInvitationLink,
} from "../src/organisers/holders/joining.ts";
import { letIn, listInvitations } from "../src/organisers/holders/letting-in.ts";
import { type Desk, openDesk } from "../src/organisers/opening.ts";
import { type DeskNetwork, quick } from "./desk-network.ts";

export const NOOR = { name: "Noor", email: "noor@second.example", organisation: "Second" };

/** An invitation, answered and not yet let in. */
export interface Answered extends Joined {
  invitation: Uint8Array;
  link: InvitationLink;
  words: string;
}

/** Invites and answers. @param client of the newcomer */
export async function answered(
  here: Pick<DeskNetwork, "url" | "client">,
  desk: Desk,
  role: InvitedRole,
  { who = NOOR, client = here.client() }: { who?: typeof NOOR; client?: Client } = {},
): Promise<Answered> {
  const made = await invite(quick, desk, role, here.url);
  const link = readInvitationLink(made.link);
  if (!link) throw new Error("no link was made");
  let words = "";
  const joined = await join(quick, client, link, who, async (draw) => {
    words = draw();
    return words;
  });
  return { ...joined, invitation: made.id, link, words };
}

/** A second key holder, let in. @returns their desk */
export async function secondHolder(
  here: Pick<DeskNetwork, "url" | "client">,
  desk: Desk,
  who = NOOR,
): Promise<Desk & { words: string }> {
  const { invitation, number, words } = await answered(here, desk, "key_holder", { who });
  await letIn(quick, desk, invitation, number);
  return Object.assign(await openDesk(quick, here.client(), { address: who.email, words }), { words });
}

/** What of the invitations waits. */
export async function statesOf(desk: Desk): Promise<string[]> {
  return (await listInvitations(quick, desk)).map(({ state }) => state);
}
