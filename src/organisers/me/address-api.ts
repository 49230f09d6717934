// One's own e-mail address at the desk: another one takes its place once a code that went there is typed back. It is asked
// for with one's present words, or at an open desk: a session alone moves nobody's address.
import * as z from "zod";
import { call } from "../../web/api.ts";
import { present } from "./api.ts";

export const ownAddressApi = {
  /** Where a code went that can still be typed back; null when there is none. */
  waitingAddress: call({
    method: "GET",
    path: "/me/address",
    who: "organiser",
    request: z.strictObject({}),
    answer: z.strictObject({ to: z.nullable(z.string()) }),
  }),
  /** Sends a code to the new address. */
  askAddress: call({
    method: "POST",
    path: "/me/address",
    who: "organiser",
    proof: true,
    request: z.strictObject({ email: z.string().max(254), language: z.enum(["en", "fr"]), present }),
    answer: z.strictObject({
      /** The address it went to. */
      to: z.string(),
      /** What became of it: the carrier took it, or why not. */
      went: z.boolean(),
      why: z.string(),
    }),
  }),
  /** Puts the new address in the place of the old one, which is told. The code shows that it was asked for. */
  takeAddress: call({
    method: "POST",
    path: "/me/address/code",
    who: "organiser",
    request: z.strictObject({ code: z.string().max(20) }),
    answer: z.strictObject({ right: z.boolean() }),
  }),
} as const;
