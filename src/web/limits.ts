// How often one network may knock (DESIGN.md section 7), counted without keeping an address.
import type { Clock } from "../clock.ts";
import type { Primitives } from "../vault/primitives.ts";

export interface RetryAfter {
  /** Seconds. */
  retryAfter: number;
}

export interface Limits {
  /** One more signature from this address: at most 300 in ten minutes from one /24 or /48. */
  signing(address: string): "ok" | RetryAfter;
  /** One more look with a code from this address. */
  mine(address: string): "ok" | RetryAfter;
  /** May somebody try to sign in to this account from this address now? Counts nothing. */
  signIn(account: string, address: string): "ok" | RetryAfter;
  /** A sign-in failed: the next try has to wait longer. */
  signInFailed(account: string, address: string): void;
  /** A sign-in went well: the account's failures are forgotten. */
  signedIn(account: string, address: string): void;
}

export interface LimitsParts {
  clock: Clock;
  primitives: Primitives;
  /** Setting LIMITS. */
  limits: boolean;
}

/** Opens the counters, in process memory. */
export function openLimits(parts: LimitsParts): Limits {
  throw new Error(`not built yet: ${parts.limits}`);
}

export interface Knock {
  /** The socket's remote address. */
  peer: string;
  /** The header X-Forwarded-For, or null. */
  forwardedFor: string | null;
}

/**
 * The address of who asks: the socket's, or with TRUST_PROXY the rightmost of X-Forwarded-For.
 * Warns once (per network) when the header arrives and TRUST_PROXY is off.
 */
export function clientAddresses(parts: {
  trustProxy: boolean;
  warn(line: string): void;
}): (knock: Knock) => string {
  throw new Error(`not built yet: ${parts.trustProxy}`);
}

/** The network of an address: its /24 or /48; what to give as a mail's `range`. */
export function rangeOf(address: string): string {
  throw new Error(`not built yet: ${address}`);
}
