// Who waits to be let in, for what waits: newcomers who answered an invitation.
import type { Reading } from "../../store/store.ts";
import type { Wait } from "../../web/waits.ts";
import { INVITATION_SECONDS, readInvitations } from "./invitations-store.ts";

const DAY_SECONDS = 86_400;

/**
 * @param now milliseconds since 1970-01-01
 * @returns how many wait, since the day of the first; nothing when nobody does
 */
export async function waitingNewcomers(read: Reading, now: number): Promise<Wait[]> {
  const invitations = await readInvitations(read, Math.floor(now / 1000));
  const answered = invitations.filter(({ account }) => account !== null).map(({ until }) => until);
  if (answered.length === 0) return [];
  const since = Math.floor((Math.min(...answered) - INVITATION_SECONDS) / DAY_SECONDS);
  return [{ kind: "let_in", slug: null, many: answered.length, since }];
}
