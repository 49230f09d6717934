// The style sheet of each paper: style/paper.css with the paper's measures and a class for each size of letters.
// Apart from the sheet of all pages, which nobody should load larger for it. Addresses change with the bytes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  ADDRESS_SIZES,
  CALL_SIZES,
  DIVISIONS,
  PAPERS,
  type Paper,
  SUMMARY_OF_CALL,
  TEXT_OF_CALL,
  TITLE_SIZES,
} from "./paper.ts";
import { type ServedFile, squeeze } from "./stylesheet.ts";

const css = readFileSync(new URL("./style/paper.css", import.meta.url), "utf8");

/** The class of a size: `title-30_5`. */
export function sizeClass(of: "title" | "calls" | "address", size: number): string {
  return `${of}-${String(size).replace(".", "_")}`;
}

function sheetOf(paper: Paper): ServedFile {
  const { width, height, css: size } = PAPERS[paper];
  const classes = [
    ...Object.entries(DIVISIONS).map(
      ([name, { spine, pad, code, ask, beside }]) =>
        `.${name}{--spine:${spine}mm;--pad:${pad}mm;--code:${code}mm;--ask:${ask}pt;--beside:${beside}pt}`,
    ),
    ...TITLE_SIZES.map((title) => `.${sizeClass("title", title)}{--title:${title}pt}`),
    ...CALL_SIZES.map((calls) => `.${sizeClass("calls", calls)}{--calls:${calls}pt}`),
    ...ADDRESS_SIZES.map((size) => `.${sizeClass("address", size)}{--address:${size}pt}`),
  ];
  const ratios = `--text-of-call:${TEXT_OF_CALL};--summary-of-call:${SUMMARY_OF_CALL}`;
  const measures = `:root{--paper-width:${width}mm;--paper-height:${height}mm;${ratios}}`;
  const sizes = `@media print,(min-width:54rem){${classes.join("")}}`;
  const body = squeeze(measures + css.replaceAll("PAPER", size) + sizes);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);
  return { path: `/assets/paper-${paper}-${hash}.css`, contentType: "text/css; charset=utf-8", body };
}

/** The sheet of each paper. */
export const PAPER_SHEETS: Readonly<Record<Paper, ServedFile>> = {
  a4: sheetOf("a4"),
  letter: sheetOf("letter"),
};
