// Proofs of calls, as the network takes them (web/proof.ts). Promises that each is taken once, for the session, the call and the
// body for which it was made. What was taken is kept in memory alone: a network that starts again, or forgets a session, gives
// other challenges, to which no old proof fits. So nothing of it needs a clock or a place on disk.
import type { Store } from "../store/store.ts";
import { hex } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Proofs } from "../web/api.ts";
import { callSigned, readProof } from "../web/proof.ts";
import { hashOf } from "./sessions.ts";
import { ownKey } from "./store.ts";

/** How many sessions are remembered; the one that proved nothing for longest goes first. */
const MOST_SESSIONS = 256;
/** After so many proofs a session gets another challenge. */
const MOST_USED = 1_024;
const CHALLENGE_BYTES = 32;

interface Proving {
  challenge: Uint8Array;
  /** Nonces that were taken. */
  used: Set<string>;
}

/**
 * Opens what one network takes.
 * @param network its id
 */
export function openProofs(
  { store, primitives }: { store: Store; primitives: Primitives },
  network: Uint8Array,
): Proofs {
  const sessions = new Map<string, Proving>();
  const provingOf = (session: string): Proving => {
    const proving = sessions.get(session) ?? {
      challenge: primitives.random(CHALLENGE_BYTES),
      used: new Set(),
    };
    sessions.delete(session);
    sessions.set(session, proving);
    const [oldest] = sessions.keys();
    if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    return proving;
  };
  const sessionOf = (token: string) => hex(hashOf(primitives, token) ?? new Uint8Array());

  return {
    challengeOf: (token) => provingOf(sessionOf(token)).challenge,
    take: async (token, caller, sent, made) => {
      const proof = readProof(sent);
      const key = proof && (await ownKey(store.read, caller));
      if (!proof || !key) return null;
      // From here on without a pause: of two alike one is taken.
      const session = sessionOf(token);
      const { challenge, used } = provingOf(session);
      const { nonce, digest, signature } = proof;
      const signed = callSigned({ ...made, network, account: caller.id, challenge, nonce, digest });
      if (used.has(hex(nonce)) || !primitives.verify(key, signed, signature)) return null;
      used.add(hex(nonce));
      if (used.size >= MOST_USED) sessions.delete(session);
      return (body) => primitives.equal(primitives.sha256(body), digest);
    },
  };
}
