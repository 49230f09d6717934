// What a draft may say and a published campaign may not yet: actions whose rooms are not built, and an e-mail
// that is required where no mail can be sent. And what neither may: a last day of keeping that is over.
import type { Mistake } from "./campaign.ts";
import type { OriginalFile } from "./file.ts";
import type { Path } from "./front-matter.ts";

const WORKS_NOW = "sign, share, link; with --draft any action";

/**
 * Why a campaign cannot be published as it is; a draft of it is fine.
 * @param original the file with `kind`
 * @returns a mistake for each action whose room is not there yet, at its line; empty when it can be published
 */
export function publishable(original: OriginalFile): Mistake[] {
  const { data } = original;
  const tell = (path: Path, what: string, allowed: string): Mistake => ({
    file: original.name,
    line: original.lineOf(path),
    path,
    what,
    allowed,
  });
  const later = data.actions.flatMap((action, at) =>
    (["letter", "attend", "memorial"] as const)
      .filter((room) => action[room] !== undefined)
      .map((room) => tell(["actions", at, room], `The action ${room} cannot be published yet.`, WORKS_NOW)),
  );
  return data.comments === "moderated"
    ? [
        ...later,
        tell(["comments"], "comments cannot be published yet.", "comments: off; with --draft also moderated"),
      ]
    : later;
}

/**
 * The mistake of a campaign that requires an e-mail in a network that sends none.
 * @param original the file with `kind`
 * @param mail whether the network can send mail (MAIL_URL)
 * @returns null when nothing stands in the way
 */
export function needsMail(original: OriginalFile, mail: boolean): Mistake | null {
  const at = original.data.actions.findIndex((action) => action.sign?.email === "required");
  if (mail || at < 0) return null;
  return {
    file: original.name,
    line: original.lineOf(["actions", at, "sign", "email"]),
    path: ["actions", at, "sign", "email"],
    what: "An e-mail cannot be required here: this network sends no mail (MAIL_URL is not set).",
    allowed: "optional, none",
  };
}

/**
 * The mistake of a campaign whose last day of keeping is over: all that people type, and the keys that open it,
 * would be destroyed within the hour.
 * @param original the file with `kind`
 * @param today the day it is in the network's zone, as an ISO date
 * @returns null when nothing stands in the way
 */
export function keepsNothing({ name, data, lineOf }: OriginalFile, today: string): Mistake | null {
  if (data.keep_until === undefined || today <= data.keep_until) return null;
  return {
    file: name,
    line: lineOf(["keep_until"]),
    what: "keep_until is over: what people type would be destroyed at once.",
    allowed: `${today} or a later day`,
  };
}
