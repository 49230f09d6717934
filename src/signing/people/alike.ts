// Signatures that may be of one and the same, for a key holder to look at side by side: several of one address, people
// of one name and place of whom not everybody confirmed, organisations whose names are nearly equal. Pure; decides
// nothing.
import { diffChars } from "diff";
import { fold, foldName } from "../fold.ts";
import { nameOf, type Person } from "./person.ts";

/** Signatures that stand side by side. */
export interface Alike {
  why: "address" | "name" | "organisation";
  /** By number, the oldest first. */
  ids: number[];
}

/** What of the list is compared. */
export interface Compared {
  everyone(): readonly Person[];
  get(id: number): Person | undefined;
}

/**
 * What says how an organisation is set up and not who it is, in the languages in which people sign: left out where
 * names are compared. Short forms are folded: "e.V." is "ev".
 */
const FORMS = new Set(
  (
    "inc incorporated llc llp ltd limited plc corp corporation co company ngo npo assoc association asso asbl aisbl " +
    "vzw ong sarl sas sa srl spa sl bv nv ev eg ag kg gmbh ggmbh ug the la le les l el los las der die das and et y und"
  ).split(" "),
);
/** The same in scripts that write it without blanks. */
const JOINED = /(?:股份)?有限公司$|^บริษัท|จำกัด$/gu;

/** Letters from which on names of organisations may differ in one letter, and in two. */
const [ONE, TWO] = [6, 16];
/** So many organisations are compared pair by pair; of more, only equal names are found. */
const MOST_PAIRS_OF = 10_000;
/** So many pairs are looked at closely: whoever makes up names does not stop the page. */
const MOST_LOOKED_AT = 50_000;

/**
 * Finds who may be one and the same.
 * @param list everybody, by id
 * @param sharing ids of signatures of one kind that gave one address, as bringing up to date saw them
 * @returns groups of two and more who stand or wait, by why and number
 */
export function alikeIn(list: Compared, sharing: Iterable<readonly number[]>): Alike[] {
  const people = list.everyone();
  const address = [...sharing].flatMap((ids) =>
    group(
      "address",
      ids.filter((id) => list.get(id)),
    ),
  );
  const known = new Set(address.map(({ ids }) => ids.join()));
  const others = [...sameNames(people), ...alikeOrganisations(people)];
  return [...address, ...others.filter(({ ids }) => !known.has(ids.join()))];
}

function group(why: Alike["why"], ids: readonly number[]): Alike[] {
  return ids.length < 2 ? [] : [{ why, ids: ids.toSorted((a, b) => a - b) }];
}

/** People of one name and one place. Whoever confirmed their own address is not another one who did. */
function sameNames(people: readonly Person[]): Alike[] {
  const found = new Map<string, Person[]>();
  for (const person of people) {
    const name = person.as === "person" ? foldName(nameOf(person)) : "";
    if (name === "") continue;
    const { place, region } = person.typed?.fields ?? {};
    remember(found, `${name}\n${fold([place, region].flat().join("\n"))}`, person);
  }
  return [...found.values()].flatMap((same) =>
    same.some(({ state }) => state !== "confirmed")
      ? group(
          "name",
          same.map(({ id }) => id),
        )
      : [],
  );
}

function remember<T>(map: Map<string, T[]>, at: string, value: T): void {
  const known = map.get(at);
  if (known) known.push(value);
  else map.set(at, [value]);
}

/** What the name of an organisation is compared by: folded, without its legal form, marks and blanks. */
export function organisationKey(name: string): string {
  const plain = foldName(name.replaceAll(".", "").replace(/&/g, " "));
  const words = plain.split(" ");
  const kept = words.filter((word) => !FORMS.has(word)).join("");
  return (kept || words.join("")).replace(JOINED, "") || plain;
}

/** Organisations of equal or nearly equal names. */
function alikeOrganisations(people: readonly Person[]): Alike[] {
  const byKey = new Map<string, number[]>();
  for (const person of people) {
    const name = person.as === "organisation" ? nameOf(person) : "";
    if (name !== "") remember(byKey, organisationKey(name), person.id);
  }
  const keys = [...byKey.keys()];
  const first = new Map(keys.map((key) => [key, key]));
  const rootOf = (key: string): string => {
    let at = key;
    for (let up = first.get(at); up !== undefined && up !== at; up = first.get(at)) at = up;
    return at;
  };
  for (const [a, b] of nearPairs(keys)) first.set(rootOf(b), rootOf(a));
  const groups = Map.groupBy(keys, rootOf);
  return [...groups.values()].flatMap((same) =>
    group(
      "organisation",
      same.flatMap((key) => byKey.get(key) ?? []),
    ),
  );
}

/** Pairs of names that differ in a letter or two. Numbers are never nearly equal: local 12 is not local 13. */
function* nearPairs(keys: readonly string[]): Generator<[string, string]> {
  if (keys.length > MOST_PAIRS_OF) return;
  const named = keys
    .filter((key) => key.length >= ONE)
    .map((key) => ({ key, letters: lettersOf(key), digits: key.replace(/\P{Nd}/gu, "") }))
    .sort((a, b) => a.key.length - b.key.length);
  let looked = 0;
  for (const [at, a] of named.entries()) {
    const most = a.key.length >= TWO ? 2 : 1;
    for (let next = at + 1; next < named.length; next++) {
      const b = named[next];
      // Those behind are longer still.
      if (!b || b.key.length - a.key.length > most) break;
      // A letter that is exchanged changes two bits at most: most pairs are told apart by that.
      if (bits(a.letters ^ b.letters) > 2 * most || a.digits !== b.digits) continue;
      if (++looked > MOST_LOOKED_AT) return;
      if (diffChars(a.key, b.key, { maxEditLength: 2 * most })) yield [a.key, b.key];
    }
  }
}

/** Which letters a name has, as bits; several share one. */
function lettersOf(key: string): number {
  let letters = 0;
  for (let at = 0; at < key.length; at++) letters |= 1 << (key.charCodeAt(at) % 31);
  return letters;
}

function bits(value: number): number {
  let many = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) many++;
  return many;
}
