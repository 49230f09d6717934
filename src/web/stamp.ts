// The stamp of a form: when the page was made, a nonce of its own, and a MAC. It stores nothing and says
// nothing about who reads; it tells a form that a person filled from one that a program sent at once or kept.
import type { Clock } from "../clock.ts";
import { base64url, concat, readBase64url, readUnsigned, utf8 } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";

/** Which page a stamp is of. */
export const STAMPED = { form: 1, link: 2 } as const;
export type Stamped = (typeof STAMPED)[keyof typeof STAMPED];

const NONCE = 12;
const MAC = 16;
const TIME = 6;
const BODY = TIME + NONCE;
const LABEL = utf8("undersigned stamp v1");

/** From how many milliseconds after a page was made until when its form is taken. */
const AGES: Record<Stamped, { least: number; most: number }> = {
  [STAMPED.form]: { least: 3_000, most: 24 * 3_600_000 },
  [STAMPED.link]: { least: 2_000, most: 15 * 60_000 },
};
/** With LIMITS=off. */
const UNLIMITED = { least: 0, most: 24 * 3_600_000 };

export interface Stamps {
  /** @returns a stamp for a page that is made now, base64url */
  make(of: Stamped): string;
  /**
   * Judges the stamp that came with a form.
   * @param since a page that was made before this moment showed something else
   * @returns what is wrong with it first: its age, then `changed`
   */
  read(of: Stamped, stamp: string, since?: number): "ok" | "too_fast" | "old" | "changed";
}

/** Writes milliseconds since 1970-01-01 as six bytes, big-endian. */
function writeTime(into: Uint8Array, milliseconds: number): void {
  let left = milliseconds;
  for (let at = TIME - 1; at >= 0; at--) {
    into[at] = left % 256;
    left = Math.floor(left / 256);
  }
}

/**
 * Makes a network's stamps.
 * @param parts clock, primitives, the server's key, and whether minimum times hold (setting LIMITS)
 * @returns the stamps; they stay good across restarts
 */
export function makeStamps(parts: {
  clock: Clock;
  primitives: Primitives;
  serverKey: Uint8Array;
  limits: boolean;
}): Stamps {
  const { primitives, clock } = parts;
  const key = primitives.expand(parts.serverKey, LABEL, 32);
  // One hash, where HMAC would take two and, with every page, as long as all the rest of it. What is hashed has one
  // length and half of the hash is kept back, so nobody can lengthen what was hashed.
  const hashed = concat(key, new Uint8Array(1 + BODY));
  const mac = (of: Stamped, body: Uint8Array) => {
    hashed[key.length] = of;
    hashed.set(body, key.length + 1);
    // Copied: of so few bytes a copy costs less than a view of them, here and below.
    return primitives.sha256(hashed).slice(0, MAC);
  };
  return {
    make: (of) => {
      const stamp = new Uint8Array(BODY + MAC);
      writeTime(stamp, clock.now());
      stamp.set(primitives.random(NONCE), TIME);
      stamp.set(mac(of, stamp.subarray(0, BODY)), BODY);
      return base64url(stamp);
    },
    read: (of, stamp, since = 0) => {
      const bytes = readBase64url(stamp);
      if (!bytes || bytes.length !== BODY + MAC) return "old";
      const body = bytes.slice(0, BODY);
      if (!primitives.equal(bytes.slice(BODY), mac(of, body))) return "old";
      const made = readUnsigned(body.slice(0, TIME));
      const age = clock.now() - made;
      const { least, most } = parts.limits ? AGES[of] : UNLIMITED;
      if (age < 0 || age > most) return "old";
      if (age < least) return "too_fast";
      return made < since ? "changed" : "ok";
    },
  };
}
