// Which row belongs to which address, for 72 hours, as tags only (FORMATS.md, Memory and key files).

export type As = "person" | "organisation";

export interface TagMemory {
  /**
   * Remembers that a row was signed with an address. Rows found under the keys of the days before are entered
   * under today's tag too. Durable against a crash when it returns.
   */
  remember(campaign: Uint8Array, as: As, address: string, row: number): void;
  /** @returns the rows of that address, by any key that still lives, each once */
  rows(campaign: Uint8Array, as: As, address: string): number[];
  /** @returns the other rows under the tags that this row stands under: of the same address, campaign and `as` */
  beside(row: number): number[];
  forgetRow(row: number): void;
}
