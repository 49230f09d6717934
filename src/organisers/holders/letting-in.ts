// Letting in whoever answered an invitation, at the desk that made it. Promises that nobody is vouched for whose keys do
// not come from the link, and no key holder whose number was not typed in: there is no way past either.
import { bytesEqual, readBase64url } from "../../vault/bytes.ts";
import { isInvited } from "../../vault/invitation.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { openRow, PURPOSE } from "../../vault/row.ts";
import { InvitationText } from "../../vault/texts.ts";
import { KIND, number } from "../../vault/vouch.ts";
import type { Answered } from "../../web/api.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { grantAll, onTopOfTheChain, openSeeds } from "./granting.ts";
import { invitationsApi } from "./invitations-api.ts";
import { type InvitedRole, invitationInfo, roleNumber } from "./inviting.ts";
import type { Vouched } from "./keys-api.ts";
import type { Vouching } from "./vouching.ts";

type Kept = Answered<typeof invitationsApi.invitations>["invitations"][number];
type Answer = NonNullable<Kept["answer"]>;

/** The digits that were typed are not those of the keys that came. */
export class NumberDiffers extends DeskRefused {
  constructor() {
    super(
      "This is not the number of the keys that arrived here. Nobody was let in. Let the digits be read out once more; if " +
        "they still differ, somebody put other keys in their place.",
      { code: "number_differs" },
    );
  }
}

/** An invitation, as the desk that asks sees it. */
export interface OpenInvitation {
  id: Uint8Array;
  role: InvitedRole;
  /** For whom it is, as its maker wrote; empty when they did not. */
  label: string;
  inviter: string;
  /** Whether it was made by whoever asks: only they can let in. */
  own: boolean;
  /** Seconds since 1970-01-01. */
  until: number;
  /**
   * `open` while nobody answered; `waiting` for whoever made it; `refused` when the answer does not come from the link:
   * its keys were swapped on the way. Of others' invitations nobody else can tell, they say `waiting` too.
   */
  state: "open" | "waiting" | "refused";
  /** Who answered. */
  newcomer: { name: string; email: string; organisation: string } | null;
}

/**
 * Lists the invitations that are not over.
 * @param p primitives
 * @param desk the open desk of a key holder
 */
export async function listInvitations(p: Primitives, desk: Desk): Promise<OpenInvitation[]> {
  const { invitations } = await desk.client.send(invitationsApi.invitations, {});
  return Promise.all(
    invitations.map(async (kept): Promise<OpenInvitation> => {
      const { id, role, label, inviter, until, answer } = kept;
      const own = bytesEqual(inviter.id, desk.id);
      const state =
        answer === null ? "open" : !own || (await fromLink(p, desk, kept, answer)) ? "waiting" : "refused";
      const newcomer = answer && {
        name: answer.name,
        email: answer.email,
        organisation: answer.organisation,
      };
      return { id, role, label, inviter: inviter.name, own, until, state, newcomer };
    }),
  );
}

/** Whether an answer was made by whoever has the link: its MAC is right, under the secret that waited for this desk. */
async function fromLink(p: Primitives, desk: Desk, kept: Kept, answer: Answer): Promise<boolean> {
  const exporter = await p.openEnvelope(desk.xwingSeed, kept.envelope, invitationInfo(desk.network));
  const opened = await openRow(p, exporter, kept.envelope, kept.row, null, PURPOSE.invitation);
  const text = InvitationText.safeParse(opened.ok ? opened.value : null);
  if (!text.success) return false;
  const invitation = readBase64url(text.data.invitation);
  const secret = readBase64url(text.data.secret);
  const role = roleNumber(kept.role);
  if (!invitation || !secret || !bytesEqual(invitation, kept.id) || text.data.role !== role) return false;
  const hasKeys = answer.xwing.length > 0 && answer.ed25519.length > 0;
  if (hasKeys !== (kept.role === "key_holder")) return false;
  const keys = hasKeys ? { xwing: answer.xwing, ed25519: answer.ed25519 } : { xwing: null, ed25519: null };
  return isInvited(p, secret, { network: desk.network, invitation, role, ...keys }, answer.mac);
}

/** The digits of what was typed, whatever stands between them. */
export function digitsOf(typed: string): string {
  return typed.replace(/\D/g, "");
}

/**
 * Lets in whoever answered.
 * @param p primitives
 * @param desk the desk that made the invitation
 * @param invitation its id
 * @param typed for a key holder the 24 digits that the newcomer read out; null for an organiser
 * @throws NumberDiffers; DeskRefused when the answer does not come from the link; what `send` throws
 */
export async function letIn(
  p: Primitives,
  desk: Desk,
  invitation: Uint8Array,
  typed: string | null,
): Promise<void> {
  const { invitations } = await desk.client.send(invitationsApi.invitations, {});
  const kept = invitations.find(({ id }) => bytesEqual(id, invitation));
  const answer = kept?.answer;
  if (!kept || !answer)
    throw new DeskRefused("Nobody waits for this invitation (any more).", { code: "nobody_waits" });
  if (!(await fromLink(p, desk, kept, answer))) {
    throw new DeskRefused(
      "What arrived here was not sent by whoever has your link, or not for this desk. Nobody was let in. Withdraw the " +
        "invitation and make another one.",
      { code: "answer_swapped" },
    );
  }
  if (kept.role === "organiser") {
    await desk.client.send(invitationsApi.letIn, { invitation, vouched: null });
    return;
  }
  if (digitsOf(number(p, answer.xwing, answer.ed25519)) !== digitsOf(typed ?? "")) throw new NumberDiffers();
  await onTopOfTheChain(p, desk, async (vouching) => {
    const vouched = await vouchForHolder(p, desk, vouching, { id: answer.account, ...answer }, false);
    await desk.client.send(invitationsApi.letIn, { invitation, vouched });
  });
}

/**
 * Vouches for a key holder's keys and passes on everything that this desk can open.
 * @param vouching the chain, on top of which it is signed
 * @param holder their id and public keys
 * @param known whether these are new keys of a holder who stands
 * @throws DeskRefused when the id is somebody else's
 */
export async function vouchForHolder(
  p: Primitives,
  desk: Desk,
  vouching: Vouching,
  holder: { id: Uint8Array; xwing: Uint8Array; ed25519: Uint8Array },
  known: boolean,
): Promise<Vouched> {
  const { id, xwing, ed25519 } = holder;
  if ((desk.chain.holder(id) !== null) !== known) {
    throw new DeskRefused(
      "The network gave the keys of somebody new another person's place. Nobody was let in.",
      { code: "place_taken" },
    );
  }
  const seeds = await openSeeds(p, desk);
  const record = vouching.vouch({ kind: KIND.holder, subject: id, xwing, ed25519 });
  const grants = await grantAll(p, desk.network, seeds, { id, xwing });
  const wrap = desk.kind === "account" ? await desk.wrapFor(vouching.chain) : new Uint8Array();
  return { record, grants, wrap };
}
