// Lost words in the desk's API. Whoever asks to come back is answered alike whether anybody has that address, and in
// what role; a request lies there until a key holder typed the number of its keys in.
import * as z from "zod";
import { bytes, call } from "../../web/api.ts";
import { NewEnvelope } from "./envelope-api.ts";
import { Grants, MOST_GRANTS_BYTES, Vouched } from "./keys-api.ts";

const id = bytes(16);
const hash = bytes(32);
const Nothing = z.strictObject({});
const address = z.string().max(254);
const keys = { xwing: bytes(1216), ed25519: bytes(32) };
/** What signs in from then on: the salt, and SHA-256 of the key. */
const words = { salt: id, signIn: hash };

export const lostWordsApi = {
  /** What new words are made with; for an address that nobody has, an answer that looks alike. */
  lostWords: call({
    method: "POST",
    path: "/lost-words/begin",
    who: "anyone",
    request: z.strictObject({ address }),
    answer: z.strictObject({
      network: id,
      account: id,
      /** SHA-256 of the chain's first vouch. */
      root: hash,
    }),
  }),
  askBack: call({
    method: "POST",
    path: "/lost-words",
    who: "anyone",
    request: z.strictObject({
      /** Drawn by whoever asks. */
      request: id,
      address,
      ...words,
      wrap: bytes(197),
      ...keys,
      signature: bytes(64),
    }),
    answer: z.strictObject({ until: z.int() }),
  }),
  /** Whether somebody let this request in by now; false too for one that never was. */
  isBack: call({
    method: "POST",
    path: "/lost-words/state",
    who: "anyone",
    request: z.strictObject({ request: id }),
    answer: z.strictObject({ back: z.boolean() }),
  }),
  /** Requests that wait. */
  lost: call({
    method: "GET",
    path: "/lost-words",
    who: "key_holder",
    request: Nothing,
    answer: z.strictObject({
      requests: z.array(
        z.strictObject({
          request: id,
          account: id,
          name: z.string(),
          email: z.string(),
          organisation: z.string(),
          role: z.enum(["organiser", "key_holder"]),
          until: z.int(),
          ...words,
          ...keys,
          signature: bytes(64),
        }),
      ),
    }),
  }),
  /** Lets somebody back in with their new words and keys; ends all their sessions. */
  letBackIn: call({
    method: "POST",
    path: "/lost-words/let-in",
    who: "key_holder",
    request: z.strictObject({
      request: id,
      /** For a key holder: the vouch of kind 1, and the keys passed on. */
      vouched: z.nullable(Vouched),
    }),
    answer: Nothing,
    most: MOST_GRANTS_BYTES,
  }),
  /** By the envelope: one key holder comes in, and a new envelope takes the place of the one that was used. */
  enter: call({
    method: "POST",
    path: "/envelope/enter",
    who: "opener",
    request: z.strictObject({
      account: z.strictObject({
        /** Of somebody new, or of who has that address. */
        id,
        name: z.string().max(400),
        email: address,
        organisation: z.string().max(400),
        ...words,
        wrap: bytes(197),
        ...keys,
      }),
      /** The envelope's vouch for the holder, and what is passed on to them. */
      record: bytes(237),
      grants: Grants,
      envelope: NewEnvelope,
      /** The holder's vouch for the new envelope, then the removal of the one before. */
      records: z.array(bytes(237)).min(1).max(16),
    }),
    answer: Nothing,
    most: 2 * MOST_GRANTS_BYTES,
  }),
} as const;
