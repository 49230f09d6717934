// A thread that seals signatures as the product does, but each under an envelope of its own.
import { parentPort } from "node:worker_threads";
import { onNode } from "../src/vault/on-node.ts";
import { beginSealing, info, PURPOSE } from "../src/vault/row.ts";
import { pad, spell } from "../src/vault/text.ts";

/** What a row has besides its padded text. */
const AROUND = 65;

export interface SealingWork {
  network: Uint8Array;
  campaign: Uint8Array;
  epoch: number;
  publicKey: Uint8Array;
  /** The version of the text that is signed. */
  text: number;
  rowBytes: number;
  /** The first signer's number. */
  from: number;
  many: number;
}

export type SealedRows = { envelope: Uint8Array; row: Uint8Array; sealedHash: Uint8Array }[];

async function seal(work: SealingWork): Promise<SealedRows> {
  const { network, campaign, epoch } = work;
  const bound = info({ purpose: PURPOSE.signature, network, campaign, epoch });
  const rows: SealedRows = [];
  for (let at = 0; at < work.many; at++) {
    const number = String(work.from + at).padStart(7, "0");
    const sealer = await beginSealing(onNode, work.publicKey, bound);
    const text = {
      ...{ v: 1, as: "person", email: `maya.${number}@signers.example`, appear: "counted", follow: false },
      ...{ language: "en", text: work.text },
      fields: { name: `Maya Okello ${number}`, position: "Night cleaner", phone: "+1 416 555 0100" },
    };
    const sealed = await sealer.seal(pad(spell(text), work.rowBytes - AROUND));
    rows.push({ envelope: sealer.envelope, ...sealed });
  }
  return rows;
}

parentPort?.on("message", async (work: SealingWork) => {
  parentPort?.postMessage(await seal(work));
});
