// A half-written campaign as it can be shown: what is wrong is left out, what must not be missing is dots. For looking
// at while one writes; nothing that was mended is ever kept. Pure.
import type { CampaignText } from "../campaign.ts";
import { type CampaignFile, readCampaignFile } from "../file/file.ts";
import { misfits } from "../file/misfits.ts";
import { mergeTranslations } from "../file/translations.ts";
import { type Block, isBlock, listAt, textAt, valueAt, type Way, without, withValue } from "./paths.ts";
import { type EditedFile, readEdited, writeCampaignFile } from "./writing.ts";

const DOTS = "…";
/** Each round leaves out what the one before could not see for other mistakes. */
const ROUNDS = 12;

/**
 * Makes a campaign of files that may be wrong.
 * @param files the original first
 * @param today an ISO date; a last day that is missing is taken to lie a year off
 * @returns null when the original cannot be read at all
 */
export function mendedCampaign(files: readonly string[], today: string): CampaignText | null {
  const edited = files.map(readEdited);
  const first = edited[0];
  if (!first) return null;
  const original = mended({ ...first, data: filled(first.data, today) }, (file) => ({
    ...file,
    data: filled(file.data, today),
  }));
  if (original?.role !== "original") return null;
  const translations = edited.slice(1).flatMap((one) => {
    const file =
      one && mended(withSlug(one, original.slug), (again) => withSlug(again, original.slug), original);
    return file?.role === "translation" ? [file] : [];
  });
  const seen = new Set([original.language]);
  const each = translations.filter(({ language }) => !seen.has(language) && seen.add(language));
  const merged = mergeTranslations(original, each);
  return merged.ok ? merged.campaign : null;
}

const withSlug = (file: EditedFile, slug: string): EditedFile => ({
  ...file,
  data: withValue(without(file.data, ["kind"]), ["slug"], slug),
});

/** Leaves out what is wrong until nothing is, or until it does not get better. */
function mended(
  file: EditedFile,
  complete: (file: EditedFile) => EditedFile,
  original?: CampaignFile & { role: "original" },
): CampaignFile | null {
  let now = file;
  for (let round = 0; round < ROUNDS; round++) {
    const read = readCampaignFile("", writeCampaignFile(now));
    const wrong = read.ok
      ? original && read.file.role === "translation"
        ? misfits(original, read.file)
        : []
      : read.mistakes;
    if (read.ok && wrong.length === 0) return read.file;
    let { data, body } = now;
    // From the last to the first, so that places in lists stay what they were.
    for (const { path } of wrong.toReversed()) {
      if (path === undefined) return null;
      if (path[0] === "body") body = body.replace(/^[ ]{0,3}\[demands\][ \t]*$/gm, "");
      else data = leftOut(data, path as Way);
    }
    now = complete({ data, body });
  }
  return null;
}

/** Without the value at a way; where nothing is, something is missing there, and its block goes. */
function leftOut(data: Block, way: Way): Block {
  if (valueAt(data, way) !== undefined) return without(data, way);
  const around = way.slice(0, -1);
  return around.length > 0 && valueAt(data, around) !== undefined ? without(data, around) : data;
}

/** What an original cannot do without. */
function filled(data: Block, today: string): Block {
  const missing: Record<string, unknown> = {
    slug: "draft-text",
    kind: "declaration",
    title: DOTS,
    plain_name: DOTS,
    language: "en",
    hosts: [{ name: DOTS }],
    actions: [{ share: {} }],
  };
  let full = data;
  for (const [key, value] of Object.entries(missing)) {
    const given = full[key];
    const empty =
      given === undefined || given === null || given === "" || (Array.isArray(given) && given.length === 0);
    if (empty) full = { ...full, [key]: value };
  }
  const contact = full.contact;
  const reached = isBlock(contact) && ["email", "phone", "url"].some((way) => textAt(contact, [way]) !== "");
  if (!reached || textAt(contact, ["name"]) === "") {
    const name = textAt(contact, ["name"]) || textAt(full, ["hosts", 0, "name"]) || DOTS;
    full = { ...full, contact: { url: "https://example.org/", ...(isBlock(contact) ? contact : {}), name } };
  }
  const asks = listAt(full, ["actions"]).some((one) => isBlock(one) && !("share" in one || "link" in one));
  if (asks && textAt(full, ["keep_until"]) === "") {
    const last = [today, textAt(full, ["closes"]), textAt(full, ["opens"])]
      .filter((day) => /^\d{4}-\d\d-\d\d$/.test(day))
      .sort();
    const from = last.at(-1) ?? today;
    full = { ...full, keep_until: `${Number(from.slice(0, 4)) + 1}${from.slice(4, 8)}28` };
  }
  return full;
}
