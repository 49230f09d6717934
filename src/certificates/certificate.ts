// A certificate and its rules, without I/O: whom it serves, until when, when the next one is due, and how long to
// wait after one was not had.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { DAY } from "../clock.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Renewed so long before its end; one that lives for less than three times that, in the last third of its life. */
const BEFORE_THE_END = 30 * DAY;
/**
 * Waits after one failure, two, three …; the last for all later ones. In the first hour there are four tries: an
 * issuer lets a name fail five times an hour.
 */
const WAITS = [2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR];

export interface Certificate {
  /** The private key, PEM. */
  key: string;
  /** The certificate and those that vouch for it, PEM, its own first. */
  chain: string;
  /** Milliseconds since 1970-01-01. */
  from: number;
  until: number;
}

/**
 * Reads a certificate with its key.
 * @param domain the name that it is to serve
 * @returns the certificate, or null when it is damaged, for another name, or of another key
 */
export function readCertificate(key: string, chain: string, domain: string): Certificate | null {
  try {
    const own = new X509Certificate(chain);
    const fits = own.checkHost(domain) !== undefined && own.checkPrivateKey(createPrivateKey(key));
    if (!fits) return null;
    return { key, chain, from: own.validFromDate.getTime(), until: own.validToDate.getTime() };
  } catch {
    return null;
  }
}

/** When the next one is due. */
export function renewAt({ from, until }: Certificate): number {
  return until - Math.min(BEFORE_THE_END, (until - from) / 3);
}

/** Whole days that are left; under 0 when it has ended. */
export function daysLeft({ until }: Certificate, now: number): number {
  return Math.floor((until - now) / DAY);
}

/** How long to wait after so many failures one after another. */
export function waitAfter(failures: number): number {
  return WAITS[Math.min(failures, WAITS.length) - 1] ?? 0;
}
