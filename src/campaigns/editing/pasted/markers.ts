// What stands in front of one entry of a list, as people type it and as word processors export it: numbers in
// several scripts, letters, dashes and dots. Pure.

/** How an entry of a list begins. */
export interface Marker {
  /** Entries of one list begin alike: "1." and "2." do, "1." and "(1)" do not. */
  readonly kind: string;
  /** Its number; null for a dash. */
  readonly number: number | null;
  /** What follows. */
  readonly text: string;
  /** Blanks in front of it. */
  readonly indent: number;
}

const HAN = "〇一二三四五六七八九";
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
/** Where the digits of a script begin: Latin, Arabic, Persian, Devanagari, Bengali, Thai, Lao, Burmese, Khmer, full-width. */
const ZEROS = [0x30, 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0, 0x1040, 0x17e0, 0xff10];
const ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/** The kind of "Demand 1: …": the word may also be a month. */
export const WORDED = "word 1";
/** What the kinds of entries that are headings begin with. */
export const HEADED = "# ";

/** 十二 is 12, 二十 is 20, 一 is 1. @returns null when it is no number up to 99 */
export function hanNumber(text: string): number | null {
  const [tens, ones, more] = text.split("十");
  const digit = (one: string) => (one.length === 1 ? HAN.indexOf(one) : -1);
  if (ones === undefined) return digit(text) > 0 ? digit(text) : null;
  if (more !== undefined) return null;
  const ten = tens === "" ? 1 : digit(tens ?? "");
  const one = ones === "" ? 0 : digit(ones);
  return ten > 0 && one >= 0 ? ten * 10 + one : null;
}

/** Digits of any of the scripts, as a number. */
function digits(text: string): number {
  const plain = Array.from(text, (one) => {
    const code = one.codePointAt(0) ?? 0;
    return String(code - (ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code));
  });
  return Number(plain.join(""));
}

/** iv is 4, XII is 12. @returns null when it is no number up to 39 */
function romanNumber(text: string): number | null {
  const [, tens = "", ones = ""] = /^(x{0,3})(.*)$/.exec(text.toLowerCase()) ?? [];
  const one = ROMAN.indexOf(ones);
  return one < 0 ? null : tens.length * 10 + one;
}

const letterNumber = (found: string) => found.toLowerCase().charCodeAt(0) - 96;

const DIGITS = ZEROS.map(
  (zero) => `[${String.fromCodePoint(zero)}-${String.fromCodePoint(zero + 9)}]{1,2}`,
).join("|");
const HAN_DIGITS = "[一二三四五六七八九十]{1,3}";

/** After a number with a point no blank is needed where the script has none between words; else `1.5` were one. */
const PATTERNS: readonly { kind: string; pattern: RegExp; number: (found: string) => number | null }[] = [
  { kind: "(1)", pattern: new RegExp(`^[(（](${DIGITS})[)）]\\s*(?=\\S)`), number: digits },
  { kind: "1)", pattern: new RegExp(`^(${DIGITS})[)）]\\s*(?=\\S)`), number: digits },
  { kind: "1、", pattern: new RegExp(`^(${DIGITS})[、．]\\s*(?=\\S)`), number: digits },
  { kind: "1.-", pattern: new RegExp(`^(${DIGITS})\\.[-–—]\\s*(?=\\S)`), number: digits },
  { kind: "1.", pattern: new RegExp(`^(${DIGITS})\\.(?:\\s+|(?=[^\\s\\p{Nd}.]))`, "u"), number: digits },
  { kind: "1 -", pattern: new RegExp(`^(${DIGITS})\\s*[-–—]\\s+`), number: digits },
  { kind: "1º", pattern: new RegExp(`^(${DIGITS})\\s?[º°ª]\\.?\\s+(?=\\S)`), number: digits },
  { kind: "1⃣", pattern: /^([0-9])\ufe0f?\u20e3\s*(?=\S)/, number: digits },
  { kind: "(一)", pattern: new RegExp(`^[(（](${HAN_DIGITS})[)）]\\s*(?=\\S)`), number: hanNumber },
  { kind: "一、", pattern: new RegExp(`^(${HAN_DIGITS})[、．.]\\s*(?=\\S)`), number: hanNumber },
  {
    kind: "第一",
    pattern: new RegExp(`^第(${HAN_DIGITS})[條条項项點点]?[、，：:．.\\s]\\s*(?=\\S)`),
    number: hanNumber,
  },
  { kind: "①", pattern: /^([①-⑳])\s*(?=\S)/, number: (found) => CIRCLED.indexOf(found) + 1 },
  { kind: "ข้อ", pattern: new RegExp(`^ข้อ(?:ที่)?\\s*(${DIGITS})[.:]?\\s+`), number: digits },
  { kind: "a)", pattern: /^\(?([a-z])\)\s+/, number: letterNumber },
  { kind: "A)", pattern: /^\(?([A-Z])\)\s+/, number: letterNumber },
  { kind: "a.", pattern: /^([a-z])\.\s+/, number: letterNumber },
  { kind: "A.", pattern: /^([A-Z])\.\s+/, number: letterNumber },
  { kind: "i)", pattern: /^\(?([ivx]{1,5})\)\s+/, number: romanNumber },
  { kind: "I)", pattern: /^\(?([IVX]{1,5})\)\s+/, number: romanNumber },
  { kind: "i.", pattern: /^([ivx]{1,5})\.\s+/, number: romanNumber },
  { kind: "I.", pattern: /^([IVX]{1,5})\.\s+/, number: romanNumber },
  // "Demande 1 : …", "Article 1" on a line of its own.
  {
    kind: WORDED,
    pattern: new RegExp(`^\\p{L}{3,16}\\s+(?:n[.°ºo]{1,2}\\s*)?(${DIGITS})(?:\\s*[:：.–—-]\\s+|[.:]?$)`, "u"),
    number: digits,
  },
];

const DASHES: readonly RegExp[] = [
  /^([-–—•‣▪●○◦·∙■□➢➤※*])\s+(?=\S)/,
  // Dots stand close to their words where a script has no blanks; dashes where somebody left them out.
  /^([•●▪■◆·])(?=\S)/,
  /^([-–])(?=\p{L})/u,
  /^(\p{Extended_Pictographic}\ufe0f?)\s+(?=\S)/u,
];

/**
 * How a line begins.
 * @returns null when it is no entry of a list
 */
export function markerOf(line: string): Marker | null {
  return markersOf(line)[0] ?? null;
}

/** All that the beginning of a line may be: "i)" is the ninth letter and the first number. */
export function markersOf(line: string): Marker[] {
  const heading = /^#{1,6}\s+/.exec(line)?.[0] ?? "";
  const bare = line.slice(heading.length).replace(/^[\s\u3000\u200b\u200e\u200f]+/, "");
  const indent = line.length - bare.length - heading.length;
  const begins = heading === "" ? "" : HEADED;
  const markers = PATTERNS.flatMap(({ kind, pattern, number }): Marker[] => {
    const found = pattern.exec(bare);
    const counted = found?.[1] === undefined ? null : number(found[1]);
    if (!found || counted === null || counted <= 0) return [];
    return [{ kind: begins + kind, number: counted, text: bare.slice(found[0].length).trim(), indent }];
  });
  // Not a line of dashes, which rules something off.
  if (markers.length > 0 || heading !== "" || /^[-–—*·\s]+$/.test(bare)) return markers;
  const dash = DASHES.map((pattern) => pattern.exec(bare)).find((found) => found !== null);
  return dash ? [{ kind: "-", number: null, text: bare.slice(dash[0].length).trim(), indent }] : [];
}
