// Joining by an invitation, at the newcomer's own device (docs/formats.md, Invitation): makes words and keys, and shows
// with the link's secret that the keys come from whoever got the link. The words are drawn and kept by whoever keeps them
// (`keep`) and read back before anything is sent. The wrap holds the chain's root as the link gave it, so that the newcomer's desk
// opens with no other chain. Pure but for what is sent; the same in browsers.
import { makeWrap } from "../../vault/grant.ts";
import { invitationMac, readInvitation } from "../../vault/invitation.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { number } from "../../vault/vouch.ts";
import { ACCOUNT_WORDS, accountKeys, drawWords, stretch } from "../../vault/words.ts";
import type { Answered } from "../../web/api.ts";
import { type Client, NoAnswer } from "../client.ts";
import { invitationLook } from "./invitation-look.ts";
import { invitationsApi } from "./invitations-api.ts";
import { roleNumber } from "./inviting.ts";
import { drawKeys } from "./new-keys.ts";

/** What a link of an invitation holds. */
export interface InvitationLink {
  /** The network's address, without a slash at the end. */
  url: string;
  secret: Uint8Array;
  /** SHA-256 of the first vouch. */
  root: Uint8Array;
}

/**
 * Takes a link of an invitation apart.
 * @returns null when it is none, such as a set-up link
 */
export function readInvitationLink(link: string): InvitationLink | null {
  const at = link.indexOf("/desk/start#");
  const url = link.slice(0, Math.max(at, 0));
  if (at < 0 || !URL.canParse(url)) return null;
  const read = readInvitation(link.slice(at).replace("/desk/start#", "").trim());
  return read && { url, ...read };
}

/** What the network says of a link: null once it is used, withdrawn or over, and for one that never was. */
export type Invited = Answered<typeof invitationsApi.invitation>["invitation"];

/** Asks what a link invites to. @throws what `send` throws */
export async function lookAtInvitation(
  p: Primitives,
  client: Client,
  { secret }: Pick<InvitationLink, "secret">,
): Promise<{ network: Uint8Array; name: string; invitation: Invited }> {
  return client.send(invitationsApi.invitation, { look: invitationLook(p, secret) });
}

/** Draws words, as often as somebody wants other ones. */
export type DrawWords = () => string;

/** Who joins. */
export interface Joining {
  name: string;
  email: string;
  organisation: string;
}

/** The answer was sent; from here on the newcomer waits until they are let in. */
export interface Joined {
  role: "organiser" | "key_holder";
  /** Who lets in. */
  inviter: string;
  /** 24 digits to read out; null for an organiser, who has no keys. */
  number: string | null;
  /** Until when one can be let in, seconds since 1970-01-01. */
  until: number;
}

/** Joining came to a halt before anything was sent. */
export class NotJoined extends Error {}

/** The last answer did not come: the invitation may have been answered, with what `joined` says. */
export class MaybeJoined extends Error {
  readonly joined: Joined;

  constructor(message: string, joined: Joined) {
    super(message);
    this.joined = joined;
  }
}

/**
 * Answers an invitation.
 * @param p primitives
 * @param client a client of the network
 * @param link what `readInvitationLink` gave
 * @param joining who joins
 * @param keep draws six words, keeps them where they last and gives them once they were read back from there
 * @throws what `keep` throws, ApiRefused when the network says no, NotJoined when the link is used up, MaybeJoined when
 *   the last answer did not come
 */
export async function join(
  p: Primitives,
  client: Client,
  link: Pick<InvitationLink, "secret" | "root">,
  joining: Joining,
  keep: (draw: DrawWords) => Promise<string>,
): Promise<Joined> {
  const { network, invitation } = await lookAtInvitation(p, client, link);
  if (!invitation || invitation.answered) {
    throw new NotJoined(
      "This invitation is used, withdrawn or over. Ask whoever invited you for another one.",
    );
  }
  const kept = await keep(() => drawWords(p, ACCOUNT_WORDS));
  const { role, inviter } = invitation;
  const { account, number, ...keys } = await newAccount(p, network, link.root, kept, role);
  const mac = invitationMac(p, link.secret, {
    ...{ network, invitation: invitation.id, role: roleNumber(role), ...keys },
  });
  const asked = { look: invitationLook(p, link.secret), account: { ...account, ...joining }, mac };
  const joined = { role, inviter, number, until: invitation.until };
  const { until } = await client.send(invitationsApi.answerInvitation, asked).catch((error) => {
    throw error instanceof NoAnswer ? new MaybeJoined(error.message, joined) : error;
  });
  return { ...joined, until };
}

const NONE = new Uint8Array();

/** What the words of a newcomer give. */
async function newAccount(
  p: Primitives,
  network: Uint8Array,
  root: Uint8Array,
  words: string,
  role: Joined["role"],
) {
  const id = p.random(16);
  const salt = p.random(16);
  const keys = accountKeys(p, await stretch(p, words, salt));
  const known = { id, salt, signIn: p.sha256(keys.signIn) };
  if (role === "organiser") {
    const account = { ...known, wrap: NONE, xwing: NONE, ed25519: NONE };
    return { account, number: null, xwing: null, ed25519: null };
  }
  const drawn = await drawKeys(p, id);
  const { xwing, ed25519 } = drawn;
  const wrap = await makeWrap(p, keys.wrap, network, id, { ...drawn, root, serial: 0, head: root });
  return { account: { ...known, wrap, xwing, ed25519 }, number: number(p, xwing, ed25519), xwing, ed25519 };
}
