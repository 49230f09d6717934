// Founders are names in a campaign's text, of people and groups who said so to the hosts. Whoever is no longer
// named in the text that stands is named in no version that is kept either.
import { isSeq, parseDocument } from "yaml";
import { readFrontMatter } from "./file/front-matter.ts";

/** Files of one version of a text, the original first. */
type Version<Text> = readonly (Text & { file: string })[];

function foundersOf(file: string | undefined): string[] {
  const read = readFrontMatter(file ?? "");
  if (!read.ok || typeof read.front.data !== "object" || read.front.data === null) return [];
  const { founders } = read.front.data as { founders?: unknown };
  return Array.isArray(founders) ? founders.filter((name) => typeof name === "string") : [];
}

/**
 * Takes founders out of a kept version when they are not named any more.
 * @param kept the version's files, the original first
 * @param standing the original file of the text that stands now
 * @returns the files with what was taken out, or null when there was nothing to take
 */
export function withoutGoneFounders<Text>(kept: Version<Text>, standing: string): Version<Text> | null {
  const named = new Set(foundersOf(standing));
  const places = foundersOf(kept[0]?.file).flatMap((name, place) => (named.has(name) ? [] : [place]));
  if (places.length === 0) return null;
  // A translation names the same founders in the same places.
  return kept.map((text) => ({ ...text, file: withoutPlaces(text.file, places) }));
}

function withoutPlaces(file: string, places: readonly number[]): string {
  const rows = file.split(/\r\n?|\n/);
  const end = rows.findIndex((row, at) => at > 0 && row.trimEnd() === "---");
  const document = parseDocument(rows.slice(1, end).join("\n"), { version: "1.2", schema: "core" });
  const founders = document.get("founders");
  if (!isSeq(founders)) return file;
  founders.items = founders.items.filter((_, place) => !places.includes(place));
  if (founders.items.length === 0) document.delete("founders");
  return ["---", document.toString().trimEnd(), ...rows.slice(end)].join("\n");
}
