// The parts of the page of people before the list itself, gravest first.
import { alikePart } from "./alike-part.ts";
import { burstsPart } from "./bursts-part.ts";
import { openGroups } from "./groups.ts";
import type { Part } from "./part.ts";
import { requestsPart } from "./requests-part.ts";
import type { Work } from "./work.ts";

/** Opens the parts for what is open. */
export function partsOf(work: Work): readonly Part[] {
  const groups = openGroups(work);
  return [requestsPart(work), alikePart(work, groups), burstsPart(work, groups)];
}
