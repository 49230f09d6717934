// Who waits to be let in, for what waits: newcomers who answered an invitation, and whoever lost their words.
import type { Reading } from "../../store/store.ts";
import { hex } from "../../vault/bytes.ts";
import type { Wait } from "../../web/waits.ts";
import { INVITATION_SECONDS, readInvitations } from "./invitations-store.ts";
import { readRequests } from "./lost-words-store.ts";

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
