// Signing in: a holder by the key that their words give, the envelope by signing a challenge. Promises one answer
// for known and unknown addresses, comparison in constant time, and that only failed sign-ins slow down.
import type { Clock } from "../clock.ts";
import type { Store } from "../store/store.ts";
import { sameAddress } from "../vault/address.ts";
import { concat, readUnsigned, u32, utf8 } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Limits } from "../web/limits.ts";
import { Refusal } from "../web/mounting.ts";
import { ENVELOPE_LABEL } from "./envelope-label.ts";
import { openSession } from "./sessions.ts";
import { accountOf, readAccount, readNetwork, standingSheet } from "./store.ts";

export interface SignInParts {
  store: Store;
  clock: Clock;
  primitives: Primitives;
  /** The server's own key. */
  serverKey: Uint8Array;
  limits: Pick<Limits, "signIn" | "signInFailed" | "signedIn">;
}

const NO_ACCOUNT = utf8("undersigned no account v1");
const CHALLENGE = utf8("undersigned challenge v1");
const CHALLENGE_SECONDS = 120;
const failed = () => new Refusal(401, "Address and words do not fit together.", { code: "words_do_not_fit" });
const notTheirs = () => new Refusal(403, "These are not your six words.", { code: "not_your_words" });
const envelopeFailed = () =>
  new Refusal(401, "This envelope does not open this network.", { code: "envelope_does_not_open" });

/** The address as accounts are looked up; one that cannot be anybody's is looked up all the same. */
export function lookedUp(address: string): string {
  return sameAddress(address) ?? address.normalize("NFC").toLowerCase();
}

/** @returns the salt for an address's words; for an unknown one what nobody can tell from a salt */
export async function saltFor(parts: SignInParts, address: string): Promise<Uint8Array> {
  const { primitives, serverKey, store } = parts;
  const email = lookedUp(address);
  const none = primitives.hmac(serverKey, concat(NO_ACCOUNT, utf8(email))).subarray(0, 16);
  return (await accountOf(store.read, email))?.salt ?? none;
}

/** What is told to whoever tried too often. */
export function tooMany(may: { retryAfter: number }): Refusal {
  return new Refusal(429, `Too many failed tries. Try again in ${may.retryAfter} seconds.`, may);
}

/** Lets a try through or says when the next may come; counts it as failed unless `check` gives something. */
async function limited<T>(
  { limits }: SignInParts,
  account: string,
  from: string,
  refused: () => Refusal,
  check: () => Promise<T | null>,
): Promise<T> {
  const may = limits.signIn(account, from);
  if (may !== "ok") {
    throw tooMany(may);
  }
  const good = await check();
  if (good === null) {
    limits.signInFailed(account, from);
    throw refused();
  }
  limits.signedIn(account, from);
  return good;
}

/**
 * Signs a holder in.
 * @param from where the request comes from, for the limits
 * @throws Refusal 401 or 429
 */
export async function signIn(
  parts: SignInParts,
  { address, key }: { address: string; key: Uint8Array },
  from: string,
): Promise<{ token: string; id: Uint8Array; wrap: Uint8Array; tested: boolean }> {
  const { store, primitives } = parts;
  const email = lookedUp(address);
  return limited(parts, email, from, failed, async () => {
    const account = await accountOf(store.read, email);
    const kept = account?.sign_in ?? new Uint8Array(32);
    const fits = primitives.equal(primitives.sha256(key), kept);
    if (!account || !fits) return null;
    const token = await store.write((tx) => openSession(tx, parts, account.id, "account", "words"));
    return { token, id: account.id, wrap: account.wrap, tested: account.tested === 1 };
  });
}

/**
 * Looks whether somebody without keys shows their present words, before what could let somebody else in.
 * @param account whose they are
 * @param key what the words give, as to sign in
 * @param from where the request comes from, for the limits
 * @throws Refusal 403 or 429
 */
export async function checkPresentWords(
  parts: SignInParts,
  account: Uint8Array,
  key: Uint8Array,
  from: string,
): Promise<void> {
  const { store, primitives } = parts;
  const { email } = await readAccount(store.read, account);
  await limited(parts, email, from, notTheirs, async () => {
    const kept = (await accountOf(store.read, email))?.sign_in ?? new Uint8Array(32);
    return primitives.equal(primitives.sha256(key), kept) || null;
  });
}

/** Challenges for the envelope: 32 bytes that carry their own time, so that a flood of them fills nothing. */
export interface Challenges {
  make(): Uint8Array;
  /** Whether this is a challenge of ours, still good and used for the first time. */
  use(challenge: Uint8Array): boolean;
}

/** Opens the challenges of one network. */
export function openChallenges({ clock, primitives, serverKey }: SignInParts): Challenges {
  const used = new Map<string, number>();
  const now = () => Math.floor(clock.now() / 1000);
  const mark = (head: Uint8Array) => primitives.hmac(serverKey, concat(CHALLENGE, head)).subarray(0, 16);
  return {
    make: () => {
      const head = concat(u32(now()), primitives.random(12));
      return concat(head, mark(head));
    },
    use: (challenge) => {
      const head = challenge.subarray(0, 16);
      const age = now() - readUnsigned(challenge.subarray(0, 4));
      for (const [old, at] of used) if (now() - at > CHALLENGE_SECONDS) used.delete(old);
      if (!primitives.equal(mark(head), challenge.subarray(16))) return false;
      if (age < 0 || age > CHALLENGE_SECONDS || used.has(String(head))) return false;
      used.set(String(head), now());
      return true;
    },
  };
}

/**
 * Signs the envelope in.
 * @throws Refusal 401 or 429
 */
export async function signInEnvelope(
  parts: SignInParts,
  challenges: Challenges,
  asked: { challenge: Uint8Array; ed25519: Uint8Array; signature: Uint8Array },
  from: string,
): Promise<{ token: string; id: Uint8Array }> {
  const { store, primitives } = parts;
  return limited(parts, "", from, envelopeFailed, async () => {
    const [sheet, network] = [await standingSheet(store.read), await readNetwork(store.read)];
    if (!sheet || !primitives.equal(sheet.ed25519, asked.ed25519)) return null;
    const signed = concat(ENVELOPE_LABEL, network.id, asked.challenge);
    if (!primitives.verify(sheet.ed25519, signed, asked.signature) || !challenges.use(asked.challenge))
      return null;
    const token = await store.write((tx) => openSession(tx, parts, sheet.id, "sheet", "envelope"));
    return { token, id: sheet.id };
  });
}

/**
 * Lets a try without an address through, or says when the next may come.
 * @param from where the request comes from
 * @param check gives the session; a Refusal of it counts as failed
 * @throws Refusal 429, or what `check` throws
 */
export async function signInLimited<T>(
  parts: Pick<SignInParts, "limits">,
  from: string,
  check: () => Promise<T>,
): Promise<T> {
  const may = parts.limits.signIn("", from);
  if (may !== "ok") throw tooMany(may);
  try {
    const good = await check();
    parts.limits.signedIn("", from);
    return good;
  } catch (error) {
    if (error instanceof Refusal) parts.limits.signInFailed("", from);
    throw error;
  }
}
