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
const THAI_ZERO = 0x0e50;
const FULL_ZERO = 0xff10;

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
    if (code >= THAI_ZERO && code < THAI_ZERO + 10) return String(code - THAI_ZERO);
    if (code >= FULL_ZERO && code < FULL_ZERO + 10) return String(code - FULL_ZERO);
    return one;
  });
  return Number(plain.join(""));
}

const DIGITS = "[0-9]{1,2}|[๐-๙]{1,2}|[０-９]{1,2}";
const HAN_DIGITS = "[一二三四五六七八九十]{1,3}";

/** After a number with a point no blank is needed where the script has none between words; else `1.5` were one. */
const PATTERNS: readonly { kind: string; pattern: RegExp; number: (found: string) => number | null }[] = [
  { kind: "(1)", pattern: new RegExp(`^[(（](${DIGITS})[)）]\\s*(?=\\S)`), number: digits },
  { kind: "1)", pattern: new RegExp(`^(${DIGITS})[)）]\\s*(?=\\S)`), number: digits },
  { kind: "1、", pattern: new RegExp(`^(${DIGITS})[、．]\\s*(?=\\S)`), number: digits },
  { kind: "1.", pattern: new RegExp(`^(${DIGITS})\\.(?:\\s+|(?=[^\\s\\d.]))`), number: digits },
  { kind: "1 -", pattern: new RegExp(`^(${DIGITS})\\s*[-–—]\\s+`), number: digits },
  { kind: "(一)", pattern: new RegExp(`^[(（](${HAN_DIGITS})[)）]\\s*(?=\\S)`), number: hanNumber },
  { kind: "一、", pattern: new RegExp(`^(${HAN_DIGITS})[、．.]\\s*(?=\\S)`), number: hanNumber },
  {
    kind: "第一",
    pattern: new RegExp(`^第(${HAN_DIGITS})[條条項项點点]?[、，：:．.\\s]\\s*(?=\\S)`),
    number: hanNumber,
  },
  { kind: "①", pattern: /^([①-⑳])\s*(?=\S)/, number: (found) => CIRCLED.indexOf(found) + 1 },
  { kind: "ข้อ", pattern: new RegExp(`^ข้อ(?:ที่)?\\s*(${DIGITS})[.:]?\\s+`), number: digits },
  { kind: "a)", pattern: /^[(]?([a-z])[)]\s+/, number: (found) => found.charCodeAt(0) - 96 },
];

const DASH = /^([-–—•‣▪●○◦·∙■□➢➤※*])\s+(?=\S)/;
/** Dots stand close to their words where a script has no blanks. */
const DOT = /^([•●▪■◆·])(?=\S)/;

/**
 * How a line begins.
 * @returns null when it is no entry of a list
 */
export function markerOf(line: string): Marker | null {
  const bare = line.replace(/^[\s\u3000\u200b]+/, "");
  const indent = line.length - bare.length;
  for (const { kind, pattern, number } of PATTERNS) {
    const found = pattern.exec(bare);
    const counted = found?.[1] === undefined ? null : number(found[1]);
    if (found && counted !== null && counted > 0) {
      return { kind, number: counted, text: bare.slice(found[0].length).trim(), indent };
    }
  }
  // Not a line of dashes, which rules something off.
  const dash = DASH.exec(bare) ?? DOT.exec(bare);
  if (!dash || /^[-–—*·\s]+$/.test(bare)) return null;
  return { kind: "-", number: null, text: bare.slice(dash[0].length).trim(), indent };
}
