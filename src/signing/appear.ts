// The order of the ways to appear. Pure: the public pages and the desk share it.
import type { Appear } from "../campaigns/campaign.ts";

/** From the least to the most seen. */
const HEIGHT: Record<Appear, number> = { counted: 0, addressee: 1, public: 2 };

/** The lower of two ways to appear. */
export function lower(one: Appear, other: Appear): Appear {
  return HEIGHT[one] <= HEIGHT[other] ? one : other;
}

/** Which of the ways offered are not above what was asked, lowest first. */
export function notAbove(offered: readonly Appear[], asked: Appear): Appear[] {
  const may = offered.filter((appear) => HEIGHT[appear] <= HEIGHT[asked]);
  return may.length > 0 ? may : [asked];
}
