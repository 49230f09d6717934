// One's own things at the desk: name and language, words, passkeys, sessions; and the network's name, time zone
// and languages. Nothing here carries words.
import * as z from "zod";
import { LANGUAGES } from "../../locales/languages.ts";
import { bytes, call, line } from "../../web/api.ts";

const Nothing = z.strictObject({});
const hash = bytes(32);
/** What WebAuthn exchanges is its own JSON (W3C Web Authentication Level 3, 5.1.8 to 5.1.10). */
const WebAuthn = z.record(z.string(), z.json());
const name = line(400).min(1);
/**
 * What one's present words sign in with, before what could let somebody else in. Of key holders 0 bytes: they prove the call
 * with their keys instead.
 */
export const present = z.union([hash, bytes(0)]);

export const meApi = {
  /** Changes who one is for one's colleagues, and the language of the desk. */
  change: call({
    method: "PUT",
    path: "/me",
    who: "organiser",
    request: z.strictObject({ name, organisation: line(400), language: z.enum(["en", "fr"]) }),
    answer: Nothing,
  }),
  /**
   * New words of one's own: another salt and sign-in key, the same keys wrapped by them; 0 bytes of whoever has none. Other
   * sessions end, and passkeys go.
   */
  words: call({
    method: "PUT",
    path: "/me/words",
    who: "organiser",
    proof: true,
    request: z.strictObject({
      salt: bytes(16),
      signIn: hash,
      wrap: z.union([bytes(197), bytes(0)]),
      present,
    }),
    answer: Nothing,
  }),
  sessions: call({
    method: "GET",
    path: "/me/sessions",
    who: "organiser",
    request: Nothing,
    answer: z.strictObject({
      sessions: z.array(
        z.strictObject({
          id: hash,
          way: z.enum(["words", "passkey", "envelope"]),
          /** Seconds since 1970-01-01 UTC. */
          made: z.int(),
          seen: z.int(),
          /** Whether it is the one that asks. */
          own: z.boolean(),
        }),
      ),
    }),
  }),
  /** Ends one of one's own sessions; without `id` all but the one that asks. */
  endSessions: call({
    method: "POST",
    path: "/me/sessions/end",
    who: "organiser",
    request: z.strictObject({ id: z.nullable(hash) }),
    answer: z.strictObject({ ended: z.int() }),
  }),
  passkeys: call({
    method: "GET",
    path: "/me/passkeys",
    who: "organiser",
    request: Nothing,
    answer: z.strictObject({
      passkeys: z.array(z.strictObject({ id: bytes(), name: z.string(), day: z.int() })),
    }),
  }),
  passkeyOptions: call({
    method: "POST",
    path: "/me/passkeys/options",
    who: "organiser",
    request: Nothing,
    answer: z.strictObject({ options: WebAuthn }),
  }),
  addPasskey: call({
    method: "POST",
    path: "/me/passkeys",
    who: "organiser",
    proof: true,
    request: z.strictObject({ name, response: WebAuthn, present }),
    answer: Nothing,
  }),
  removePasskey: call({
    method: "POST",
    path: "/me/passkeys/remove",
    who: "organiser",
    request: z.strictObject({ id: bytes() }),
    answer: Nothing,
  }),
  passkeySignInOptions: call({
    method: "POST",
    path: "/sign-in/passkey/options",
    who: "anyone",
    request: Nothing,
    answer: z.strictObject({ options: WebAuthn }),
  }),
  /** Signs in without opening. The same answer to every passkey that does not. */
  signInPasskey: call({
    method: "POST",
    path: "/sign-in/passkey",
    who: "anyone",
    request: z.strictObject({ response: WebAuthn, cookie: z.boolean().optional() }),
    answer: z.strictObject({ token: z.string(), id: bytes(16) }),
  }),
  settings: call({
    method: "GET",
    path: "/settings",
    who: "organiser",
    request: Nothing,
    answer: z.strictObject({
      name: z.string(),
      timezone: z.string(),
      address: z.string(),
      languages: z.array(z.enum(LANGUAGES)),
      /** Who carries the mail; null without mail. */
      mail: z.nullable(z.string()),
    }),
  }),
  changeSettings: call({
    method: "PUT",
    path: "/settings",
    who: "organiser",
    request: z.strictObject({
      name,
      timezone: z.string().max(64),
      languages: z.array(z.enum(LANGUAGES)).min(1),
    }),
    answer: Nothing,
  }),
} as const;
