// The tables of who joins, comes back and leaves, as Kysely types. What they hold is about organisers alone.

/** An invitation (docs/formats.md, Invitation): its secret is known to the inviter and to whoever has the link. */
export interface InvitationTable {
  id: Uint8Array;
  inviter: Uint8Array;
  role: "organiser" | "key_holder";
  /** For whom it is, as its maker wrote it down; gone with the invitation. */
  label: string;
  /** SHA-256 of what the link's owner shows to be known (src/organisers/holders/invitation-look.ts). */
  look: Uint8Array;
  /** The secret, as a row of purpose 9 to the inviter. */
  envelope: Uint8Array;
  row: Uint8Array;
  /** Seconds since 1970-01-01 after which it is over; set anew when it is answered. */
  until: number;
  /** The answer: the account as it would be; null until there is one. An organiser's keys have 0 bytes. */
  account: Uint8Array | null;
  salt: Uint8Array | null;
  sign_in: Uint8Array | null;
  wrap: Uint8Array | null;
  xwing: Uint8Array | null;
  ed25519: Uint8Array | null;
  /** Over the keys, by the secret. */
  mac: Uint8Array | null;
  name: string;
  email: string;
  organisation: string;
}

/** New words and keys of somebody who lost theirs, until a key holder lets them back in. */
export interface RenewalTable {
  /** Drawn by whoever asks, who alone knows it. */
  id: Uint8Array;
  account: Uint8Array;
  salt: Uint8Array;
  sign_in: Uint8Array;
  wrap: Uint8Array;
  /** Drawn for organisers too, of whom only the number is used. */
  xwing: Uint8Array;
  ed25519: Uint8Array;
  /** By the Ed25519 key, over account, chain and what signs in (src/organisers/holders/lost-words.ts). */
  signature: Uint8Array;
  /** Seconds since 1970-01-01 after which they are gone. */
  until: number;
  /** 1 once they were let back in; what was sent is gone then. */
  done: number;
}

/** Who organised here once: for the log of deeds. */
export interface FormerTable {
  id: Uint8Array;
  name: string;
  day: number;
}

/** That everything before can be opened by nobody: a new chain of vouches began. */
export interface RestartTable {
  /** From 1. */
  number: number;
  day: number;
  /** SHA-256 of the first vouch of the chain that ended. */
  root: Uint8Array;
}

/** The chain that a restart ended. */
export interface PastVouchTable {
  restart: number;
  serial: number;
  record: Uint8Array;
  xwing: Uint8Array | null;
  ed25519: Uint8Array | null;
}

/** What schema.ts adds to the network's tables. */
export interface InvitationSchema {
  invitations: InvitationTable;
  renewals: RenewalTable;
  former: FormerTable;
  restarts: RestartTable;
  past_vouches: PastVouchTable;
}
