// The same form sent again, or the same link pressed again, gets the very same page: a double click loses no
// code and counts nobody twice. What was sent is known by an HMAC in process memory alone. The code is derived
// from that under a key of this process, so that no code is kept either.
import type { Clock } from "../../clock.ts";
import { u64 } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";

const CODE = 16;
/** More are forgotten, the oldest first. */
const MOST = 100_000;

/** What was sent within a while: it is being done now, and whoever sends the same waits for it; or its answer. */
interface Known<Answer> {
  until: number;
  begun: Promise<Acted<Answer>> | null;
  answer: Answer | null;
}

/** What came of acting, and whether the same bytes get it again. */
export interface Acted<Answer> {
  /** Small, since it is kept; without the code, which `once` gives each time. */
  answer: Answer;
  remember: boolean;
}

/** An answer, and the 16 bytes of the code that belongs to what was sent. */
export interface Replayed<Answer> {
  answer: Answer;
  r: Uint8Array;
}

export interface Replay<Answer> {
  /**
   * Answers what came before, or does it now.
   * @param sent the bytes that make it the same
   * @param act what to do the first time, given the 16 bytes of the code that belongs to these bytes
   * @throws what `act` throws; that is not remembered
   */
  once(sent: Uint8Array[], act: (r: Uint8Array) => Promise<Acted<Answer>>): Promise<Replayed<Answer>>;
}

/**
 * Opens a memory of what was answered.
 * @param parts clock and primitives
 * @param keep milliseconds for which an answer is repeated
 * @returns the memory
 */
export function openReplay<Answer>(
  parts: { clock: Clock; primitives: Primitives },
  keep: number,
): Replay<Answer> {
  const { primitives, clock } = parts;
  const key = primitives.random(32);
  const codeKey = primitives.random(32);
  const known = new Map<string, Known<Answer>>();
  const forgetOld = (now: number) => {
    for (const [sent, { until, begun }] of known) {
      if (begun || (until > now && known.size < MOST)) return;
      known.delete(sent);
    }
  };
  return {
    once: async (sent, act) => {
      const now = clock.now();
      forgetOld(now);
      const mac = primitives.hmac(key, ...sent);
      const name = Buffer.from(mac).toString("latin1", 0, 16);
      // Sent once more when all is forgotten, the same bytes are another signature, with a code of its own.
      const codeOf = (until: number) => primitives.hmac(codeKey, mac, u64(until)).slice(0, CODE);
      const before = known.get(name);
      if (before?.begun) return { answer: (await before.begun).answer, r: codeOf(before.until) };
      if (before && before.until > now) return { answer: before.answer as Answer, r: codeOf(before.until) };
      const until = now + keep;
      const r = codeOf(until);
      const begun = act(r);
      // One entry from the beginning on: to add another and take it away with each form costs more (docs/performance.md).
      const own: Known<Answer> = { until, begun, answer: null };
      known.set(name, own);
      let keeps = false;
      try {
        const { answer, remember } = await begun;
        own.answer = answer;
        keeps = remember;
        return { answer, r };
      } finally {
        own.begun = null;
        if (!keeps) known.delete(name);
      }
    },
  };
}
