// The queries about invitations and who answered them.
import type { Insertable, Selectable } from "kysely";
import type { InvitationTable } from "../../store/schema-invitations.ts";
import type { Reading, Writing } from "../../store/store.ts";

export type Invitation = Selectable<InvitationTable>;
/** The answer to an invitation: the account as it would be. */
export type InvitationAnswer = Required<
  Pick<
    Insertable<InvitationTable>,
    "salt" | "sign_in" | "wrap" | "xwing" | "ed25519" | "mac" | "name" | "email" | "organisation"
  >
> & { account: Uint8Array; until: number };

/** Three days, in which an invitation is to be answered, and whoever answered let in. */
export const INVITATION_SECONDS: number = 72 * 3600;
/** How many may be open at once: more is a mistake, or a session in wrong hands. */
export const MOST_INVITATIONS = 50;

/** Drops invitations that are over, with whatever was answered. @returns how many */
export async function dropPastInvitations(tx: Writing, now: number): Promise<number> {
  const done = await tx.deleteFrom("invitations").where("until", "<=", now).executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** Keeps an invitation that nobody answered yet. @returns whether there was none with this id or link */
export async function addInvitation(
  tx: Writing,
  made: Pick<Invitation, "id" | "inviter" | "role" | "label" | "look" | "envelope" | "row" | "until">,
): Promise<boolean> {
  const nobody = {
    account: null,
    salt: null,
    sign_in: null,
    wrap: null,
    xwing: null,
    ed25519: null,
    mac: null,
  };
  const added = await tx
    .insertInto("invitations")
    .values({ ...made, ...nobody, name: "", email: "", organisation: "" })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** @returns invitations that are not over, of inviters who are still key holders, the one that ends first first */
export function readInvitations(
  db: Reading,
  now: number,
): Promise<(Invitation & { inviter_name: string })[]> {
  return standing(db, now).orderBy("invitations.until").orderBy("invitations.id").execute();
}

/** @returns the invitation that a link's owner asks for, or null. @param look SHA-256 of what they show */
export async function invitationOf(db: Reading, look: Uint8Array, now: number) {
  return (await standing(db, now).where("invitations.look", "=", look).executeTakeFirst()) ?? null;
}

/** @returns the invitation of that id, or null */
export async function invitationById(db: Reading, id: Uint8Array, now: number) {
  return (await standing(db, now).where("invitations.id", "=", id).executeTakeFirst()) ?? null;
}

function standing(db: Reading, now: number) {
  return db
    .selectFrom("invitations")
    .innerJoin("accounts", "accounts.id", "invitations.inviter")
    .selectAll("invitations")
    .select("accounts.name as inviter_name")
    .where("accounts.role", "=", "key_holder")
    .where("invitations.until", ">", now);
}

/** Keeps an answer. @returns whether nobody answered before */
export async function answerInvitation(
  tx: Writing,
  look: Uint8Array,
  answer: InvitationAnswer,
): Promise<boolean> {
  const done = await tx
    .updateTable("invitations")
    .set(answer)
    .where("look", "=", look)
    .where("account", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Drops an invitation. @returns whether there was one */
export async function dropInvitation(tx: Writing, id: Uint8Array): Promise<boolean> {
  const done = await tx.deleteFrom("invitations").where("id", "=", id).executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** Drops what somebody invited to: they left, or their keys, to which the secrets are sealed, are others now. */
export async function dropInvitationsOf(tx: Writing, inviter: Uint8Array): Promise<void> {
  await tx.deleteFrom("invitations").where("inviter", "=", inviter).execute();
}
