// The campaigns' part of the desk's API: publish, list, and what somebody who can open needs of a campaign.
import * as z from "zod";
import { bytes, call } from "../web/api.ts";

const id = bytes(16);
const xwing = bytes(1216);
const slug = z.string().max(64);
const MOST = 1_048_576;

/** Campaign files as they are: names are for the mistakes only. */
const files = z
  .array(z.strictObject({ name: z.string().max(1_000), text: z.string() }))
  .min(1)
  .max(60);

/** A new campaign's key, made and vouched for by a key holder. */
export const MadeKey = z.strictObject({
  id,
  publicKey: xwing,
  /** The vouch of kind 3 for epoch 1. */
  record: bytes(237),
  grants: z
    .array(z.strictObject({ holder: id, grant: bytes() }))
    .min(1)
    .max(16),
  /** The maker's wrap with the chain's new head. */
  wrap: bytes(197),
});
export type MadeKey = z.output<typeof MadeKey>;

/** A campaign in a list. */
const Line = z.strictObject({
  slug,
  state: z.enum(["draft", "published", "closed"]),
  title: z.string(),
  /** Its colour, #rrggbb; null for the usual one. */
  accent: z.nullable(z.string()),
  /** The title's first. */
  languages: z.array(z.string()),
  /** Counted, as the last lot published it. */
  people: z.int(),
  organisations: z.int(),
  /** Rows that wait for their link or for a key holder. */
  pending: z.int(),
});

export const campaignApi = {
  list: call({
    method: "GET",
    path: "/campaigns",
    who: "signed_in",
    request: z.strictObject({}),
    answer: z.strictObject({ campaigns: z.array(Line) }),
  }),
  /** One campaign. `new`: nothing but a draft that was never sent; its title is its address until it has one. */
  campaign: call({
    method: "GET",
    path: "/campaigns/:slug",
    who: "signed_in",
    request: z.strictObject({ slug }),
    answer: Line.extend({ state: z.enum(["new", ...Line.shape.state.options]) }),
  }),
  /** Reads files without keeping them; says whether there is such a campaign already. */
  check: call({
    method: "POST",
    path: "/campaigns/check",
    who: "organiser",
    request: z.strictObject({ files, draft: z.boolean() }),
    answer: z.strictObject({ slug, known: z.boolean() }),
    most: MOST,
  }),
  publish: call({
    method: "POST",
    path: "/campaigns",
    who: "organiser",
    request: z.strictObject({
      files,
      draft: z.boolean(),
      /** Whether a change is a small correction, which the page does not announce. */
      small: z.boolean(),
      /** Whether these are all its files: a language that is not among them goes. Else it stays. */
      whole: z.boolean().optional(),
      /** For a new campaign. */
      made: z.nullable(MadeKey),
    }),
    // Whoever saw it on its way could put other grants beside the vouch, and nobody would ever open what is signed.
    provenWith: ({ made }) => made !== null,
    answer: z.strictObject({
      slug,
      address: z.string(),
      state: z.enum(["draft", "published", "closed"]),
      /** The version of the text that stands now. */
      version: z.int(),
      /** `new` campaign, `amended` under a new version, `replaced` in its version, or the same as before. */
      change: z.enum(["new", "amended", "replaced", "same"]),
      languages: z.array(z.string()),
      /** Whether `closes` is over: nobody can sign, and the page says so. */
      over: z.boolean(),
    }),
    most: MOST,
  }),
  /** The keys of a campaign with the caller's grants, and its texts: what opening takes. */
  open: call({
    method: "POST",
    path: "/campaigns/:slug/open",
    who: "opener",
    request: z.strictObject({ slug }),
    answer: z.strictObject({
      id,
      /** Entries numbered so far. */
      size: z.int(),
      epochs: z.array(z.strictObject({ epoch: z.int(), publicKey: xwing, grant: z.nullable(bytes()) })),
      texts: z.array(z.strictObject({ version: z.int(), language: z.string(), file: z.string() })),
      /** The day at the network, days since 1970-01-01. */
      today: z.int(),
    }),
  }),
} as const;
