// The tables of the desk in the browser, as Kysely types; schema.ts joins them to the others.

/** A passkey signs an account in; it opens nothing. */
export interface PasskeyTable {
  /** The credential's id, as the device gave it. */
  id: Uint8Array;
  account: Uint8Array;
  /** COSE key. */
  public_key: Uint8Array;
  /** The device's own count of uses; a smaller one than before betrays a copy. */
  counter: number;
  made_day: number;
  /** What its owner calls it. */
  name: string;
}

export interface DeskTables {
  passkeys: PasskeyTable;
}
