// Days, numbers and lists as a language writes them. Days are ISO strings (2027-03-08) and mean that day in whatever
// zone they were said: nothing here knows an hour.
import { localeOf, scriptOf } from "./languages.ts";

const DAY = 86_400_000;

function noon(iso: string): Date {
  return new Date(`${iso}T12:00:00Z`);
}

/** "8 March 2027". */
export function dayIn(language: string, iso: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: "UTC" }).format(
    noon(iso),
  );
}

/** "8 March 2027 at 09:00", from a local time as a form gives it (`2027-03-08T09:00`). */
export function momentIn(language: string, local: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(new Date(`${local}Z`));
}

/** A day in two short pieces for a narrow margin: the day's number and the month's name ("8", "Mar"). */
export function shortDayIn(language: string, iso: string): { day: string; month: string } {
  const locale = localeOf(language);
  const piece = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(noon(iso));
  return {
    day: new Intl.NumberFormat(locale).format(Number(iso.slice(8, 10))),
    month: piece({ month: "short" }),
  };
}

/** Whole days from one day to another; negative when it has passed. */
export function daysFrom(today: string, iso: string): number {
  return Math.round((noon(iso).getTime() - noon(today).getTime()) / DAY);
}

/** "213", "1,204". */
export function numberIn(language: string, value: number): string {
  return new Intl.NumberFormat(localeOf(language)).format(value);
}

/** CLDR joins Thai with bare blanks, which runs names of several words together. */
const THAI: Readonly<Record<string, string>> = { " ": ", ", และ: " และ ", " และ": " และ " };

/**
 * The pieces of "A, B and C": each item where it stands, and the words between.
 * @param sound how an item reads: Spanish says "e" instead of "y" before an i
 */
export function listIn<Item>(
  language: string,
  items: readonly Item[],
  sound: (item: Item) => string,
): readonly (Item | string)[] {
  const between = (words: string) => (language === "th" ? (THAI[words] ?? words) : words);
  const rest = items.values();
  return new Intl.ListFormat(localeOf(language), { type: "conjunction" })
    .formatToParts(items.map(sound))
    .map((part) => (part.type === "element" ? (rest.next().value as Item) : between(part.value)));
}

/** What stands between two sentences: a blank, where the language has blanks. */
export function betweenSentences(language: string): string {
  return scriptOf(language) === "Hani" || scriptOf(language) === "Jpan" ? "" : " ";
}
