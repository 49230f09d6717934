// The queries about the team and about what was done.
import type { Reading } from "../../store/store.ts";

/** @returns every account, as colleagues see it, in the order in which they came */
export function readTeam(read: Reading) {
  return read
    .selectFrom("accounts")
    .select(["id", "name", "email", "organisation", "role", "tested", "made_day"])
    .select((select) =>
      select
        .selectFrom("deeds")
        .select(({ fn }) => fn.max("day").as("day"))
        .whereRef("deeds.who", "=", "accounts.id")
        .where("deeds.what", "=", "open")
        .as("opened"),
    )
    .orderBy("made_day")
    .orderBy("id")
    .execute();
}

/**
 * What was done, the latest first.
 * @param before goes on before the line with this number; 0 for the latest
 * @param most how many lines
 */
export function readDeeds(read: Reading, before: number, most: number) {
  let query = read
    .selectFrom("deeds")
    .leftJoin("accounts", "accounts.id", "deeds.who")
    .leftJoin("former", "former.id", "deeds.who")
    .leftJoin("accounts as others", "others.id", "deeds.whom")
    .leftJoin("former as gone", "gone.id", "deeds.whom")
    .leftJoin("campaigns", "campaigns.id", "deeds.campaign")
    .select(({ fn }) => fn.coalesce("accounts.name", "former.name").as("name"))
    .select(({ fn }) => fn.coalesce("others.name", "gone.name").as("whom"))
    .select(["deeds.id", "deeds.what", "campaigns.slug", "deeds.many", "deeds.day"])
    .orderBy("deeds.id", "desc")
    .limit(most);
  if (before > 0) query = query.where("deeds.id", "<", before);
  return query.execute();
}
