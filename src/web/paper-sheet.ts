// The style sheets of what is printed: those of one page and of a text, for each paper, with its measures and a class
// for each size of letters. Apart from the sheet of all pages, which nobody should load larger for it. Addresses
// change with the bytes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  ADDRESS_SIZES,
  CALL_SIZES,
  DIVISIONS,
  PAPERS,
  type Paper,
  SHEET,
  SHEET_TITLE_SIZES,
  SUMMARY_OF_CALL,
  TEXT_OF_CALL,
  TITLE_SIZES,
} from "./paper.ts";
import { type ServedFile, squeeze } from "./stylesheet.ts";

/** The class of a size: `title-30_5`. */
export function sizeClass(of: "title" | "calls" | "address" | "head", size: number): string {
  return `${of}-${String(size).replace(".", "_")}`;
}

/** What is printed on one page goes to its edges; a text that runs on leaves a margin, where browsers number pages. */
const KINDS = {
  page: { margin: "0", files: ["paper", "poster", "signing-sheet"] },
  text: { margin: "15mm 0 17mm", files: ["paper", "printed-text"] },
} as const;

const read = (name: string) => readFileSync(new URL(`./style/${name}.css`, import.meta.url), "utf8");

function sheetOf(paper: Paper, of: keyof typeof KINDS): ServedFile {
  const { width, height, css: size } = PAPERS[paper];
  const classes = [
    ...Object.entries(DIVISIONS).map(
      ([name, { spine, pad, code, ask, beside }]) =>
        `.division-${name}{--spine:${spine}mm;--pad:${pad}mm;--code:${code}mm;--ask:${ask}pt;--beside:${beside}pt}`,
    ),
    ...TITLE_SIZES.map((title) => `.${sizeClass("title", title)}{--title:${title}pt}`),
    ...CALL_SIZES.map((calls) => `.${sizeClass("calls", calls)}{--calls:${calls}pt}`),
    ...SHEET_TITLE_SIZES.map((title) => `.${sizeClass("head", title)}{--title:${title}pt}`),
    `.signing{--spine:${SHEET.spine}mm;--pad:${SHEET.pad}mm;--code:${SHEET.code}mm;--small:${SHEET.small}pt}`,
    ...ADDRESS_SIZES.map((address) => `.${sizeClass("address", address)}{--address:${address}pt}`),
  ];
  const ratios = `--text-of-call:${TEXT_OF_CALL};--summary-of-call:${SUMMARY_OF_CALL}`;
  const measures = `:root{--paper-width:${width}mm;--paper-height:${height}mm;${ratios}}`;
  const sizes = `@media print,(min-width:54rem){${classes.join("")}}`;
  const page = `@page{size:${size};margin:${KINDS[of].margin}}`;
  const css = KINDS[of].files.map(read).join("\n");
  const body = squeeze(`${measures}${css}${sizes}${page}`);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);
  return { path: `/assets/${of}-${paper}-${hash}.css`, contentType: "text/css; charset=utf-8", body };
}

/** The sheets of each paper, for one page and for a text. */
export const PAPER_SHEETS: Readonly<Record<Paper, Readonly<Record<keyof typeof KINDS, ServedFile>>>> = {
  a4: { page: sheetOf("a4", "page"), text: sheetOf("a4", "text") },
  letter: { page: sheetOf("letter", "page"), text: sheetOf("letter", "text") },
};
