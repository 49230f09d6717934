// Whether the network's mail arrives, tried by an organiser at their own address: a mail with a code is sent there,
// and the code is typed back.
import * as z from "zod";
import { MAIL_FAULTS } from "../../locales/mail-faults.ts";
import { call } from "../../web/api.ts";

export const mailTestApi = {
  /** Where a code went that can still be typed back; null when there is none. */
  mailTest: call({
    method: "GET",
    path: "/mail-test",
    who: "organiser",
    request: z.strictObject({}),
    answer: z.strictObject({ to: z.nullable(z.string()) }),
  }),
  sendMailTest: call({
    method: "POST",
    path: "/mail-test",
    who: "organiser",
    request: z.strictObject({ language: z.enum(["en", "fr"]) }),
    answer: z.strictObject({
      /** The address it went to. */
      to: z.string(),
      /** What became of it: the carrier took it, or why not. */
      went: z.boolean(),
      /** What the carrier answered, without addresses; and what that is about, as far as one can know. */
      why: z.string(),
      fault: z.nullable(z.enum(MAIL_FAULTS)),
    }),
  }),
  answerMailTest: call({
    method: "POST",
    path: "/mail-test/code",
    who: "organiser",
    request: z.strictObject({ code: z.string().max(20) }),
    answer: z.strictObject({ right: z.boolean() }),
  }),
} as const;
