// Confirming: a mail's link followed, and its button pressed. A link confirms only its own row; the last
// confirmed signature of an address stands, and takes the place of those that stood before it.
import type { Appear } from "../../campaigns/campaign.ts";
import { type GroupCommit, groupCommit } from "../../store/group-commit.ts";
import type { Signature } from "../../store/schema.ts";
import type { Store, Writing } from "../../store/store.ts";
import { hideName, storeAppearance } from "../appearing.ts";
import { type CountingParts, countSignatures, isCounted, leaveCount } from "../counting.ts";
import { sealAll, storeEnvelopes, type ToSeal } from "../sealing.ts";

export interface Confirm extends ToSeal {
  row: number;
  /** How its owner appears from now on. */
  appear: Appear;
  /** The check of the code that is shown. */
  check: Uint8Array;
}

export interface ConfirmingParts extends CountingParts {
  network: Uint8Array;
  store: Store;
  /** Other rows of the same address, campaign and `as`, as the memory knows them. */
  beside(row: number): number[];
  /** Told after a name was taken away. */
  onNameGone(campaign: Uint8Array): Promise<void>;
}

type Row = Pick<Signature, "id" | "campaign" | "as" | "state" | "sealed_hash"> & { kept: boolean };

/** A link acts while its row is pending or accepted, and what was typed is kept. */
export function isLinkAlive(row: { state: Signature["state"]; kept: boolean } | undefined): boolean {
  return row?.kept === true && (row.state === "pending" || row.state === "accepted");
}

/**
 * Opens the queue through which every confirmation goes.
 * @param parts the store and what counting needs
 * @returns a group commit that answers whether the link was still alive
 */
export function confirmingSignatures(parts: ConfirmingParts): GroupCommit<Confirm, boolean> {
  const { store } = parts;
  return groupCommit(async (items) => {
    await sealAll(parts.primitives, parts.network, items);
    const hidden: Uint8Array[] = [];
    let left = 0;
    const answers = await store.write(async (tx) => {
      const rows = await readRows(
        tx,
        items.map((item) => item.row),
      );
      const alive = items.filter((item) => isLinkAlive(rows.get(item.row)));
      const envelopes = await storeEnvelopes(tx, alive);
      for (const item of alive) {
        const row = rows.get(item.row) as Row;
        await confirmOne(tx, parts, row, item);
        await storeAppearance(tx, item.row, item, envelopes);
        if (item.appear !== "public" && (await hideName(tx, item.row))) hidden.push(row.campaign);
        const replaced = await replaceOthers(tx, parts, row);
        left += replaced.rows;
        if (replaced.names > 0) hidden.push(row.campaign);
      }
      return items.map((item) => alive.includes(item));
    });
    const after = async () => {
      if (left > 0) store.erased("rows");
      if (hidden.length > 0) store.erased("names");
      for (const campaign of hidden) await parts.onNameGone(campaign);
    };
    return { answers, after };
  });
}

async function readRows(tx: Writing, ids: number[]): Promise<Map<number, Row>> {
  const rows = await tx
    .selectFrom("signatures")
    .select(["id", "campaign", "as", "state", "sealed_hash"])
    .select((select) => select("row", "is not", null).as("kept"))
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, kept: Boolean(row.kept) }]));
}

async function confirmOne(tx: Writing, parts: CountingParts, row: Row, item: Confirm): Promise<void> {
  if (row.state === "pending") {
    await countSignatures(tx, parts, [row], "mail", new Map([[row.id, item.check]]));
    return;
  }
  // Accepted before: it keeps its entry and its turn, and gets its code.
  await tx
    .updateTable("signatures")
    .set({ state: "confirmed", check: item.check })
    .where("id", "=", row.id)
    .execute();
}

async function replaceOthers(tx: Writing, parts: ConfirmingParts, row: Row) {
  const beside = parts.beside(row.id);
  if (beside.length === 0) return { rows: 0, names: 0 };
  const others = await tx
    .selectFrom("signatures")
    .select(["id", "state"])
    .where("id", "in", beside)
    .where("campaign", "=", row.campaign)
    .where("as", "=", row.as)
    .execute();
  const stood = others.filter((other) => isCounted(other.state)).map((other) => other.id);
  return leaveCount(tx, parts, stood, "replaced", "signer");
}
