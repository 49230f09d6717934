// The tables of how long things are kept and how that ends, as Kysely types. They hold numbers and days; nothing of
// them comes from a signer.

/** What was destroyed when a campaign was closed (src/campaigns/keeping/certificate.ts). */
export interface CertificateTable {
  campaign: Uint8Array;
  /** The day on which closing began. */
  day: number;
  /** The day on which all of it was gone; null while something is left to do. */
  done: number | null;
  /** JSON of what was counted before anything was destroyed. */
  text: string;
}

/** A version of a text whose promise has ended while the campaign goes on: what was signed under it is destroyed. */
export interface EndingTable {
  campaign: Uint8Array;
  version: number;
  /** The day it was destroyed, and how many rows. */
  day: number;
  many: number;
}

/** An organiser was reminded that a campaign's last day of keeping comes near. */
export interface ReminderTable {
  account: Uint8Array;
  campaign: Uint8Array;
  /** The last day that they were reminded of. */
  until: number;
  /** Which reminder: 30 or 7 days before. */
  step: number;
}

export interface KeepingSchema {
  certificates: CertificateTable;
  endings: EndingTable;
  reminders: ReminderTable;
}
