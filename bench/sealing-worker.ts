// A thread that seals signatures as the product does, with as many under one envelope as is asked.
import { parentPort } from "node:worker_threads";
import { onNode } from "../src/vault/on-node.ts";
import { beginSealing, info, PURPOSE, type Sealed } from "../src/vault/row.ts";
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
  /** How many share an envelope. */
  sharing: number;
}

/** Rows that share an envelope. */
export interface SealedRows {
  envelope: Uint8Array;
  rows: Sealed[];
}

async function seal(work: SealingWork): Promise<SealedRows[]> {
  const { network, campaign, epoch } = work;
  const bound = info({ purpose: PURPOSE.signature, network, campaign, epoch });
  const sealed: SealedRows[] = [];
  for (let at = 0; at < work.many; at += work.sharing) {
    const sealer = await beginSealing(onNode, work.publicKey, bound);
    const rows: Sealed[] = [];
    for (let one = at; one < Math.min(at + work.sharing, work.many); one++) {
      rows.push(await sealer.seal(pad(spell(textOf(work, work.from + one)), work.rowBytes - AROUND)));
    }
    sealed.push({ envelope: sealer.envelope, rows });
  }
  return sealed;
}

/** What a made-up signer typed. */
function textOf({ text }: SealingWork, signer: number): Record<string, unknown> {
  const number = String(signer).padStart(7, "0");
  return {
    ...{ v: 1, as: "person", email: `maya.${number}@signers.example`, appear: "counted", follow: false },
    ...{ language: "en", text },
    fields: { name: `Maya Okello ${number}`, position: "Night cleaner", phone: "+1 416 555 0100" },
  };
}

parentPort?.on("message", async (work: SealingWork) => {
  parentPort?.postMessage(await seal(work));
});
