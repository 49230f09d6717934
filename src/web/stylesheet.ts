// The one style sheet of public pages, read once from style.css, under an address that changes with its bytes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A file that a route serves as it is, for ever. */
export interface ServedFile {
  /** From the root, such as `/assets/style-4f0c….css`. */
  path: string;
  contentType: string;
  body: string;
}

/** Takes the text of a style sheet, gives it without comments and needless blanks. */
export function squeeze(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/;}/g, "}")
    .trim();
}

const body = squeeze(readFileSync(new URL("./style.css", import.meta.url), "utf8"));
const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);

/** The style sheet of all public pages. */
export const STYLE: ServedFile = { path: `/assets/style-${hash}.css`, contentType: "text/css; charset=utf-8", body };
