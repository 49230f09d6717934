// Proofs of calls, as the network takes them (web/proof.ts). Promises that each is taken once, for the session, the call and the
// body for which it was made. What was taken is kept in memory alone: a network that starts again, or forgets a session, gives
// other challenges, to which no old proof fits. So nothing of it needs a clock or a place on disk.
import type { Store } from "../store/store.ts";
import { hex } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Caller, hasKeys } from "../web/api.ts";
import type { Proofs } from "../web/mounting.ts";
import { callSigned, readProof } from "../web/proof.ts";
import { hashOf } from "./sessions.ts";
import { ownKey } from "./store.ts";

/**
 * How many sessions of one account are remembered; the one that neither proved nor asked for longest goes first. Counted by
 * account, so that nobody pushes out those of others.
 */
const MOST_SESSIONS = 32;
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
  const accounts = new Map<string, Map<string, Proving>>();
  const provingOf = ({ id }: Caller, session: string): { proving: Proving; forget: () => void } => {
    const sessions = accounts.get(hex(id)) ?? new Map<string, Proving>();
    accounts.set(hex(id), sessions);
    const proving = sessions.get(session) ?? {
      challenge: primitives.random(CHALLENGE_BYTES),
      used: new Set(),
    };
    sessions.delete(session);
    sessions.set(session, proving);
    const [oldest] = sessions.keys();
    if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    return { proving, forget: () => sessions.delete(session) };
  };
  const sessionOf = (token: string) => hex(hashOf(primitives, token) ?? new Uint8Array());

  return {
    challengeOf: (token, caller) =>
      hasKeys(caller)
        ? provingOf(caller, sessionOf(token)).proving.challenge
        : primitives.random(CHALLENGE_BYTES),
    take: async (token, caller, sent, made) => {
      const proof = readProof(sent);
      const key = proof && (await ownKey(store.read, caller));
      if (!proof || !key) return null;
      // From here on without a pause: of two alike one is taken.
      const { proving, forget } = provingOf(caller, sessionOf(token));
      const { challenge, used } = proving;
      const { nonce, digest, signature } = proof;
      const signed = callSigned({ ...made, network, account: caller.id, challenge, nonce, digest });
      if (used.has(hex(nonce)) || !primitives.verify(key, signed, signature)) return null;
      used.add(hex(nonce));
      if (used.size >= MOST_USED) forget();
      return (body) => primitives.equal(primitives.sha256(body), digest);
    },
  };
}
