// What a translation is compared with, to see whether its original went on without it: the text in public; where that
// has not the language yet, both as they were in this tab when the translation was whole for the first time.
import { type Both, lagOf } from "../../campaigns/editing/lagging.ts";
import { textAt } from "../../campaigns/editing/paths.ts";
import { type EditedFile, readEdited } from "../../campaigns/editing/writing.ts";
import type { Editor } from "./editor.ts";

/** Gives for a translation, by its place among the files, what it is compared with; null for nothing. */
export type Compared = (editor: Editor, at: number) => Both | null;

/** Opens it for one page: what was whole is remembered as long as that is open. */
export function openCompared(): Compared {
  const whole = new Map<string, Both>();
  let stands: { of: Editor["campaign"]; files: readonly EditedFile[] } = { of: null, files: [] };
  return ({ campaign, files }, at) => {
    // Read once: the list is drawn anew after every key that is pressed.
    if (stands.of !== campaign) {
      stands = { of: campaign, files: (campaign?.files ?? []).map(readEdited).filter((one) => one !== null) };
    }
    const [original, translation] = [files[0], files[at]];
    if (!original || !translation) return null;
    const language = textAt(translation.data, ["language"]);
    const [first, ...others] = stands.files;
    const old = others.find(({ data }) => textAt(data, ["language"]) === language);
    if (first && old) return { original: first, translation: old };
    const now = { original, translation };
    if (!whole.has(language) && lagOf(now, null).missing.length === 0) whole.set(language, now);
    return whole.get(language) ?? null;
  };
}
