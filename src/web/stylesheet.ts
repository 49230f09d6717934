// The one style sheet of public pages, put together once from style/*.css, under an address that changes with its
// bytes. What it looks like: a document on a spine of the campaign's accent; no card, no shadow, no icon; ink acts.
// Floor: Chromium 80, Safari 12 (no :is, :has, inset, flex gap; clamp guarded).
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A file that a route serves as it is, for ever. */
export interface ServedFile {
  /** From the root, such as `/assets/style-4f0c….css`. */
  path: string;
  contentType: string;
  body: string;
}

/** In this order: what comes later may say it differently. */
const FILES = [
  "tokens",
  "scripts",
  "base",
  "frame",
  "head",
  "text",
  "line",
  "form",
  "kinds",
  "wide",
  "modes",
];

/** The desk is tables and forms on white; it shares tokens and letters with the public pages. */
const DESK_FILES = [
  "tokens",
  "scripts",
  "base",
  "form",
  "desk",
  "desk-people",
  "desk-text",
  "desk-handing",
  "desk-start",
];

/** Takes the text of a style sheet, gives it without comments and needless blanks. */
export function squeeze(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>~]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}

function sheetOf(name: string, files: readonly string[]): ServedFile {
  const read = (file: string) => readFileSync(new URL(`./style/${file}.css`, import.meta.url), "utf8");
  const body = squeeze(files.map(read).join("\n"));
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);
  return { path: `/assets/${name}-${hash}.css`, contentType: "text/css; charset=utf-8", body };
}

/** The style sheet of all public pages. */
export const STYLE = sheetOf("style", FILES);

/** The style sheet of the desk. */
export const DESK_STYLE = sheetOf("desk", DESK_FILES);
