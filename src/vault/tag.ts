// Tags: how the running machine finds again what it knows of an address, without keeping the address
// (docs/formats.md, Memory and key files). Made under a key of the day and kept in memory only, never on a disk.
// Addresses are in the form that sameAddress gives.
import { u8, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

const AS = { person: u8(1), organisation: u8(2) } as const;
const SIGNED = u8(1);
const BUDGET = u8(2);

/** The tag of an address that signed a campaign as a person or an organisation. */
export function addressTag(
  p: Primitives,
  key: Uint8Array,
  campaign: Uint8Array,
  as: keyof typeof AS,
  address: string,
): Uint8Array {
  return p.hmac(key, SIGNED, campaign, AS[as], utf8(address));
}

/** The tag under which an address's mails are budgeted. */
export function budgetTag(p: Primitives, key: Uint8Array, address: string): Uint8Array {
  return p.hmac(key, BUDGET, utf8(address));
}
