// What belongs to a campaign beside its signatures: what came of it (delivered, answered, outcome), what was collected
// elsewhere and is counted apart, and the tables of numbers that were published.
import type { Kysely } from "kysely";
import { makeIndexes, makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  steps: {
    bytes: "campaign who",
    whole: "day made_day",
    words: "kind whom text link language",
    key: "number",
  },
  brought: { bytes: "campaign who pass", whole: "made_day done", words: "kind label", key: "number" },
  brought_rows: {
    bytes: "campaign row sealed_hash",
    whole: "source piece epoch envelope text day",
    words: "as",
    key: "number",
  },
  brought_numbers: {
    bytes: "campaign who",
    whole: "source people organisations day made_day",
    words: "",
    key: "number",
  },
  breakdowns: { bytes: "campaign", whole: "day size", words: "of cells", key: ["campaign", "of"] },
};

/** Makes the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db, TABLES);
  await makeIndexes(db, [
    ["steps", ["campaign", "id"]],
    ["brought", ["pass"], true],
    ["brought", ["campaign", "id"]],
    ["brought_rows", ["source", "piece"]],
    ["brought_rows", ["campaign", "id"]],
    ["brought_rows", ["envelope"]],
    ["brought_numbers", ["source", "id"]],
  ]);
}
