// What one line or one text that somebody typed must be, in any script: trimmed, NFC, without control
// characters, within its bytes; and what a name may not hold. Pure; nothing here knows a form.
import type { FieldErrorKind } from "../campaign.ts";

/** Limits in UTF-8 bytes after trimming and NFC (docs/formats.md, Text), and in graphemes. */
export const LIMITS = {
  email: 254,
  text: 1_024,
  long: 16_000,
  shownAs: 160,
  nameGraphemes: 200,
  shownAsGraphemes: 80,
} as const;

/** How strictly a text is read. */
export interface TextRule {
  readonly maxBytes: number;
  readonly maxGraphemes?: number;
  /** Line breaks and tabs may stand in it. */
  readonly paragraphs?: boolean;
  /** A person's name, an organisation's, or neither; names hold no web or mail address and no leading = + - @. */
  readonly name?: "person" | "organisation";
}

export type Read =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly kind: FieldErrorKind };

// Control characters, line and paragraph separators, and the marks that turn the direction of what follows.
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const CONTROL_IN_PARAGRAPHS = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
const ADDRESS = /:\/\/|\bwww\d?\.|\bmailto:|[^\s@]@[^\s@]+\.[^\s@]|[\p{L}\p{N}-]\.[a-z]{2,10}\/\S/iu;
// A person is not called example.com; an organisation may be called Change.org.
const DOMAIN =
  /[\p{L}\p{N}-]{2,}\.(?:com|net|org|info|biz|io|app|dev|xyz|top|site|online|shop|club|link|click|live|store|example|ly|gg|ru|cn)(?![\p{L}\p{N}-])/iu;

const LEADING = /^[\p{Z}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]/u;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const utf8 = new TextEncoder();

/**
 * Reads one typed text.
 * @param raw as it came from the form
 * @returns the text trimmed and in NFC ("" when nothing visible was typed), or what is wrong with it
 */
export function readText(raw: string, rule: TextRule): Read {
  if (!raw.isWellFormed()) return { ok: false, kind: "control" };
  const value = raw.replaceAll("\r\n", "\n").normalize("NFC").trim();
  if (!VISIBLE.test(value)) {
    return CONTROL_IN_PARAGRAPHS.test(value) ? { ok: false, kind: "control" } : { ok: true, value: "" };
  }
  if ((rule.paragraphs ? CONTROL_IN_PARAGRAPHS : CONTROL).test(value)) return { ok: false, kind: "control" };
  if (hasMoreBytes(value, rule.maxBytes) || tooManyGraphemes(value, rule.maxGraphemes)) {
    return { ok: false, kind: "too_long" };
  }
  if (rule.name !== undefined) {
    if (ADDRESS.test(value) || (rule.name === "person" && DOMAIN.test(value)))
      return { ok: false, kind: "url" };
    // A spreadsheet would run it.
    if (LEADING.test(value)) return { ok: false, kind: "leading" };
  }
  return { ok: true, value };
}

/** Whether a text has more bytes in UTF-8 than it may; most are so short that nobody has to count. */
function hasMoreBytes(text: string, most: number): boolean {
  return text.length * 3 > most && bytesOf(text) > most;
}

/** How many bytes a text has in UTF-8. */
export function bytesOf(text: string): number {
  return utf8.encode(text).length;
}

/**
 * Whether a text is an e-mail address that mail can be sent to: dot-atom local part (any script, RFC 6531),
 * a domain of at least two labels. No quotes, comments, address literals: nobody signs with one.
 * @param address trimmed
 */
export function isEmailAddress(address: string): boolean {
  if (!address.isWellFormed() || bytesOf(address) > LIMITS.email) return false;
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || bytesOf(local) > 64) return false;
  if (!/^[^\p{C}\p{Z}\s"(),:;<>@[\\\]]+$/u.test(local)) return false;
  if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) return false;
  return isDomain(domain);
}

function isDomain(domain: string): boolean {
  if (!/^[\p{L}\p{M}\p{N}.\u3002\u00b7-]+$/u.test(domain)) return false;
  const ascii = URL.parse(`http://${domain}/`)?.hostname;
  if (ascii === undefined || ascii.length > 253) return false;
  const labels = ascii.split(".");
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  // A last label of digits alone would be an address of four numbers.
  return labels.length >= 2 && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? "");
}

function tooManyGraphemes(text: string, max: number | undefined): boolean {
  if (max === undefined || text.length <= max) return false;
  let many = 0;
  for (const _ of graphemes.segment(text)) if (++many > max) return true;
  return false;
}
