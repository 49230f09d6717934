// Accepting at the holder's own device: which of some signatures may be accepted by hand, and which words are shown.
// Pure.
import type { ApprovedName } from "../desk/api.ts";
import type { OpenedSignature } from "../opening/opening.ts";
import { addressKey, isShown, type Tidying, wordsOf } from "../tidying/tidying.ts";

/** What is to be done with signatures that were named one by one. */
export interface ByHand {
  accept: number[];
  /** Those that cannot be accepted, and why. */
  refused: { id: number; why: "not there" | "another stands" | "unreadable" }[];
}

/** Whether accepting these needs to know what else stands: one of them waits for its link. */
export function needsOthers(named: readonly OpenedSignature[]): boolean {
  return named.some(({ state, typed }) => state === "pending" && typed !== null && typed.email !== "");
}

/**
 * Decides about signatures that a key holder named.
 * @param ids as they were named
 * @param named those of them that stand or wait, opened
 * @param others what else stands; asked only where `needsOthers`
 * @returns which are accepted; those that were accepted or confirmed before are passed over
 */
export function byHand(
  ids: readonly number[],
  named: readonly OpenedSignature[],
  others: Pick<Tidying, "standing">,
): ByHand {
  const found = new Map(named.map((signature) => [signature.id, signature]));
  const done: ByHand = { accept: [], refused: [] };
  const taken = new Set<string>();
  for (const id of new Set(ids)) {
    const signature = found.get(id);
    if (!signature) done.refused.push({ id, why: "not there" });
    else if (signature.state !== "pending") continue;
    else if (signature.typed === null) done.refused.push({ id, why: "unreadable" });
    else if (signature.typed.email === "") done.accept.push(id);
    else {
      const { as, typed } = signature;
      const key = addressKey(as, typed.email);
      const stands = taken.has(key) || others.standing(as, typed.email).some((other) => other !== id);
      if (stands) done.refused.push({ id, why: "another stands" });
      else {
        taken.add(key);
        done.accept.push(id);
      }
    }
  }
  return done;
}

/** The words of signatures that are to be shown and are not yet. */
export function unshownOf(signatures: readonly OpenedSignature[]): ApprovedName[] {
  return signatures.flatMap(({ id, as, of, typed, name }) => {
    const words = typed && wordsOf(as, typed);
    return words && !isShown(name, words) ? [{ id, of, ...words }] : [];
  });
}
