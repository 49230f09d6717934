// Invitations in the desk's API. The secret of a link never comes here: the network gives and takes what waits, and
// whoever invited finds out at their own desk whether the answer came from the link.
import * as z from "zod";
import { bytes, call, line } from "../../web/api.ts";
import { MOST_GRANTS_BYTES, Vouched } from "./keys-api.ts";

const id = bytes(16);
const hash = bytes(32);
const role = z.enum(["organiser", "key_holder"]);
const Nothing = z.strictObject({});
/** Seconds since 1970-01-01. */
const until = z.int();
const name = line(400);
/** An organiser, who opens nothing, has no keys: 0 bytes. */
const xwing = z.union([bytes(1216), bytes(0)]);
const ed25519 = z.union([bytes(32), bytes(0)]);

export const invitationsApi = {
  /** Keeps an invitation that was made at the caller's desk. */
  invite: call({
    method: "POST",
    path: "/invitations",
    who: "key_holder",
    request: z.strictObject({
      invitation: id,
      role,
      /** For whom, as its maker tells links apart; kept in the clear until it is over. Empty for nobody said. */
      label: line(80),
      /** SHA-256 of what the link's owner shows. */
      look: hash,
      /** The secret, as a row of purpose 9 to the caller. */
      envelope: bytes(1120),
      row: bytes(),
    }),
    answer: z.strictObject({ until }),
  }),
  invitations: call({
    method: "GET",
    path: "/invitations",
    who: "key_holder",
    request: Nothing,
    answer: z.strictObject({
      invitations: z.array(
        z.strictObject({
          id,
          inviter: z.strictObject({ id, name: z.string() }),
          role,
          label: z.string(),
          until,
          envelope: bytes(1120),
          row: bytes(),
          /** Who would join; null while nobody answered. */
          answer: z.nullable(
            z.strictObject({
              account: id,
              name: z.string(),
              email: z.string(),
              organisation: z.string(),
              xwing,
              ed25519,
              mac: hash,
            }),
          ),
        }),
      ),
    }),
  }),
  withdrawInvitation: call({
    method: "POST",
    path: "/invitations/:invitation/withdraw",
    who: "key_holder",
    request: z.strictObject({ invitation: id }),
    answer: Nothing,
  }),
  /** Lets in whoever answered; for whoever invited. */
  letIn: call({
    method: "POST",
    path: "/invitations/:invitation/let-in",
    who: "key_holder",
    request: z.strictObject({
      invitation: id,
      /** For a key holder: the vouch of kind 1, and the keys passed on. */
      vouched: z.nullable(Vouched),
    }),
    answer: Nothing,
    most: MOST_GRANTS_BYTES,
  }),
  /** What a link invites to; null once it is used, withdrawn or over, and for one that never was. */
  invitation: call({
    method: "POST",
    path: "/invitation",
    who: "anyone",
    request: z.strictObject({ look: hash }),
    answer: z.strictObject({
      network: id,
      name: z.string(),
      invitation: z.nullable(z.strictObject({ id, role, inviter: z.string(), until, answered: z.boolean() })),
    }),
  }),
  /** Answers an invitation, once. */
  answerInvitation: call({
    method: "POST",
    path: "/invitation/answer",
    who: "anyone",
    request: z.strictObject({
      look: hash,
      account: z.strictObject({
        id,
        name,
        email: z.string().max(254),
        organisation: name,
        salt: id,
        /** SHA-256 of the sign-in key. */
        signIn: hash,
        wrap: z.union([bytes(197), bytes(0)]),
        xwing,
        ed25519,
      }),
      mac: hash,
    }),
    answer: z.strictObject({ until }),
  }),
} as const;
