// The tables of a network, as Kysely types. What a column may hold is said here once; SECURITY.md
// says why: outside a sealed row and words that a key holder published nothing here comes from a signer.
// Days are whole days since 1970-01-01 (UTC). Booleans are 0 or 1. Ids of things are 16 random bytes.
import type { Generated, Insertable, Selectable } from "kysely";
import type { BroughtTables } from "./schema-brought.ts";
import type { DeskTables } from "./schema-desk.ts";
import type { DraftSchema } from "./schema-drafts.ts";
import type { FollowerTables } from "./schema-followers.ts";
import type { InvitationSchema } from "./schema-invitations.ts";
import type { KeepingSchema } from "./schema-keeping.ts";

export type SignAs = "person" | "organisation";
export type SignatureState =
  | "pending"
  | "confirmed"
  | "accepted"
  | "withdrawn"
  | "replaced"
  | "taken-off"
  | "expired";
export type CampaignState = "draft" | "published" | "closed";
export type Role = "organiser" | "key_holder";

/** One row: this installation. */
export interface NetworkTable {
  one: number;
  id: Uint8Array;
  /** Shows that the database belongs to this SECRET_DIR: HMAC(server key, "undersigned this network" ‖ id). */
  mark: Uint8Array;
  name: string;
  timezone: string;
  /** SHA-256 of the set-up link's 16 bytes; null once used. */
  set_up: Uint8Array | null;
  /** The languages of the network's own pages, apart by blanks; empty for all that there are. */
  languages: Generated<string>;
}

export interface AccountTable {
  id: Uint8Array;
  name: string;
  email: string;
  organisation: string;
  role: Role;
  salt: Uint8Array;
  /** SHA-256 of the sign-in key. */
  sign_in: Uint8Array;
  wrap: Uint8Array;
  xwing: Uint8Array;
  ed25519: Uint8Array;
  /** 1 once this holder opened a test row. */
  tested: number;
  made_day: number;
  /** Of the desk and of mails to this account: `en` or `fr`. */
  language: Generated<string>;
  /** 1 for who wants a mail a day while something waits. */
  daily: Generated<number>;
  /** The day, in the network's zone, of the last such mail. */
  mailed_day: number | null;
}

/** The paper with ten words ("the envelope" on screen); at most one row has retired = 0. */
export interface SheetTable {
  id: Uint8Array;
  xwing: Uint8Array;
  ed25519: Uint8Array;
  tested: number;
  retired: number;
}

export interface VouchTable {
  serial: number;
  record: Uint8Array;
  xwing: Uint8Array | null;
  ed25519: Uint8Array | null;
}

/** A campaign's seed for one holder or the sheet, inside its closing box (docs/formats.md, Box). */
export interface GrantTable {
  campaign: Uint8Array;
  epoch: number;
  holder: Uint8Array;
  closed: Uint8Array;
}

export interface CampaignKeyTable {
  campaign: Uint8Array;
  epoch: number;
  public_key: Uint8Array;
  vouch: number;
}

export type SessionWay = "words" | "passkey" | "envelope";

export interface SessionTable {
  /** SHA-256 of the bearer token. */
  hash: Uint8Array;
  /** An account's id or the sheet's. */
  who: Uint8Array;
  kind: "account" | "sheet";
  /** Seconds since 1970-01-01 when it was last used, and when it began. */
  seen: number;
  made: Generated<number>;
  /** How it began. */
  way: Generated<SessionWay>;
}

/** What a holder did: who, what, how many, day. */
export interface DeedTable {
  id: Generated<number>;
  who: Uint8Array;
  what: string;
  campaign: Uint8Array | null;
  many: number;
  day: number;
  /** The colleague whom it was done to; null where it was nobody, and never a signer. */
  whom: Uint8Array | null;
}

export interface CampaignTable {
  id: Uint8Array;
  slug: string;
  state: CampaignState;
  /** The version of the text that stands now. */
  text: number;
  epoch: number;
  /** Entries numbered so far. */
  size: number;
  /** Which sequencer may number; raised by each that takes over. */
  term: number;
  /** The number of the last lot published, from 0. */
  lot: number;
  /** The last turn given: the order in which signatures were counted. */
  turn: number;
  /** Whole hours since 1970-01-01 at which the oldest waiting entry may have come; null when none waits. */
  waiting_since: number | null;
  /** JSON of what the last lot published (src/ledger/count.ts). */
  counted: string;
  made_day: number;
  published_day: number | null;
  /** The day on which a key holder last brought it up to date, and the last turn given then. */
  brought: number | null;
  brought_turn: number | null;
}

