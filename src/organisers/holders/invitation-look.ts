// How a newcomer asks for their invitation without showing its secret to the network: by what follows from it. The
// network keeps the SHA-256 of that, so that its database gives nobody an invitation.
import { utf8 } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";

const LABEL = utf8("undersigned invitation look v1");

/** What whoever has an invitation's link shows to be known (docs/formats.md, Invitation). */
export function invitationLook(p: Primitives, secret: Uint8Array): Uint8Array {
  return p.hmac(secret, LABEL);
}
