// Sessions: a token of 32 random bytes for who signed in, of which only the SHA-256 is kept. A session ends 60
// minutes after it was last used. Promises that a removed account has none.
import type { Clock } from "../clock.ts";
import type { SessionWay } from "../store/schema.ts";
import type { Store, Writing } from "../store/store.ts";
import { base64url, readBase64url } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Caller } from "../web/api.ts";
import { roleOf } from "./store.ts";

/** A session ends so many seconds after it was last used. */
export const IDLE_SECONDS = 60 * 60;
/** How exactly a session's last use is kept: more would be a write a request. */
const GRAIN_SECONDS = 60;
const TOKEN_BYTES = 32;

export interface SessionParts {
  store: Store;
  clock: Clock;
  primitives: Primitives;
}

const seconds = (clock: Clock) => Math.floor(clock.now() / 1000);

/**
 * Opens a session; sessions that have ended are swept on the way.
 * @returns the bearer token, kept nowhere
 */
export async function openSession(
  tx: Writing,
  { clock, primitives }: SessionParts,
  who: Uint8Array,
  kind: Caller["kind"],
  way: SessionWay,
): Promise<string> {
  const token = primitives.random(TOKEN_BYTES);
  const now = seconds(clock);
  await tx
    .deleteFrom("sessions")
    .where("seen", "<", now - IDLE_SECONDS)
    .execute();
  await tx
    .insertInto("sessions")
    .values({ hash: primitives.sha256(token), who, kind, seen: now, made: now, way })
    .execute();
  return base64url(token);
}

/** @returns whose session a bearer token is, or null when it is nobody's or has ended */
export async function callerOf(parts: SessionParts, token: string): Promise<Caller | null> {
  const { store, clock, primitives } = parts;
  const hash = hashOf(primitives, token);
  const session =
    hash && (await store.read.selectFrom("sessions").selectAll().where("hash", "=", hash).executeTakeFirst());
  const now = seconds(clock);
  if (!session || now - session.seen >= IDLE_SECONDS) return null;
  const caller = await whoIs(store, session);
  if (caller && now - session.seen >= GRAIN_SECONDS) {
    await store.write((tx) =>
      tx.updateTable("sessions").set({ seen: now }).where("hash", "=", session.hash).execute(),
    );
  }
  return caller;
}

async function whoIs(
  store: Store,
  session: { who: Uint8Array; kind: Caller["kind"] },
): Promise<Caller | null> {
  const { who, kind } = session;
  if (kind === "account") {
    const role = await roleOf(store.read, who);
    return role && { kind, id: who, role };
  }
  const sheet = await store.read
    .selectFrom("sheets")
    .select("id")
    .where("id", "=", who)
    .where("retired", "=", 0)
    .executeTakeFirst();
  return sheet ? { kind, id: who } : null;
}

/** Ends the session of a bearer token. */
export async function endSession(tx: Writing, primitives: Primitives, token: string): Promise<void> {
  const hash = hashOf(primitives, token);
  if (hash) await tx.deleteFrom("sessions").where("hash", "=", hash).execute();
}

/** @returns what is kept of a token; null when it has not the form of one */
export function hashOf(primitives: Primitives, token: string): Uint8Array | null {
  const read = readBase64url(token);
  return read?.length === TOKEN_BYTES ? primitives.sha256(read) : null;
}
