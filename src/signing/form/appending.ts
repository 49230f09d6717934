// Appends signatures: sealed, by group commit, with the mails of the same commit. Whoever is answered has a
// durable row and, when they gave an address, a mail that survives the process.
import type { Clock } from "../../clock.ts";
import type { Memory } from "../../memory/memory.ts";
import type { Batch, WaitingMail } from "../../memory/waiting.ts";
import { type GroupCommit, groupCommit } from "../../store/group-commit.ts";
import type { Ids } from "../../store/ids.ts";
import { inserter } from "../../store/insert.ts";
import type { SignAs } from "../../store/schema.ts";
import type { Store } from "../../store/store.ts";
import { base64url } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { sealAll, storeEnvelopes, type ToSeal } from "../sealing.ts";

/** A signature to be appended. */
export interface Append extends ToSeal {
  as: SignAs;
  /** Version of the text that was signed. */
  text: number;
  language: string;
  /** What a code's check will be compared with: 32 random bytes where no code was shown. */
  check: Uint8Array;
  /** Where its link goes; null without an address. */
  mail: null | {
    to: string;
    /** The form in which addresses are compared. */
    same: string;
    range: string;
    /** Makes the link's token once the row's id is known. */
    token(row: number): Promise<string>;
  };
}

export interface AppendingParts {
  network: Uint8Array;
  store: Store;
  ids: Ids;
  clock: Clock;
  primitives: Primitives;
  memory: Memory;
  queue(batch: Batch): void;
}

const signatureRows = inserter(
  "signatures",
  ["campaign", "epoch", "envelope", "as", "text", "state", "row", "sealed_hash", "day", "mailed", "check"],
  true,
);

/**
 * Opens the queue through which every signature goes.
 * @param parts store, memory and post of the network
 * @returns a group commit that answers with the row's id
 */
export function appendingSignatures(parts: AppendingParts): GroupCommit<Append, number> {
  const { store, primitives, memory, clock } = parts;
  return groupCommit(async (items) => {
    await sealAll(primitives, parts.network, items);
    const mails = items.some((item) => item.mail);
    const day = clock.day();
    const ids = await store.write(async (tx) => {
      const envelopes = await storeEnvelopes(tx, items);
      return signatureRows.insert(
        tx,
        items.map((item) => {
          const { row, sealedHash, envelope } = item.sealed as NonNullable<Append["sealed"]>;
          const { campaign, epoch } = item.key;
          const at = envelopes.get(envelope) as number;
          // Rows without an address are marked with the mails of their commit, so the mark tells nothing.
          const mailed = mails ? 0 : 1;
          return [
            campaign,
            epoch,
            at,
            item.as,
            item.text,
            "pending",
            row,
            sealedHash,
            day,
            mailed,
            item.check,
          ];
        }),
      );
    });
    const after = async () => {
      await parts.ids.given("signatures", ids.at(-1) ?? 0);
      if (mails) parts.queue(await batchOf(items, ids, memory, clock.now()));
    };
    return { answers: ids, after };
  });
}

async function batchOf(items: Append[], ids: number[], memory: Memory, since: number): Promise<Batch> {
  const batch: Batch = { of: "signatures", plain: [], mails: [] };
  for (const [at, item] of items.entries()) {
    const row = ids[at] as number;
    if (!item.mail) {
      batch.plain.push(row);
      continue;
    }
    memory.tags.remember(item.key.campaign, item.as, item.mail.same, row);
    batch.mails.push({
      row,
      kind: "confirm",
      to: item.mail.to,
      token: await item.mail.token(row),
      language: item.language,
      campaign: base64url(item.key.campaign),
      since,
      range: item.mail.range,
    } satisfies WaitingMail);
  }
  return batch;
}
