// What somebody who organises can do that the network keeps a line about: who, what, when, to how many; of colleagues also
// to whom. Nothing in a line comes from a signer. A room that has something more adds its word here.
export const DEEDS = [
  "begin",
  "invite",
  "invite-holder",
  "withdraw-invitation",
  "let-in",
  "let-in-holder",
  "let-back-in",
  "enter",
  "new-envelope",
  "remove",
  "remove-holder",
  "new-keys",
  "reseal",
  "new-words",
  "new-address",
  "settings",
  "draft",
  "publish",
  "close",
  "open",
  "mail",
  "accept",
  "show",
  "hide",
  "take off",
  "expire",
  "replace",
  "withdraw",
  "dismiss requests",
  "export",
  "tell",
  "take back",
  "followers",
  "bring in",
  "paper",
  "take out",
  "numbers",
] as const;
export type DeedKind = (typeof DEEDS)[number];
/** As it is kept: some say more, by a word of a fixed list. */
export type DeedKept = DeedKind | `${"take off" | "tell" | "take back"}: ${string}`;

/** @returns which kind of deed a kept line is; null for a word that nobody knows (any more) */
export function deedOf(kept: string): DeedKind | null {
  const word = kept.split(":")[0];
  return DEEDS.find((one) => one === word) ?? null;
}
