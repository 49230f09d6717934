// Codes that go to an organiser by mail and are typed back at the desk. They live in this process alone. Promises that
// a code is good once, for an hour and five tries, and that nobody makes this network write more often than is said here.
import type { Clock } from "../clock.ts";
import type { Outcome } from "../mail/carrier.ts";
import { type PlainLetter, type PlainParts, sendPlain } from "../mail/plain-letter.ts";
import { hex } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import { Refusal } from "../web/mounting.ts";

/** A code works for an hour, and a new one may be sent after a minute. */
const LIFE = 3_600_000;
const PAUSE = 60_000;
/** So many an hour: the mails go to an address that may be anybody's. */
const MOST = 10;
const TRIES = 5;
const DIGITS = 6;

interface Sent<About> {
  code: string;
  about: About;
  until: number;
  tries: number;
}

/** Codes of one kind; each account has at most one. `About` is what the code was sent for. */
export interface MailCodes<About> {
  /**
   * Sends a code, and keeps it when its mail went; the one before is then good no more.
   * @param send sends it; says whether it went
   * @throws Refusal when one went a moment ago or is on its way, or many went lately; what `send` throws
   */
  send<Sent extends { went: boolean }>(
    account: Uint8Array,
    about: About,
    send: (code: string) => Promise<Sent>,
  ): Promise<Sent>;
  /** What the code was sent for that can still be typed; null when there is none. */
  waiting(account: Uint8Array): About | null;
  /** Uses a code up. @returns what it was sent for; null when it is not right, was used or is over */
  use(account: Uint8Array, typed: string): About | null;
}

/** Opens the codes of one kind: none is waiting. */
export function openMailCodes<About>(parts: { clock: Clock; primitives: Primitives }): MailCodes<About> {
  const { clock, primitives } = parts;
  const sent = new Map<string, Sent<About>>();
  const times = new Map<string, number[]>();
  const lately = (own: string) => (times.get(own) ?? []).filter((at) => at > clock.now() - LIFE);
  const good = (own: string) => {
    const one = sent.get(own);
    return one && one.until > clock.now() && one.tries < TRIES ? one : null;
  };
  return {
    send: async (account, about, send) => {
      const own = hex(account);
      const [before, now] = [lately(own), clock.now()];
      const next = Math.max((before.at(-1) ?? 0) + PAUSE, before.length < MOST ? 0 : (before[0] ?? 0) + LIFE);
      if (next > now) throw soon(Math.ceil((next - now) / 1000));
      // Counted before it goes: of many that are asked for at once, one does.
      times.set(own, [...before, now]);
      const code = codeOf(primitives.random(8));
      let went = false;
      try {
        const sending = await send(code);
        went = sending.went;
        return sending;
      } finally {
        if (went) sent.set(own, { code, about, until: clock.now() + LIFE, tries: 0 });
        else times.set(own, before);
      }
    },
    waiting: (account) => good(hex(account))?.about ?? null,
    use: (account, typed) => {
      const own = hex(account);
      const one = good(own);
      if (!one) return null;
      one.tries++;
      if (typed.replace(/\D/g, "") !== one.code) return null;
      sent.delete(own);
      return one.about;
    },
  };
}

/**
 * Sends the mail in which a code goes.
 * @returns what became of it
 * @throws Refusal where the network sends no mail
 */
export async function sendCodeMail(parts: PlainParts, letter: PlainLetter): Promise<Outcome> {
  const outcome = await sendPlain(parts, letter);
  if (outcome === null)
    throw new Refusal(409, "This network sends no mail (MAIL_URL is not set).", { code: "no_mail" });
  return outcome;
}

function soon(seconds: number): Refusal {
  return new Refusal(429, `A mail with a code went a moment ago. Ask again in ${seconds} seconds.`, {
    code: "mail_soon",
    values: { seconds, minutes: Math.ceil(seconds / 60) },
    retryAfter: seconds,
  });
}

/** Six digits, each as likely as the others to a hair (of 2^64). */
function codeOf(random: Uint8Array): string {
  const number = BigInt(`0x${hex(random)}`) % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, "0");
}
