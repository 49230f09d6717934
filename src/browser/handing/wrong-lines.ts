// The lines of a list that are not taken, as a file: they are mended in a spreadsheet and brought in again.
import { stringify } from "csv-stringify/browser/esm/sync";
import type { Table } from "../../signing/brought-in/file.ts";
import type { LineWhy, Wrong } from "../../signing/brought-in/reading.ts";

/**
 * @param say says why
 * @returns a CSV with the columns of the list, behind one that says what is wrong
 */
export function wrongLines(table: Table, wrong: readonly Wrong[], say: (why: LineWhy) => string): string {
  const rows = wrong.map(({ why, column, cells }) => [
    column === "" ? say(why) : `${column}: ${say(why)}`,
    ...cells,
  ]);
  const options = { delimiter: table.separator, escape_formulas: true, record_delimiter: "windows" as const };
  // Spreadsheets read another alphabet where the file does not begin by saying that it is UTF-8.
  return `\ufeff${stringify([["!", ...table.head], ...rows], options)}`;
}
