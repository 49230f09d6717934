// Inviting (docs/formats.md, Invitation): a link passed from hand to hand carries a secret and the chain's root;
// the newcomer proves with the secret which public keys are theirs. The secret waits sealed to the inviter, as a
// row of purpose 9.
import { base64url, concat, readBase64url, u8, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

/** A role in an invitation. */
export const ROLE = { organiser: 1, keyHolder: 2 } as const;
export type RoleNumber = (typeof ROLE)[keyof typeof ROLE];

const LABEL = utf8("undersigned invitation v1");
const SECRET_BYTES = 16;
const ROOT_BYTES = 32;

/** What follows `/desk/start#`. `secret` has 16 random bytes, `root` is the SHA-256 of the first vouch. */
export function invitationFragment(secret: Uint8Array, root: Uint8Array): string {
  if (secret.length !== SECRET_BYTES || root.length !== ROOT_BYTES) {
    throw new TypeError("an invitation is a secret of 16 and a root of 32 bytes");
  }
  return base64url(concat(secret, root));
}

/** The secret and the root of a fragment (without `#`), or null. */
export function readInvitation(fragment: string): { secret: Uint8Array; root: Uint8Array } | null {
  const bytes = readBase64url(fragment);
  if (bytes?.length !== SECRET_BYTES + ROOT_BYTES) return null;
  return { secret: bytes.slice(0, SECRET_BYTES), root: bytes.slice(SECRET_BYTES) };
}

/** What a newcomer shows to prove that the keys come from whoever got the link. */
export interface Invited {
  network: Uint8Array;
  /** The invitation's id. */
  invitation: Uint8Array;
  role: RoleNumber;
  /** Public keys; an organiser has none. */
  xwing: Uint8Array | null;
  ed25519: Uint8Array | null;
}

/** The MAC over the newcomer's keys. */
export function invitationMac(p: Primitives, secret: Uint8Array, invited: Invited): Uint8Array {
  const hashOf = (key: Uint8Array | null) => (key ? p.sha256(key) : new Uint8Array(32));
  const { network, invitation, role, xwing, ed25519 } = invited;
  return p.hmac(secret, LABEL, network, invitation, u8(role), hashOf(xwing), hashOf(ed25519));
}

/** Whether a MAC shows that the keys come from whoever got the link. */
export function isInvited(p: Primitives, secret: Uint8Array, invited: Invited, mac: Uint8Array): boolean {
  return p.equal(invitationMac(p, secret, invited), mac);
}
