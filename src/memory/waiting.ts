// Words of the memory: what waits to be mailed. Types only.

/** Which table the rows of a batch are in. */
export type RowsOf = "signatures" | "requests";

/**
 * Why somebody is mailed: `confirm` a signature just given; `ask` the same, later, because bringing up to date
 * found that its mail never went; `request` somebody asks for a signature to be taken off.
 */
export type MailKind = "confirm" | "request" | "ask";

export interface WaitingMail {
  /** Id in the batch's table. */
  row: number;
  kind: MailKind;
  /** The address as it was typed, in the form for comparing or not. */
  to: string;
  /** The link's token, base64url: sealed already, under a key that lies elsewhere. */
  token: string;
  /** The signer's language. */
  language: string;
  /** base64url of the campaign's id. */
  campaign: string;
  /** When it came, milliseconds since 1970-01-01. */
  since: number;
  /** The network it was typed in (`rangeOf` of src/web/visitor-address.ts); never kept as it is. Absent: none. */
  range?: string;
}

/** What one group commit wrote: kept, read back and finished together, never mixed with another's. */
export interface Batch {
  of: RowsOf;
  /** Rows of the same commit without an address; handed when the batch's mails all are. */
  plain: number[];
  mails: WaitingMail[];
}

/** Rows whose `mailed` may now be 1. */
export interface Handed {
  of: RowsOf;
  rows: number[];
}
