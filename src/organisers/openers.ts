// Who can open, as the other rooms ask it: key holders who stand in the chain, and the envelope. New campaigns are
// granted to exactly them.
import type { Reading, Writing } from "../store/store.ts";
import { hex } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Chain, VouchWithKeys } from "../vault/vouch.ts";
import { readAccounts, setWrap, standingSheet } from "./store.ts";
import { appendVouches, standingChain } from "./vouches.ts";

/** Somebody who can open. */
export interface Opener {
  id: Uint8Array;
  kind: "holder" | "sheet";
  /** As their account says; empty for the envelope. */
  name: string;
  organisation: string;
  /** Whether they opened a test row. */
  tested: boolean;
}

/**
 * Opens the view of who can open.
 * @param p primitives
 * @param network the network's id
 */
export function openOpeners(p: Primitives, network: Uint8Array) {
  return {
    network,
    /** Everybody who can open now. */
    standing: async (db: Reading): Promise<Opener[]> => {
      const chain = await standingChain(db, p, network);
      if (!chain) return [];
      const accounts = await readAccounts(db);
      const known = new Map(accounts.map((one) => [hex(one.id), one]));
      const holders = [...chain.holders.values()].map(({ id }): Opener => {
        const { name = "", organisation = "", tested } = known.get(hex(id)) ?? {};
        return { id, kind: "holder", name, organisation, tested: tested === 1 };
      });
      if (!chain.sheet) return holders;
      const sheet = await standingSheet(db);
      const { id } = chain.sheet;
      return [...holders, { id, kind: "sheet", name: "", organisation: "", tested: sheet?.tested === 1 }];
    },
    /** Extends the chain. @throws Refusal when the record does not extend it */
    append: (tx: Writing, vouch: VouchWithKeys): Promise<Chain> => appendVouches(tx, p, network, [vouch]),
    setWrap,
  };
}
