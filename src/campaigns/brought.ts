// What was collected elsewhere, as the public is told: numbers under labels, apart from the count.
import type { Reading } from "../store/store.ts";

export interface Brought {
  label: string;
  people: number;
  organisations: number;
  /** A list that a key holder brought in, or a number from paper. */
  kind: "rows" | "paper";
  /** The day on which it was so many. */
  day: number;
}

/** The last number of every source that counts. */
export async function readBrought(db: Reading, campaign: Uint8Array): Promise<Brought[]> {
  return db
    .selectFrom("brought")
    .innerJoin("brought_numbers", "brought_numbers.source", "brought.id")
    .select(["label", "people", "organisations", "kind", "day"])
    .where("brought.campaign", "=", campaign)
    .where("done", "=", 1)
    .where("brought_numbers.id", "in", (last) =>
      last
        .selectFrom("brought_numbers")
        .select(({ fn }) => fn.max("brought_numbers.id").as("id"))
        .where("brought_numbers.campaign", "=", campaign)
        .groupBy("brought_numbers.source"),
    )
    .orderBy("brought.id")
    .execute();
}
