// People who do not exist, with names as real rosters have them: several scripts, marks, doubles, long and short.
import { randomInt } from "node:crypto";

export interface Suspect {
  /** Place on the roster. */
  place: number;
  name: string;
  email: string;
  phone: string;
  position: string;
}

const GIVEN =
  "Amina Maya Li José Zoë Nguyễn Chiamaka Bartholomew Ana Oluwaseun Mary-Kate Siobhán Xin Ýrr Guadalupe Rosa".split(
    " ",
  );
const FAMILY =
  "Okello Wang Fernández-Castañeda O’Brien Á Nakamura Abdelrahman Sithole Wong Venkatasubramanian Ng Reyes".split(
    " ",
  );
const HAN = [..."王李張劉陳楊黃趙吳周徐孫馬朱胡郭何高林羅鄭梁謝宋唐許韓馮鄧曹"];
const THAI = "สมชาย สมหญิง ประเสริฐ วันเพ็ญ ณัฐพงศ์ กมลวรรณ อรุณี ศิริพร".split(" ");
const HOSTS =
  "example.org mail.example.com post.example correo.example bücher.example riders-union.example".split(" ");
const WORK =
  "cleaner, night cook, care worker, 家務工, rider and shop steward of the depot by the harbour".split(", ");

function pick<T>(list: readonly T[]): T {
  return list[randomInt(list.length)] as T;
}

function nameOf(place: number): string {
  if (place % 7 === 0) return `${pick(HAN)}${pick(HAN)}${pick(HAN)}`;
  if (place % 11 === 0) return `${pick(THAI)} ${pick(THAI)}`;
  const middle = randomInt(3) === 0 ? [pick(GIVEN)] : [];
  return [pick(GIVEN), ...middle, pick(FAMILY), ...(randomInt(4) === 0 ? [pick(FAMILY)] : [])].join(" ");
}

/** A roster of so many different people, in an order that says nothing. */
export function makeRoster(many: number): Suspect[] {
  const names = new Set<string>();
  while (names.size < many) {
    const name = nameOf(names.size).normalize("NFC");
    // Two of one name could not be told apart by it.
    names.add(names.has(name) ? `${name} ${pick(GIVEN)}` : name);
  }
  const named = [...names];
  return Array.from({ length: many }, (_, place) => ({
    place,
    name: named[place] ?? "",
    email: `${pick(GIVEN)
      .normalize("NFD")
      .replace(/[^A-Za-z]/g, "")
      .toLowerCase()}.${randomInt(36 ** randomInt(2, 8)).toString(36)}${place.toString(36)}@${pick(HOSTS)}`,
    phone: `+1 416 555 ${String(randomInt(10_000)).padStart(4, "0")}${place % 3 === 0 ? " ext. 12" : ""}`,
    position: Array.from({ length: randomInt(9) }, () => pick(WORK)).join("; "),
  }));
}

/** The list in another order, every order as likely. */
export function shuffled<T>(list: readonly T[]): T[] {
  const all = [...list];
  for (let at = all.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}

/** The text that is sealed when somebody signs and is only counted. */
export function textOf({ name, email, phone, position }: Suspect): string {
  const fields = { name, position, phone };
  const rest = { appear: "counted", follow: false, language: "en", text: 1, fields };
  return JSON.stringify({ v: 1, as: "person", email, ...rest });
}
