// Keeps a certificate that is good: orders the first one, and the next in time, again and again until it is had.
// Promises that trouble is said, and that the one that stands is used until its end whatever goes wrong.
import type { Clock } from "../clock.ts";
import { type Certificate, daysLeft, renewAt, waitAfter } from "./certificate.ts";

const HOUR = 3_600_000;
/** Also when the issuer's certificates are always due: a clock that is wrong must not order one a second. */
const NOT_BEFORE = 6 * HOUR;

export interface RenewingParts {
  domain: string;
  clock: Clock;
  /** What was kept of the last start. */
  kept: Certificate | null;
  /** @throws Error whose message says why there is none */
  order(): Promise<Certificate>;
  /** Told of each new one, which is to be kept and used from then on. */
  onNew(certificate: Certificate): void;
  info(line: string): void;
  warn(line: string): void;
}

export interface Renewing {
  /** Looks now, then in time. */
  start(): void;
  /** Orders one if it is due and no order is under way. @returns when that is over */
  look(): Promise<void>;
  /** How it stands, in words for whoever runs the network. */
  says(): string;
  stop(): void;
}

/** Opens the keeping of a certificate. */
export function openRenewing(parts: RenewingParts): Renewing {
  const { domain, clock, info, warn } = parts;
  let stands = parts.kept;
  let failures = 0;
  let next = stands ? renewAt(stands) : 0;
  let underWay: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const order = async () => {
    try {
      const certificate = await parts.order();
      if (stopped) return;
      parts.onNew(certificate);
      stands = certificate;
      failures = 0;
      next = Math.max(renewAt(certificate), clock.now() + NOT_BEFORE);
      info(`the certificate of ${domain} is new: ${daysLeft(certificate, clock.now())} days`);
    } catch (error) {
      if (stopped) return;
      failures++;
      const wait = waitAfter(failures);
      next = clock.now() + wait;
      const why = error instanceof Error ? error.message : String(error);
      const left = stands ? `${daysLeft(stands, clock.now())} days are left` : "there is none yet";
      warn(`no new certificate for ${domain}: ${plain(why)} (${left}; next try in ${wait / 60_000} minutes)`);
    }
  };
  const look = () => {
    if (underWay === null && clock.now() >= next && !stopped) {
      underWay = order().finally(() => {
        underWay = null;
      });
    }
    return underWay ?? Promise.resolve();
  };
  const wait = () => {
    if (stopped) return;
    const until = Math.min(Math.max(next - clock.now(), 1_000), HOUR);
    timer = setTimeout(() => void look().then(wait), until);
  };
  return {
    look,
    start: () => void look().then(wait),
    says: () => {
      const left = stands ? `${daysLeft(stands, clock.now())} days left` : "none yet";
      return `certificate: ${left}${failures > 0 ? ", and no new one is had (see the log)" : ""}`;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** What an issuer says goes into one line of the log. */
function plain(words: string): string {
  return words.replace(/[\p{Cc}\s]+/gu, " ").slice(0, 500);
}
