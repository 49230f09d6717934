// A list from elsewhere as a file: its bytes become text, its text a table. Pure; the same in browsers and on the command
// line. Promises that a file is read as a whole or refused in words: no letter is guessed, no line is lost.
import { CsvError, parse } from "csv-parse/browser/esm/sync";

/** Why a file cannot be read. */
export type FileWhy =
  /** neither UTF-8 nor UTF-16 */
  | "encoding"
  | "empty"
  /** a workbook, not a CSV */
  | "workbook"
  /** a quotation mark is not closed, or stands where none can */
  | "quotes"
  | "too_large";

export type FileRead = { ok: true; table: Table } | { ok: false; why: FileWhy; line: number | null };

export interface Line {
  /** Where it begins in the file, from 1. */
  line: number;
  cells: readonly string[];
}

export interface Table {
  head: readonly string[];
  lines: readonly Line[];
  separator: Separator;
}

const CELL_SEPARATORS = [",", ";", "\t"] as const;
export type Separator = (typeof CELL_SEPARATORS)[number];

/** More than this is not read in a browser's tab. */
const MOST_BYTES = 64 * 1_048_576;
/** Of so many letters it is seen what stands between the cells. */
const LOOKED_AT = 100_000;

/**
 * Reads a file.
 * @param separator what stands between two cells; found out where it is not told
 */
export function readFile(bytes: Uint8Array, separator?: Separator): FileRead {
  if (bytes.length > MOST_BYTES) return { ok: false, why: "too_large", line: null };
  // A workbook of Excel or LibreOffice is a ZIP archive.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3)
    return { ok: false, why: "workbook", line: null };
  const text = textOf(bytes);
  if (text === null) return { ok: false, why: "encoding", line: null };
  if (text.trim() === "") return { ok: false, why: "empty", line: null };
  return tableOf(text, separator ?? separatorOf(text));
}

/** The text of a file; null when it is in none of the encodings that say what they are. */
function textOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode("utf-16le", bytes);
  if (first === 0xfe && second === 0xff) return decode("utf-16be", bytes);
  // UTF-8 of a list has no zero bytes; UTF-16 of Latin letters has every other one.
  const head = bytes.subarray(0, 2_000);
  const zeros = (odd: 0 | 1) =>
    head.reduce((many, byte, at) => many + Number(byte === 0 && at % 2 === odd), 0);
  if (zeros(1) > head.length / 8) return decode("utf-16le", bytes);
  if (zeros(0) > head.length / 8) return decode("utf-16be", bytes);
  return decode("utf-8", bytes);
}

/** A mark of the byte order at its beginning is left out by the decoder. */
function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

function linesOf(text: string, separator: Separator, whole: boolean): Line[] {
  const read = parse(text, {
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    trim: true,
    ...(whole ? {} : { relax_quotes: true, to: 20 }),
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return read
    .map(({ record, info }) => {
      // The parser tells where a line ends; what is quoted may go over several.
      const inside = record.reduce((many, cell) => many + cell.split("\n").length - 1, 0);
      return { line: info.lines - inside, cells: record };
    })
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
}

/** The separator by which the first lines have the most cells, and as many in each. */
function separatorOf(text: string): Separator {
  const head = text.slice(0, LOOKED_AT);
  let best: { separator: Separator; score: number } = { separator: ",", score: 0 };
  for (const separator of CELL_SEPARATORS) {
    const score = scoreOf(head, separator);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function scoreOf(text: string, separator: Separator): number {
  try {
    const lines = linesOf(text, separator, false);
    const columns = lines[0]?.cells.length ?? 0;
    const same = lines.filter(({ cells }) => cells.length === columns).length;
    return columns < 2 ? 0 : columns * (same / lines.length);
  } catch {
    return 0;
  }
}

function tableOf(text: string, separator: Separator): FileRead {
  try {
    const [head, ...lines] = linesOf(text, separator, true);
    if (!head || lines.length === 0) return { ok: false, why: "empty", line: null };
    return { ok: true, table: { head: head.cells, lines, separator } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    return { ok: false, why: "quotes", line: lines ?? null };
  }
}
