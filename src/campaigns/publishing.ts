// What publishing some files makes of a campaign: they replace their languages, a translation left out stays, and
// every mistake is told with its line. Pure; desk.ts asks it and keeps what it says.
import type { CampaignText } from "./campaign.ts";
import { type CampaignFile, mistakeAt, readCampaignFile, sorted } from "./file/file.ts";
import type { Mistake } from "./file/mistakes.ts";
import { keepsNothing, needsMail, publishable } from "./file/publishable.ts";
import { mergeTranslations } from "./file/translations.ts";
import type { StoredText } from "./store.ts";

/** A file as it was given. */
export interface GivenFile {
  name: string;
  text: string;
}

interface Read extends StoredText {
  read: CampaignFile;
}

/** A file that was published. A later release may not take it any more: then it has mistakes, and is to be replaced. */
type Kept = StoredText & ({ read: CampaignFile } | { read: null; mistakes: readonly Mistake[] });

export type ReadGiven = { ok: true; slug: string; given: Read[] } | { ok: false; mistakes: Mistake[] };

/**
 * Reads the files given: all of one campaign, one for each language.
 * @returns the campaign's address and the files, or every mistake in them
 */
export function readGiven(files: readonly GivenFile[]): ReadGiven {
  const mistakes: Mistake[] = [];
  const given: Read[] = [];
  for (const { name, text } of files) {
    const one = readCampaignFile(name, text);
    if (one.ok) given.push({ language: one.file.language, file: text, read: one.file });
    else mistakes.push(...one.mistakes);
  }
  const slug = given[0]?.read.slug ?? "";
  const languages = new Set<string>();
  for (const { read } of given) {
    if (read.slug !== slug) {
      mistakes.push(mistakeAt(read, ["slug"], "other_campaign", { slug }));
    }
    if (languages.has(read.language)) {
      mistakes.push(mistakeAt(read, ["language"], "second_language", { language: read.language }));
    }
    languages.add(read.language);
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, slug, given };
}

/** How the files differ from what is kept. */
export type Difference =
  /** byte for byte the same */
  | "none"
  /** comments, blanks, or further languages: nothing that anybody signed reads differently */
  | "beside"
  /** words or rules that stood before */
  | "words";

export type Made =
  | { ok: true; text: CampaignText; texts: StoredText[]; difference: Difference }
  | { ok: false; mistakes: Mistake[] };

export interface Publishing {
  /** Whether it becomes, or is, public. */
  public: boolean;
  /** Whether the network sends mail. */
  mail: boolean;
  /** The day it is in the network's zone, as an ISO date. */
  today: string;
  /** Whether the files given are all there are: a translation that is left out goes. */
  whole?: boolean;
}

/**
 * Puts the files given in the place of those kept.
 * @param slug the campaign's address
 * @param given what `readGiven` read
 * @param kept the files of the version that stands, the original first; empty for a new campaign
 * @returns the campaign's text and its files, the original first, or every mistake
 */
export function putTogether(
  slug: string,
  given: readonly Read[],
  kept: readonly StoredText[],
  publishing: Publishing,
): Made {
  const before = kept.map((text) => readKept(slug, text));
  const replaced = new Set(given.map(({ language }) => language));
  const newOriginal = given.some(({ read }) => read.role === "original");
  const staying = publishing.whole
    ? []
    : before.filter((one, place) => !replaced.has(one.language) && !(newOriginal && place === 0));
  const unread = staying.flatMap((one) => (one.read ? [] : one.mistakes));
  if (unread.length > 0) return { ok: false, mistakes: sorted([...unread]) };
  const stay = staying.filter((one): one is Read => one.read !== null);
  const inOrder = [
    // Languages keep their places; new ones come last.
    ...before.flatMap(({ language }) => [...given, ...stay].filter((one) => one.language === language)),
    ...given.filter(({ language }) => !before.some((one) => one.language === language)),
  ];
  const original = inOrder.find(({ read }) => read.role === "original");
  const files = original ? [original, ...inOrder.filter((one) => one !== original)] : inOrder;
  const [first, ...others] = files.map(({ read }) => read);
  if (!first) throw new Error("nothing was given");
  const merged = mergeTranslations(first, others);
  const mistakes = merged.ok ? [] : merged.mistakes;
  if (first.role === "original") {
    const kept = keepsNothing(first, publishing.today);
    const mail = publishing.public ? needsMail(first, publishing.mail) : null;
    const later = publishing.public ? publishable(first) : [];
    mistakes.push(...later, ...[kept, mail].filter((one) => one !== null));
  }
  if (!merged.ok || mistakes.length > 0) return { ok: false, mistakes: sorted(mistakes) };
  const texts = files.map(({ language, file }) => ({ language, file }));
  return { ok: true, text: merged.campaign, texts, difference: differenceOf(before, files) };
}

/** Mistakes name it by its address and language. */
function readKept(slug: string, text: StoredText): Kept {
  const one = readCampaignFile(`${slug} (${text.language}, as it was published)`, text.file);
  return one.ok ? { ...text, read: one.file } : { ...text, read: null, mistakes: one.mistakes };
}

function differenceOf(before: readonly Kept[], after: readonly Read[]): Difference {
  const same = (one: Kept, of: (read: Kept) => string) =>
    after.some((other) => other.language === one.language && of(other) === of(one));
  if (!before.every((one) => same(one, wordsIn))) return "words";
  return after.length === before.length && before.every((one) => same(one, ({ file }) => file))
    ? "none"
    : "beside";
}

function wordsIn({ read, file }: Kept): string {
  return JSON.stringify(read ? [read.role, read.data, read.body] : [file]);
}
