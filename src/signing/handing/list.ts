// The list that is handed over to the addressee: by name who agreed to be named to them or to everybody, everybody else
// as a number. Promises that nothing of anyone else is in it. Pure.
import type { BroughtPerson } from "../brought-in/opening.ts";
import { nameOf, type Person } from "../people/person.ts";

/** Somebody who is named. */
export interface Named {
  id: number;
  words: string;
  /** Of an organisation: its signer's position, and their name where they chose to show it. */
  detail: string;
}

export interface HandedList {
  organisations: Named[];
  people: Named[];
  /** How many are counted and not named. */
  others: number;
  /** How many are counted. */
  counted: { people: number; organisations: number };
}

/**
 * What somebody agreed to be called before the addressee.
 * @returns null for who did not agree, is not counted, or cannot be opened
 */
function namedOf(person: Person): Named | null {
  const { id, state, typed, wanted } = person;
  if (state === "pending" || typed === null) return null;
  // Who appears for everybody appears for the addressee: in the words that they chose, and in no others.
  if (typed.appear === "public") return wanted && { id, ...wanted };
  if (typed.appear !== "addressee") return null;
  const words = nameOf({ as: person.as, typed: { ...typed, shownAs: "" } });
  if (words === "") return null;
  const detail =
    person.as === "organisation"
      ? [typed.shownAs, typed.position].filter((part) => part !== "").join(", ")
      : "";
  return { id, words, detail };
}

/**
 * Makes the list.
 * @param everyone who stands or waits, brought up to date
 * @param withheld ids of who is not to be named though they agreed, such as who asks to be taken off
 * @param language by which names are sorted
 */
export function handedList(
  everyone: Iterable<Person>,
  withheld: ReadonlySet<number>,
  language: string,
): HandedList {
  const list: HandedList = {
    organisations: [],
    people: [],
    others: 0,
    counted: { people: 0, organisations: 0 },
  };
  for (const person of everyone) {
    if (person.state === "pending") continue;
    const kind = person.as === "person" ? "people" : "organisations";
    list.counted[kind]++;
    const named = withheld.has(person.id) ? null : namedOf(person);
    if (named) list[kind].push(named);
    else list.others++;
  }
  const { compare } = new Intl.Collator(language);
  for (const names of [list.organisations, list.people]) names.sort((a, b) => compare(a.words, b.words));
  return list;
}

/** What was collected elsewhere, on the list under its label. */
export interface HandedSource {
  label: string;
  named: Named[];
  /** How many it has beside them. */
  others: number;
}

/**
 * What was brought in, for the list: by name who agreed to be named to the addressee, everybody else as a number.
 * @param sources with their last numbers
 * @param brought everybody of the lists, opened
 */
export function handedSources(
  sources: readonly { id: number; label: string; many: number }[],
  brought: readonly BroughtPerson[],
  withheld: ReadonlySet<number>,
  language: string,
): HandedSource[] {
  const { compare } = new Intl.Collator(language);
  return sources.map(({ id, label, many }) => {
    const named = brought.flatMap((person) => {
      const { typed } = person;
      const agreed = person.source === id && typed !== null && typed.appear !== "counted";
      const words = agreed ? (person.as === "person" ? typed.name : typed.organisation) : "";
      return words === "" || withheld.has(person.id) ? [] : [{ id: person.id, words, detail: "" }];
    });
    named.sort((a, b) => compare(a.words, b.words));
    return { label, named, others: Math.max(0, many - named.length) };
  });
}
