// Inviting somebody, at a key holder's own desk (docs/formats.md, Invitation): the link is made here and passed on from
// hand to hand; its secret waits at the network, sealed to whoever made it. Pure but for what is sent.
import { base64url } from "../../vault/bytes.ts";
import { invitationFragment, ROLE } from "../../vault/invitation.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { baseOf, beginSealing, info, NO_CAMPAIGN, PURPOSE } from "../../vault/row.ts";
import { pad, spell } from "../../vault/text.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { invitationLook } from "./invitation-look.ts";
import { invitationsApi } from "./invitations-api.ts";

export type InvitedRole = "organiser" | "key_holder";

/** An invitation's secret is sealed for this and nothing else. */
export function invitationInfo(network: Uint8Array): Uint8Array {
  return info({ purpose: PURPOSE.invitation, network, campaign: NO_CAMPAIGN, epoch: 0 });
}

/** A role as it is written where bytes are signed. */
export function roleNumber(role: InvitedRole): (typeof ROLE)[keyof typeof ROLE] {
  return role === "organiser" ? ROLE.organiser : ROLE.keyHolder;
}

/** An invitation that was made. The link is shown once: the network cannot give it again. */
export interface MadeInvitation {
  id: Uint8Array;
  link: string;
  /** Seconds since 1970-01-01. */
  until: number;
}

/**
 * Makes an invitation.
 * @param p primitives
 * @param desk the open desk of a key holder
 * @param role what the newcomer will be
 * @param address where the public finds the network, without a slash at the end: what the link begins with
 * @param label for whom it is, kept in the clear at the network until it is used or over; empty for nobody said
 * @throws DeskRefused for the envelope; what `send` throws
 */
export async function invite(
  p: Primitives,
  desk: Desk,
  role: InvitedRole,
  address: string,
  label = "",
): Promise<MadeInvitation> {
  const own = desk.chain.holder(desk.id);
  if (!own) throw new DeskRefused("Only a key holder invites.", { code: "holder_invites" });
  const id = p.random(16);
  const secret = p.random(16);
  const sealer = await beginSealing(p, own.xwing, invitationInfo(desk.network));
  const text = spell({ v: 1, invitation: base64url(id), role: roleNumber(role), secret: base64url(secret) });
  const { row } = await sealer.seal(pad(text, baseOf(PURPOSE.invitation)));
  const look = p.sha256(invitationLook(p, secret));
  const { until } = await desk.client.send(invitationsApi.invite, {
    ...{ invitation: id, role, label, look, envelope: sealer.envelope, row },
  });
  return { id, until, link: `${address}/desk/start#${invitationFragment(secret, desk.chain.root)}` };
}
