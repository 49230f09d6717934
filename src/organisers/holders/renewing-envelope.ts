// A new envelope, at a key holder's own desk: ten new words, kept by whoever keeps them and read back before anything is
// sent; vouched for, granted everything, and the one before removed. The old sheet is to be burnt: an old backup it still
// opens. Pure but for what is sent; the same in browsers.
import type { Primitives } from "../../vault/primitives.ts";
import { KIND } from "../../vault/vouch.ts";
import { drawWords, SHEET_WORDS } from "../../vault/words.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { openTest } from "../test-row.ts";
import { envelopeApi } from "./envelope-api.ts";
import { grantAll, onTopOfTheChain, openSeeds, type Seed } from "./granting.ts";
import { envelopeKeys, type NewKeys } from "./new-keys.ts";
import type { Signer, Vouching } from "./vouching.ts";

/**
 * Makes a new envelope.
 * @param p primitives
 * @param desk the open desk of a key holder
 * @param keep draws ten words, keeps them where they last and gives them once they were read back from there
 * @returns whether there was one before, whose sheet is to be burnt
 * @throws what `keep` throws, DeskRefused when the new one does not open or a key is not the chain's, what `send` throws
 */
export async function renewEnvelope(
  p: Primitives,
  desk: Desk,
  keep: (draw: () => string) => Promise<string>,
): Promise<{ before: boolean }> {
  if (desk.kind !== "account")
    throw new DeskRefused("A key holder makes the new envelope.", { code: "holder_makes_envelope" });
  const words = await keep(() => drawWords(p, SHEET_WORDS));
  const sheet = await envelopeKeys(p, desk.network, words);
  const opened = await openEnvelopeTest(p, desk, sheet);
  return onTopOfTheChain(p, desk, async (vouching) => {
    const before = desk.chain.sheets.size > 0;
    const records = vouchForEnvelope(vouching, sheet);
    const envelope = await sentEnvelope(p, desk.network, sheet, opened, await openSeeds(p, desk));
    const wrap = await desk.wrapFor(vouching.chain);
    await desk.client.send(envelopeApi.newEnvelope, { envelope, records, wrap });
    return { before };
  });
}

/** Opens the test row to a new envelope. @returns what was in it @throws DeskRefused when it does not open */
export async function openEnvelopeTest(p: Primitives, desk: Desk, sheet: NewKeys): Promise<string> {
  const test = await desk.client.send(envelopeApi.envelopeTest, { xwing: sheet.xwing });
  const opened = await openTest(p, desk.network, sheet.xwingSeed, test);
  if (opened === null)
    throw new DeskRefused("A test row that was locked to the new envelope does not open.", {
      code: "envelope_test_row",
    });
  return opened;
}

/**
 * Vouches for a new envelope and removes whichever stood before.
 * @param by who signs, if not the desk
 * @returns the records in their order
 */
export function vouchForEnvelope(vouching: Vouching, sheet: NewKeys, by?: Signer): Uint8Array[] {
  const before = [...vouching.chain.sheets.values()];
  const { id: subject, xwing, ed25519 } = sheet;
  return [
    vouching.vouch({ kind: KIND.sheet, subject, xwing, ed25519 }, by),
    ...before.map(({ id }) =>
      vouching.vouch({ kind: KIND.removal, subject: id, xwing: null, ed25519: null }, by),
    ),
  ];
}

/** What of a new envelope is sent. @param seeds what is passed on to it */
export async function sentEnvelope(
  p: Primitives,
  network: Uint8Array,
  { id, xwing, ed25519 }: NewKeys,
  opened: string,
  seeds: readonly Seed[],
) {
  return { id, xwing, ed25519, opened, grants: await grantAll(p, network, seeds, { id, xwing }) };
}
