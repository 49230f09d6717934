// Links by which partners look at a draft: 16 random bytes that are kept as their hash alone, for a fortnight.
import { base64url, readBase64url } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";

/** How many days a link works. */
export const LINK_DAYS = 14;
const BYTES = 16;

/** @returns a link's token, and what is kept of it */
export function newToken(p: Primitives): { token: string; hash: Uint8Array } {
  const bytes = p.random(BYTES);
  return { token: base64url(bytes), hash: p.sha256(bytes) };
}

/** @returns what is kept of a token; null when it is none */
export function hashOfToken(p: Primitives, token: string): Uint8Array | null {
  const bytes = readBase64url(token);
  return bytes?.length === BYTES ? p.sha256(bytes) : null;
}

/** The address of a link. */
export function linkFor(baseUrl: string, token: string): string {
  return `${baseUrl}/preview/${token}`;
}
