// What of key holders waits: newcomers who answered an invitation and whoever lost their words, to be let in; and what is
// under a key that somebody had who was removed.
import type { Reading } from "../../store/store.ts";
import { hex } from "../../vault/bytes.ts";
import type { Wait } from "../../web/waits.ts";
import { INVITATION_SECONDS, readInvitations } from "./invitations-store.ts";
import { type KeysParts, readOpenKeys } from "./keys-store.ts";
import { readRequests } from "./lost-words-store.ts";
import { hasOlder } from "./resealing-store.ts";

const DAY_SECONDS = 86_400;

/**
 * @param now milliseconds since 1970-01-01
 * @returns how many wait, since the day of the first; nothing when nobody does
 */
export async function waitingNewcomers(read: Reading, now: number): Promise<Wait[]> {
  const seconds = Math.floor(now / 1000);
  const invitations = await readInvitations(read, seconds);
  const answered = invitations.filter(({ account }) => account !== null);
  const lost = await readRequests(read, seconds);
  const accounts = new Set(lost.map(({ account }) => hex(account)));
  const ends = [...answered, ...lost].map(({ until }) => until);
  if (ends.length === 0) return [];
  const since = Math.floor((Math.min(...ends) - INVITATION_SECONDS) / DAY_SECONDS);
  return [{ kind: "let_in", slug: null, many: answered.length + accounts.size, since }];
}

/** @returns how many campaigns, the followers' list among them, are not yet locked again; nothing when all are */
export async function waitingOlderKeys(read: Reading, keys: KeysParts["keys"]): Promise<Wait[]> {
  let many = 0;
  for (const one of await readOpenKeys(read, keys)) {
    if (one.hasKey && (await hasOlder(read, one))) many++;
  }
  return many === 0 ? [] : [{ kind: "older_key", slug: null, many, since: null }];
}
