// The tables of what organisers write and prepare, as Kysely types. Nothing in them comes from a signer: texts of
// campaigns, in the clear.

/** A campaign's text while it is written; gone once it was published. */
export interface DraftTable {
  /** Under which the desk finds it; the campaign's own address once there is one. */
  address: string;
  /** Raised by one with each change that was kept. */
  revision: number;
  /** JSON: the campaign files, the original first. */
  files: string;
  /** The account that changed it last. */
  who: Uint8Array;
  /** Seconds since 1970-01-01 when that was. */
  saved: number;
}

/** A link by which whoever has it sees a draft. */
export interface PreviewLinkTable {
  /** SHA-256 of the link's 16 random bytes, which are kept nowhere. */
  hash: Uint8Array;
  address: string;
  /** The day on which it works no more. */
  until: number;
  who: Uint8Array;
}

export interface PictureTable {
  /** Of its bytes' hash, its size and its kind: `4f0c…-1600x900.webp`. */
  name: string;
  bytes: Uint8Array;
  day: number;
}

/** A campaign that is to be published by itself. */
export interface ScheduleTable {
  campaign: Uint8Array;
  /** Milliseconds since 1970-01-01. */
  at: number;
  who: Uint8Array;
  /** Why it could not be done; "" before it was tried. */
  why: string;
}

/** That an organiser typed back the code of a test mail. */
export interface MailTestTable {
  account: Uint8Array;
  day: number;
  /** Who carried it (host name): another carrier has to be tried again. */
  carrier: string;
}

/** What schema.ts adds to the network's tables. */
export interface DraftSchema {
  drafts: DraftTable;
  preview_links: PreviewLinkTable;
  pictures: PictureTable;
  schedules: ScheduleTable;
  mail_tests: MailTestTable;
}
