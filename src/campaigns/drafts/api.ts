// What organisers write before it is public, as entries of the desk's API: drafts that are kept while somebody types,
// how they would look, links for partners, pictures, earlier versions, and publishing on a day to come.
import * as z from "zod";
import { bytes, call, Refused } from "../../web/api.ts";

const address = z.string().min(1).max(64);
const at = { slug: address };
const Nothing = z.strictObject({});
const MOST = 2_097_152;
/** A picture of 500 KB in base64. */
const MOST_PICTURE = 700_000;

/** Campaign files as text, the original first; right or wrong, as they are typed. */
const DraftFiles = z.array(z.string().max(262_144)).min(1).max(60);

/** A campaign that is to be published by itself. */
const Scheduled = z.strictObject({
  /** Local time of the network: `2027-03-08T09:00`. */
  at: z.string(),
  /** Why it could not be done; null before it was tried. */
  why: z.nullable(Refused),
});

const Draft = z.strictObject({
  address,
  /** 0: nobody has changed anything yet; the files are those that are public. */
  revision: z.int(),
  /** Who changed it last; "" when nobody did, or when they are gone. */
  by: z.string(),
  files: z.array(z.string()),
});

export const draftApi = {
  drafts: call({
    method: "GET",
    path: "/drafts",
    who: "organiser",
    request: Nothing,
    answer: z.strictObject({
      drafts: z.array(z.strictObject({ address, title: z.string(), by: z.string(), known: z.boolean() })),
    }),
  }),
  /** Begins a draft. The address asked for may get a number behind it. */
  beginDraft: call({
    method: "POST",
    path: "/drafts",
    who: "organiser",
    request: z.strictObject({ address, files: DraftFiles }),
    answer: z.strictObject({ address }),
    most: MOST,
  }),
  readDraft: call({
    method: "GET",
    path: "/drafts/:slug",
    who: "organiser",
    request: z.strictObject(at),
    answer: z.strictObject({
      draft: Draft,
      /** The campaign whose text this is; null before it was first sent. */
      campaign: z.nullable(
        z.strictObject({
          state: z.enum(["draft", "published", "closed"]),
          version: z.int(),
          files: z.array(z.string()),
          /** Whether anybody signed: then the address stays, and a changed text is a new version. */
          signed: z.boolean(),
          scheduled: z.nullable(Scheduled),
        }),
      ),
      /** The day it is at the network, and its time zone. */
      today: z.string(),
      zone: z.string(),
    }),
  }),
  /**
   * Keeps what was typed, if nobody else changed it since the revision that it was made from; else nothing is
   * changed, and what stands is given back.
   */
  saveDraft: call({
    method: "PUT",
    path: "/drafts/:slug",
    who: "organiser",
    request: z.strictObject({ ...at, revision: z.int().min(0), files: DraftFiles }),
    answer: z.strictObject({ kept: z.boolean(), draft: Draft }),
    most: MOST,
  }),
  /** Throws a draft away, unless somebody changed it meanwhile. */
  dropDraft: call({
    method: "POST",
    path: "/drafts/:slug/drop",
    who: "organiser",
    request: z.strictObject({ ...at, revision: z.int().min(0) }),
    answer: z.strictObject({ dropped: z.boolean() }),
  }),
  /** How files would look; what is missing or wrong in them is left out or filled in with dots. */
  render: call({
    method: "POST",
    path: "/drafts/render",
    who: "organiser",
    request: z.strictObject({
      files: DraftFiles,
      language: z.string().max(40),
    }),
    answer: z.strictObject({ html: z.nullable(z.string()) }),
    most: MOST,
  }),
  previewLinks: call({
    method: "GET",
    path: "/drafts/:slug/links",
    who: "organiser",
    request: z.strictObject(at),
    answer: z.strictObject({
      links: z.array(z.strictObject({ id: bytes(32), by: z.string(), until: z.string() })),
    }),
  }),
  /** Makes a link; it is shown this once. */
  makePreviewLink: call({
    method: "POST",
    path: "/drafts/:slug/links",
    who: "organiser",
    request: z.strictObject(at),
    answer: z.strictObject({ link: z.string(), until: z.string() }),
  }),
  dropPreviewLink: call({
    method: "POST",
    path: "/drafts/:slug/links/drop",
    who: "organiser",
    request: z.strictObject({ ...at, id: bytes(32) }),
    answer: Nothing,
    again: true,
  }),
  /** Keeps a picture that the browser made anew; refused when it holds anything but the picture. */
  keepPicture: call({
    method: "POST",
    path: "/drafts/pictures",
    who: "organiser",
    request: z.strictObject({ bytes: bytes() }),
    answer: z.strictObject({ file: z.string() }),
    most: MOST_PICTURE,
    again: true,
  }),
  versions: call({
    method: "GET",
    path: "/campaigns/:slug/versions",
    who: "organiser",
    request: z.strictObject(at),
    answer: z.strictObject({
      versions: z.array(
        z.strictObject({ version: z.int(), day: z.string(), small: z.boolean(), files: z.array(z.string()) }),
      ),
    }),
  }),
  /** Lets the network publish a campaign whose key is made, at a local time; null takes that back. */
  schedule: call({
    method: "PUT",
    path: "/campaigns/:slug/schedule",
    who: "organiser",
    request: z.strictObject({ ...at, at: z.nullable(z.string().max(20)) }),
    answer: z.strictObject({ scheduled: z.nullable(Scheduled) }),
    again: true,
  }),
  /** What has to stand before people are asked for anything. */
  ready: call({
    method: "GET",
    path: "/ready",
    who: "organiser",
    request: Nothing,
    answer: z.strictObject({
      /** Key holders and the envelope. */
      openers: z.int(),
      /** Those of them who have not opened a test row. */
      untested: z.int(),
      envelope: z.boolean(),
      /** Whether mail is sent at all, by whom, and whether a test mail by them was answered. */
      mail: z.nullable(z.strictObject({ by: z.string(), tested: z.boolean() })),
      /** Whether visitors reach the network by HTTPS, or only this machine reaches it. */
      address: z.enum(["https", "loopback", "http"]),
    }),
  }),
} as const;
