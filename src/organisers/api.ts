// The organisers' part of the desk's API (docs/command-line.md says who uses it): first run, sign-in, the chain
// of vouches. Nothing here carries words or private keys: they stay where they were made.
import * as z from "zod";
import { bytes, call, line } from "../web/api.ts";

const id = bytes(16);
const hash = bytes(32);
const xwing = bytes(1216);
const ed25519 = bytes(32);
const record = bytes(237);
/** The longest name of a person, an organisation, a network. */
const name = line(400);
/** An e-mail address has 254 bytes at most. */
const address = z.string().max(254);

/** A record of the chain of vouches with the keys that it names by their hashes. */
export const Vouch = z.strictObject({ record, xwing: z.nullable(xwing), ed25519: z.nullable(ed25519) });
export type Vouch = z.output<typeof Vouch>;

/** A test row: what whoever has the key's other half can open, and nobody else. */
const TestRow = z.strictObject({ envelope: bytes(1120), row: bytes() });
/** What was in a test row. */
const opened = z.string().max(64);
const Nothing = z.strictObject({});
/** A browser keeps its token in a cookie that scripts cannot read; the answer's `token` is then empty. */
const inCookie = z.boolean().optional();
/** A holder's seeds under their words; an organiser, who opens nothing, has none: 0 bytes. */
const wrap = z.union([bytes(197), bytes(0)]);

export const organiserApi = {
  /** The network's name and id. */
  network: call({
    method: "GET",
    path: "/network",
    who: "anyone",
    request: Nothing,
    answer: z.strictObject({ network: id, name: z.string(), timezone: z.string(), begun: z.boolean() }),
  }),
  /** First run, first half: seals a test row to each new key. Who begins without the envelope has no sheet. */
  beginTest: call({
    method: "POST",
    path: "/begin/test",
    who: "anyone",
    request: z.strictObject({ secret: id, holder: xwing, sheet: z.nullable(xwing) }),
    answer: z.strictObject({ holder: TestRow, sheet: z.nullable(TestRow) }),
  }),
  /** First run, second half: everything at once, or nothing. Uses the set-up link up. */
  begin: call({
    method: "POST",
    path: "/begin",
    who: "anyone",
    request: z.strictObject({
      secret: id,
      network: z.strictObject({ name, timezone: z.string().max(64) }),
      account: z.strictObject({
        id,
        name,
        email: address,
        organisation: name,
        salt: id,
        /** SHA-256 of the sign-in key. */
        signIn: hash,
        wrap: bytes(197),
        xwing,
        ed25519,
      }),
      /** null for who wants a second key holder first. */
      sheet: z.nullable(z.strictObject({ id, xwing, ed25519 })),
      /** The first vouch and, with a sheet, the envelope's. */
      vouches: z.array(record).min(1).max(2),
      opened: z.strictObject({ holder: opened, sheet: z.nullable(opened) }),
    }),
    answer: Nothing,
  }),
  /** What stretching the words needs; for an address that nobody has, an answer that looks alike. */
  salt: call({
    method: "POST",
    path: "/sign-in/salt",
    who: "anyone",
    request: z.strictObject({ address }),
    answer: z.strictObject({ network: id, salt: id }),
  }),
  signIn: call({
    method: "POST",
    path: "/sign-in",
    who: "anyone",
    request: z.strictObject({ address, key: hash, cookie: inCookie }),
    answer: z.strictObject({
      token: z.string(),
      id,
      wrap,
      /** Whether this holder opened a test row; of an organiser nothing. */
      tested: z.boolean(),
    }),
  }),
  challenge: call({
    method: "POST",
    path: "/sign-in/envelope/challenge",
    who: "anyone",
    request: Nothing,
    answer: z.strictObject({ network: id, challenge: hash }),
  }),
  signInEnvelope: call({
    method: "POST",
    path: "/sign-in/envelope",
    who: "anyone",
    request: z.strictObject({ challenge: hash, ed25519, signature: bytes(64), cookie: inCookie }),
    answer: z.strictObject({ token: z.string(), id }),
  }),
  signOut: call({ method: "POST", path: "/sign-out", who: "signed_in", request: Nothing, answer: Nothing }),
  chain: call({
    method: "GET",
    path: "/chain",
    who: "signed_in",
    request: Nothing,
    answer: z.strictObject({ vouches: z.array(Vouch) }),
  }),
  /** What calls of this session are proven with (docs/formats.md, Calls). Another one when the network started again. */
  proving: call({
    method: "GET",
    path: "/me/proving",
    who: "signed_in",
    request: Nothing,
    answer: z.strictObject({ challenge: hash }),
  }),
  /** Who is signed in, and where. */
  me: call({
    method: "GET",
    path: "/me",
    who: "signed_in",
    request: Nothing,
    answer: z.strictObject({
      id,
      kind: z.enum(["account", "sheet"]),
      role: z.nullable(z.enum(["organiser", "key_holder"])),
      name: z.string(),
      email: z.string(),
      organisation: z.string(),
      /** Of the desk: `en` or `fr`. */
      language: z.string(),
      network: z.strictObject({ id, name: z.string(), timezone: z.string() }),
    }),
  }),
  /** Keeps the holder's own seeds, root and last seen head, wrapped by their words. */
  wrap: call({
    method: "PUT",
    path: "/me/wrap",
    who: "key_holder",
    request: z.strictObject({ wrap: bytes(197) }),
    answer: Nothing,
  }),
} as const;
