// What the text of each purpose may hold (docs/formats.md, Text), as schemas. A row is hostile input even when it
// opened: members that a schema does not know are refused, and every string has a limit in bytes.
import { z } from "zod";
import { readBase64url, utf8 } from "./bytes.ts";

/** A string of at most so many bytes in UTF-8. */
function upTo(bytes: number) {
  return z.string().refine((text) => 3 * text.length <= bytes || utf8(text).length <= bytes, {
    error: `at most ${bytes} bytes`,
  });
}

/** So many bytes in base64url. */
function bytesOf(length: number) {
  return z.string().refine((text) => readBase64url(text)?.length === length, { error: `${length} bytes` });
}

const graphemes = new Intl.Segmenter();
const appear = z.enum(["counted", "addressee", "public"]);
const line = upTo(1024);
const shownAs = upTo(160).refine((text) => text.length <= 80 || [...graphemes.segment(text)].length <= 80, {
  error: "at most 80 characters",
});
const address = upTo(254);
const id = z.int().positive();
const language = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/);
const v = z.literal(1);

/** Purpose 1: a signature. `fields` as typed, or `page` when the page sealed them itself. */
export const SignatureText = z
  .strictObject({
    v,
    as: z.enum(["person", "organisation"]),
    /** Empty when none was given. */
    email: address,
    appear,
    shown_as: z.exactOptional(shownAs),
    follow: z.boolean(),
    language,
    /** The version of the text that was signed. */
    text: id,
    fields: z.exactOptional(
      z.record(z.string().regex(/^[a-z][a-z0-9_]{0,31}$/), z.union([upTo(16_000), z.array(line)])),
    ),
    page: z.exactOptional(z.string().refine((text) => readBase64url(text) !== null)),
  })
  .refine((text) => (text.fields === undefined) !== (text.page === undefined), { error: "fields or page" });
export type SignatureText = z.infer<typeof SignatureText>;

/** The most hosts that one follower names; of a campaign with more, the first. */
export const MOST_FOLLOWED = 8;

/** Purpose 2: somebody who asked for news, of whom, and in which language. */
export const FollowerText = z.strictObject({
  v,
  email: address.min(1),
  language,
  /** The hosts' names in the original's language, as the form named them. */
  hosts: z.array(line.min(1)).min(1).max(MOST_FOLLOWED),
});
export type FollowerText = z.infer<typeof FollowerText>;

/** Purpose 6: asks for a signature to be taken off, by address or by name. */
export const RequestText = z.union([
  z.strictObject({ v, email: address.min(1) }),
  z.strictObject({ v, name: line.min(1) }),
]);
export type RequestText = z.infer<typeof RequestText>;

/** Purpose 7: a campaign's seed for one holder or the envelope. */
export const GrantText = z.strictObject({ v, holder: bytesOf(16), seed: bytesOf(32) });
export type GrantText = z.infer<typeof GrantText>;

/** Purpose 8: the last answer on how a person appears. */
export const AppearanceText = z.strictObject({
  v,
  /** The signature's row. */
  row: id,
  by: z.enum(["link", "code"]),
  appear,
  shown_as: z.exactOptional(shownAs),
  organisation: z.exactOptional(line),
  position: z.exactOptional(line),
  follow: z.boolean(),
});
export type AppearanceText = z.infer<typeof AppearanceText>;

/** Purpose 9: an invitation's secret, which waits for the inviter. Roles as in invitation.ts. */
export const InvitationText = z.strictObject({
  v,
  invitation: bytesOf(16),
  role: z.union([z.literal(1), z.literal(2)]),
  secret: bytesOf(16),
});
export type InvitationText = z.infer<typeof InvitationText>;

/** HPKE's `enc` for X-Wing. */
const ENVELOPE_BYTES = 1120;

/** Purpose 10: an envelope of earlier rows, locked under a later key. */
export const ResealedText = z.strictObject({ v, envelope: bytesOf(ENVELOPE_BYTES) });
export type ResealedText = z.infer<typeof ResealedText>;