export interface TextTable {
  campaign: Uint8Array;
  version: number;
  language: string;
  /** 0 the original, then translations in the order in which they came. */
  place: number;
  /** The campaign file as it was published. */
  file: string;
  day: number;
  /** 1 when this version is a small correction, which the page does not announce. */
  small: number;
}

/** One HPKE encapsulation, shared by the rows of one group commit; gone with the last of them. */
export interface EnvelopeTable {
  id: Generated<number>;
  campaign: Uint8Array;
  epoch: number;
  purpose: number;
  /** The encapsulation; or, locked again under a later key, a row of purpose 10 that gives it back. */
  bytes: Uint8Array;
  /** The outer envelope (purpose 10) that such a row needs. */
  inside: number | null;
}

export interface SignatureTable {
  id: Generated<number>;
  campaign: Uint8Array;
  epoch: number;
  envelope: number | null;
  as: SignAs;
  /** Version of the text that was signed. */
  text: number;
  state: SignatureState;
  row: Uint8Array | null;
  sealed_hash: Uint8Array;
  /** The day it was signed. */
  day: number;
  /** The day a holder's desk first listed it. */
  listed: number | null;
  mailed: number;
  /** 1 once a desk has brought over who follows of a stretch of rows, this one among them, whether it does or not. */
  followed: Generated<number>;
  /** HMAC of the code once one was shown, else 32 random bytes; null once out of the count. */
  check: Uint8Array | null;
  salt: Uint8Array | null;
  entry: Uint8Array | null;
  turn: number | null;
  index: number | null;
}

/** Purpose 8: the last answer on how a person appears. */
export interface AppearanceTable {
  signature: number;
  campaign: Uint8Array;
  epoch: number;
  envelope: number;
  row: Uint8Array;
  sealed_hash: Uint8Array;
}

/** Purpose 6: someone asks for a signature to be taken off, without link and code. */
export interface RequestTable {
  id: Generated<number>;
  campaign: Uint8Array;
  epoch: number;
  envelope: number;
  row: Uint8Array;
  sealed_hash: Uint8Array;
  day: number;
  mailed: number;
  /** 1 once its link was followed. */
  confirmed: number;
}

/** Words that a key holder published; the only table with people in the clear. */
export interface NameTable {
  signature: number;
  campaign: Uint8Array;
  as: SignAs;
  /** The words shown. */
  words: string;
  /** An organisation's signer: position and, when they chose it, name. Empty when none. */
  detail: string;
  /** What it is sorted by (src/signing/names/names.ts). */
  sort: string;
  /** The lot since which it shows; null until the next. */
  lot: number | null;
}

/** An entry that waits for the next lot. */
export interface WaitingTable {
  id: Generated<number>;
  campaign: Uint8Array;
  entry: Uint8Array;
  /** The signature that it counts; null for one taken back and for a key. */
  signature: number | null;
}

export interface EntryTable {
  campaign: Uint8Array;
  index: number;
  entry: Uint8Array;
}

export interface LotTable {
  campaign: Uint8Array;
  lot: number;
  size: number;
  /** Root of the log at this size (RFC 6962). */
  root: Uint8Array;
  /** The hashes of the log's full subtrees, from which it goes on (32 bytes each, widest first). */
  frontier: Uint8Array;
  day: number;
}

export interface Schema
  extends InvitationSchema,
    KeepingSchema,
    DraftSchema,
    DeskTables,
    FollowerTables,
    BroughtTables {
  network: NetworkTable;
  accounts: AccountTable;
  sheets: SheetTable;
  vouches: VouchTable;
  grants: GrantTable;
  campaign_keys: CampaignKeyTable;
  sessions: SessionTable;
  deeds: DeedTable;
  campaigns: CampaignTable;
  texts: TextTable;
  envelopes: EnvelopeTable;
  signatures: SignatureTable;
  appearances: AppearanceTable;
  requests: RequestTable;
  names: NameTable;
  waiting: WaitingTable;
  entries: EntryTable;
  lots: LotTable;
}

export type Campaign = Selectable<CampaignTable>;
export type Signature = Selectable<SignatureTable>;
export type NewSignature = Insertable<SignatureTable>;
export type Name = Selectable<NameTable>;
export type Account = Selectable<AccountTable>;
export type NewAccount = Insertable<AccountTable>;
