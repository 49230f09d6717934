// A campaign from its original and its translations: one count, one key, an edition for each language. What a
// translation leaves out is the original's, in the original's language. What it cannot say otherwise (another
// number of calls, options, hosts …) is a mistake at its line.
import type { CampaignText, LaterRoom, Step } from "../campaign.ts";
import { signAction } from "../form/fields.ts";
import { editionOf } from "./edition.ts";
import {
  type CampaignFile,
  mistakeAt,
  type OriginalFile,
  readCampaignFile,
  sorted,
  type TranslationFile,
} from "./file.ts";
import { misfits } from "./misfits.ts";
import type { Mistake } from "./mistakes.ts";
import type { OriginalData } from "./schema.ts";

export type Merged =
  | { readonly ok: true; readonly campaign: CampaignText }
  | { readonly ok: false; readonly mistakes: Mistake[] };

export type ReadCampaign =
  | {
      readonly ok: true;
      readonly campaign: CampaignText;
      readonly original: OriginalFile;
      readonly translations: TranslationFile[];
    }
  | { readonly ok: false; readonly mistakes: Mistake[] };

/**
 * Reads a campaign from all its files at once.
 * @param files the original and its translations in any order; translations keep theirs
 * @returns the campaign, or the mistakes of all files
 */
export function readCampaign(
  files: readonly { readonly name: string; readonly text: string }[],
): ReadCampaign {
  const read = files.map(({ name, text }) => readCampaignFile(name, text));
  const mistakes = read.flatMap((one) => (one.ok ? [] : one.mistakes));
  if (mistakes.length > 0) return { ok: false, mistakes };
  const good = read.flatMap((one) => (one.ok ? [one.file] : []));
  const originals = good.filter((file) => file.role === "original");
  const translations = good.filter((file) => file.role === "translation");
  const [original, second] = originals;
  if (original === undefined) return { ok: false, mistakes: [noOriginal(files[0]?.name ?? "")] };
  if (second !== undefined) {
    return { ok: false, mistakes: [secondOriginal(original, second)] };
  }
  const merged = mergeTranslations(original, translations);
  return merged.ok ? { ok: true, campaign: merged.campaign, original, translations } : merged;
}

/**
 * Makes the campaign that an original and its translations describe.
 * @param original the file with `kind`
 * @param translations in the order in which the switcher names them
 * @returns the campaign, or why a translation does not fit its original, at each line
 */
export function mergeTranslations(original: CampaignFile, translations: readonly CampaignFile[]): Merged {
  if (original.role !== "original") return { ok: false, mistakes: [noOriginal(original.name)] };
  const mistakes: Mistake[] = [];
  const good: TranslationFile[] = [];
  const languages = [original.language];
  for (const file of translations) {
    if (file.role !== "translation") {
      mistakes.push(secondOriginal(original, file));
      continue;
    }
    if (languages.includes(file.language)) {
      mistakes.push(mistakeAt(file, ["language"], "second_language", { language: file.language }));
    }
    languages.push(file.language);
    mistakes.push(...misfits(original, file));
    good.push(file);
  }
  return mistakes.length > 0
    ? { ok: false, mistakes: sorted(mistakes) }
    : { ok: true, campaign: campaignOf(original, good) };
}

function campaignOf(original: OriginalFile, translations: readonly TranslationFile[]): CampaignText {
  const { data } = original;
  const sign = data.actions.find((action) => action.sign !== undefined)?.sign;
  const first = editionOf(original, null);
  const editions = [first, ...translations.map((file) => editionOf(original, file))];
  return {
    slug: original.slug,
    kind: data.kind,
    languages: editions.map((edition) => edition.language),
    accent: data.accent?.toLowerCase() ?? null,
    opens: data.opens ?? null,
    closes: data.closes ?? null,
    keepUntil: data.keep_until ?? null,
    sign: sign === undefined ? null : signAction(sign),
    share: data.actions.some((action) => action.share !== undefined),
    steps: stepsOf(data),
    laterRooms: laterRoomsOf(data),
    editions,
    in: (language) => editions.find((edition) => edition.language === language) ?? first,
  };
}

/** The actions of a file whose rooms are not built yet, each once, in the file's order. */
function laterRoomsOf(data: OriginalData): LaterRoom[] {
  const rooms = stepsOf(data).flatMap(({ action }): LaterRoom[] =>
    action === "letter" || action === "attend" || action === "memorial" ? [action] : [],
  );
  return data.comments === "moderated" ? [...rooms, "comments"] : rooms;
}

function stepsOf(data: OriginalData): Step[] {
  let links = 0;
  return data.actions.flatMap((one): Step[] =>
    (Object.keys(one) as Step["action"][]).map((action) =>
      action === "link" ? { action, at: links++ } : { action },
    ),
  );
}

function noOriginal(file: string): Mistake {
  return { file, line: 1, code: "no_original" };
}

function secondOriginal(original: OriginalFile, second: OriginalFile): Mistake {
  return mistakeAt(second, ["kind"], "second_original", { original: original.name });
}
