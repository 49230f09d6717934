// A text as it may lie somewhere: in which bytes a search has to look for it.
import { SHORTEST } from "./scan.ts";

export interface Spelling {
  as: string;
  bytes: Uint8Array;
}

/** What is left of a base64 text that begins `shift` bytes into a group of three, without what neighbours change. */
function base64At(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
  const from = shift === 0 ? 0 : shift + 1;
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return text.slice(from, whole);
}

const percent = (byte: number) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
const isPlain = (byte: number) => /[A-Za-z0-9._-]/.test(String.fromCharCode(byte)) && byte < 128;

/** Bytes in their texts: base64 in its three alignments, both alphabets; hexadecimal. */
export function writtenOut(bytes: Uint8Array): Spelling[] {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const base64 = [0, 1, 2].flatMap((shift) => {
    const text = base64At(raw, shift);
    const url = text.replaceAll("+", "-").replaceAll("/", "_");
    return [
      { as: `base64+${shift}`, text },
      { as: `base64url+${shift}`, text: url },
    ];
  });
  const hex = raw.toString("hex");
  const texts = [...base64, { as: "hex", text: hex }, { as: "HEX", text: hex.toUpperCase() }];
  return texts.map(({ as, text }) => ({ as, bytes: Buffer.from(text, "latin1") }));
}

/** One text, letter for letter: UTF-8, both UTF-16, base64, hexadecimal, percent and equals signs, JSON and HTML. */
function letterForLetter(text: string): Spelling[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, "utf16le");
  const escaped = (write: (byte: number) => string) => [...utf8].map(write).join("");
  const points = (write: (code: number) => string) =>
    [...text].map((one) => (one.charCodeAt(0) < 128 ? one : write(one.codePointAt(0) ?? 0))).join("");
  const json = [...text]
    .flatMap((one) => (one.charCodeAt(0) < 128 ? one : one.split("")))
    .map((unit) =>
      unit.charCodeAt(0) < 128 ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .join("");
  const written: [string, string][] = [
    ["url", escaped((byte) => (isPlain(byte) ? String.fromCharCode(byte) : percent(byte)))],
    [
      "form",
      escaped((byte) => (byte === 32 ? "+" : isPlain(byte) ? String.fromCharCode(byte) : percent(byte))),
    ],
    ["URL", escaped(percent)],
    [
      "quoted-printable",
      escaped((byte) =>
        byte < 127 && byte !== 61 ? String.fromCharCode(byte) : percent(byte).replace("%", "="),
      ),
    ],
    ["json", json],
    ["html", points((code) => `&#${code};`)],
    ["html hex", points((code) => `&#x${code.toString(16)};`)],
  ];
  return [
    { as: "utf-8", bytes: utf8 },
    { as: "utf-16le", bytes: utf16 },
    { as: "utf-16be", bytes: Buffer.from(utf16).swap16() },
    ...writtenOut(utf8),
    ...written.map(([as, one]) => ({ as, bytes: Buffer.from(one, "latin1") })),
  ];
}

/** Without marks and in lower case, as something that is sorted or compared may be kept. */
function plainOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/**
 * Every spelling of a text that is long enough to be looked for, each once.
 * @param text as it was typed
 */
export function spellingsOf(text: string): Spelling[] {
  const forms = [text, text.normalize("NFD"), text.toLowerCase(), text.toUpperCase(), plainOf(text)];
  const all = new Map<string, Spelling>();
  for (const form of new Set(forms)) {
    for (const spelling of letterForLetter(form)) {
      const key = Buffer.from(spelling.bytes).toString("latin1");
      if (spelling.bytes.length >= SHORTEST && !all.has(key)) all.set(key, spelling);
    }
  }
  return [...all.values()];
}
