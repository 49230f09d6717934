// The envelopes of a page of sealed rows, read.
import { readEnvelopes } from "../../store/envelopes.ts";
import type { Reading } from "../../store/store.ts";

/**
 * @param ids null and doubles are passed over
 * @returns them as the desk's API gives them (envelopes.ts)
 */
export async function readPageEnvelopes(db: Reading, ids: readonly (number | null)[]) {
  const { envelopes, outer } = await readEnvelopes(db, ids);
  return { envelopes: envelopes.map(({ id, bytes, inside }) => ({ id, bytes, inside })), outer };
}
