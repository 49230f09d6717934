// Finding people in the opened list: words in any script, a state, a kind, an order. Pure.
import { fold } from "../fold.ts";
import { doorOf, nameOf, onPage, type Person, waitsForHand } from "./person.ts";

/** What the list can be narrowed to, in the order in which it is offered. */
export const SIFTS = [
  "all",
  "hand",
  "no_address",
  "link_not_followed",
  "confirmed",
  "accepted",
  "name_waits",
  "shown",
  "addressee",
  "unreadable",
] as const;
export type Sift = (typeof SIFTS)[number];

export const ORDERS = ["newest", "oldest", "name"] as const;
export type Order = (typeof ORDERS)[number];

export interface Sifting {
  words: string;
  sift: Sift;
  as: "everyone" | "person" | "organisation";
  order: Order;
  /** Nobody but these; null for everybody. */
  only: ReadonlySet<number> | null;
}

const FITS: Record<Sift, (person: Person) => boolean> = {
  all: () => true,
  hand: waitsForHand,
  no_address: (person) => doorOf(person) === "no_address",
  link_not_followed: ({ state, typed }) => state === "pending" && typed !== null && typed.email !== "",
  confirmed: ({ state }) => state === "confirmed",
  accepted: ({ state }) => state === "accepted",
  name_waits: (person) => ["waits", "differs"].includes(onPage(person)),
  shown: ({ shown }) => shown !== null,
  addressee: ({ typed }) => typed?.appear === "addressee",
  unreadable: (person) => doorOf(person) === "unreadable" || !person.entryFits,
};

/** Whether a person is among those. */
export function fits(person: Person, sift: Sift): boolean {
  return FITS[sift](person);
}

/**
 * Sifts the list.
 * @param people by id, oldest first
 * @param locale by which names are put in order
 * @returns those found, in the order asked for
 */
export function sifted(
  people: Iterable<Person>,
  { words, sift, as, order, only }: Sifting,
  locale: string,
): Person[] {
  const wanted = fold(words)
    .split(" ")
    .filter((word) => word !== "");
  const found: Person[] = [];
  for (const person of people) {
    if (only !== null && !only.has(person.id)) continue;
    if (as !== "everyone" && person.as !== as) continue;
    if (!FITS[sift](person)) continue;
    if (wanted.every((word) => person.search.includes(word))) found.push(person);
  }
  if (order === "newest") found.reverse();
  if (order === "name") {
    const { compare } = new Intl.Collator(locale);
    const named = found.map((person) => ({ person, name: nameOf(person) }));
    named.sort((a, b) => compare(a.name, b.name) || a.person.id - b.person.id);
    return named.map(({ person }) => person);
  }
  return found;
}

/** How many there are of each. */
export function counts(people: Iterable<Person>): Record<Sift, number> {
  const many = Object.fromEntries(SIFTS.map((sift) => [sift, 0])) as Record<Sift, number>;
  for (const person of people) for (const sift of SIFTS) if (FITS[sift](person)) many[sift]++;
  return many;
}
