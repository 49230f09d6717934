// Test rows: before anything is sealed to a key, whoever holds its other half opens one row and says what was in
// it. What is in it follows from the server's key and the public key, so the server need not remember having asked.
import { base64url, concat, utf8 } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import { baseOf, beginSealing, info, NO_CAMPAIGN, openRow, PURPOSE } from "../vault/row.ts";
import { pad } from "../vault/text.ts";

const LABEL = utf8("undersigned test v1");

/** A test row as it is sent. */
export interface TestRow {
  envelope: Uint8Array;
  row: Uint8Array;
}

const bound = (network: Uint8Array) =>
  info({ purpose: PURPOSE.test, network, campaign: NO_CAMPAIGN, epoch: 0 });

/** What the test row to a key holds. */
export function testWord(p: Primitives, serverKey: Uint8Array, xwing: Uint8Array): string {
  return base64url(p.hmac(serverKey, concat(LABEL, p.sha256(xwing))));
}

/**
 * Seals the test row to a key.
 * @param p primitives
 * @param network the network's id
 * @param xwing the public key
 * @param word what `testWord` gives for it
 * @throws Error when it is no public key
 */
export async function sealTest(
  p: Primitives,
  network: Uint8Array,
  xwing: Uint8Array,
  word: string,
): Promise<TestRow> {
  const sealer = await beginSealing(p, xwing, bound(network));
  const { row } = await sealer.seal(pad(JSON.stringify({ v: 1, word }), baseOf(PURPOSE.test)));
  return { envelope: sealer.envelope, row };
}

/** Opens a test row with the key's seed. @returns the word in it, or null when it does not open */
export async function openTest(
  p: Primitives,
  network: Uint8Array,
  seed: Uint8Array,
  { envelope, row }: TestRow,
): Promise<string | null> {
  const exporter = await p.openEnvelope(seed, envelope, bound(network));
  const opened = await openRow(p, exporter, envelope, row, null, PURPOSE.test);
  return opened.ok && typeof opened.value.word === "string" ? opened.value.word : null;
}
