// What an address of the desk's first pages says, by what follows # in it: it stays in the browser.
import { readBase64url } from "../../vault/bytes.ts";
import { readInvitation } from "../../vault/invitation.ts";

const SET_UP_BYTES = 16;

/** `cut`: something follows, but not the whole of a link; messengers break long ones. */
export type StartLink =
  | { kind: "set_up"; secret: Uint8Array }
  | { kind: "invitation"; secret: Uint8Array; root: Uint8Array }
  | { kind: "none" }
  | { kind: "cut" };

/** @param fragment what follows `#`, as messengers and mail leave it: with blanks or a full stop at its end */
export function readStartLink(fragment: string): StartLink {
  const text = decoded(fragment).replace(/[\s.,;:)>\]"'’»]+$/u, "");
  if (text === "") return { kind: "none" };
  const secret = readBase64url(text);
  if (secret?.length === SET_UP_BYTES) return { kind: "set_up", secret };
  const invitation = readInvitation(text);
  return invitation ? { kind: "invitation", ...invitation } : { kind: "cut" };
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/**
 * Takes a link that somebody pasted apart.
 * @returns the network's address and what follows `#`; null when it is no such link
 */
export function readPasted(pasted: string): { address: string; fragment: string } | null {
  // A long link may come in two lines.
  const link = pasted.replace(/\s+/g, "");
  const at = link.indexOf("/desk/start#");
  const address = link.slice(0, Math.max(at, 0));
  if (at < 0 || !URL.canParse(address)) return null;
  return { address, fragment: link.slice(at + "/desk/start#".length) };
}
