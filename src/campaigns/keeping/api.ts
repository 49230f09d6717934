// The desk's API for how long a campaign is kept and how that ends: who can open it and until when, closing it, and the
// certificate of what was destroyed.
import * as z from "zod";
import { bytes, call } from "../../web/api.ts";
import { Certificate } from "./certificate.ts";

const slug = z.string().max(64);
const day = z.int();
const isoDay = z.string().max(10);
const many = z.int().nonnegative();

/** A certificate as it is given: `done` is the day on which all of it was gone. */
const Given = z.strictObject({ certificate: Certificate, done: z.nullable(day) });

export const closingApi = {
  /** Who can open a campaign, until when, and what was promised to whom. */
  keeping: call({
    method: "GET",
    path: "/campaigns/:slug/keeping",
    who: "signed_in",
    request: z.strictObject({ slug }),
    answer: z.strictObject({
      id: bytes(16),
      slug,
      title: z.string(),
      state: z.enum(["draft", "published", "closed"]),
      /** The day at the network, an ISO date. */
      today: isoDay,
      /** The last day of keeping; null where nothing is asked. */
      until: z.nullable(isoDay),
      /** By version of the text: since when it was public, what it promised, and until when its rows are kept. */
      versions: z.array(
        z.strictObject({
          version: z.int(),
          day,
          promised: z.nullable(isoDay),
          kept: z.nullable(isoDay),
          /** Rows that are still kept. */
          rows: many,
          /** The day on which its rows were destroyed while the campaign went on. */
          ended: z.nullable(day),
        }),
      ),
      /** Everybody who can open, as the chain of vouches has it; `granted`: they have this campaign's key. */
      openers: z.array(
        z.strictObject({
          id: bytes(16),
          kind: z.enum(["holder", "sheet"]),
          name: z.string(),
          organisation: z.string(),
          granted: z.boolean(),
        }),
      ),
      /** The key that is sealed to now. */
      key: z.strictObject({ epoch: z.int(), publicKey: bytes(1216) }),
      /** Whether it was closed and a certificate is there. */
      certified: z.boolean(),
    }),
  }),
  /** Closes a campaign and destroys what people typed. What is closed already stays so, and is answered alike. */
  close: call({
    method: "POST",
    path: "/campaigns/:slug/close",
    who: "key_holder",
    again: true,
    request: z.strictObject({
      slug,
      /** The campaign's address once more, as somebody typed it: this cannot be undone. */
      typed: z.string().max(64),
    }),
    answer: Given,
  }),
  certificate: call({
    method: "GET",
    path: "/campaigns/:slug/certificate",
    who: "signed_in",
    request: z.strictObject({ slug }),
    answer: Given,
  }),
} as const;
