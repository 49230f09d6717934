// The names table as the public reads it, and what names are sorted by. A name shows from the lot after its
// approval; one that is taken away is gone with the row.
import type { SignAs } from "../../store/schema.ts";
import type { Reading } from "../../store/store.ts";
import type { NameLine } from "../view.ts";

const TITLES = /^(?:(?:dr|prof|mr|mrs|ms|mx)\.?\s+)+/iu;
const LATIN = /^[a-z]/;

/**
 * What a name is sorted by: Latin letters without marks first, in the order of the alphabet, then every other
 * script in the order of its code points. Stored, so that an index can page through it.
 * @param words the words shown
 * @returns lower-case text that compares byte by byte
 */
export function sortTextOf(words: string): string {
  const plain = words
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .trim();
  const bare = plain.replace(TITLES, "").replace(/^[^\p{L}\p{N}]+/u, "") || plain;
  return `${LATIN.test(bare) ? "a" : "b"} ${bare}`.slice(0, 200);
}

/**
 * The letter that heads a name's group.
 * @param sort the text of `sortTextOf`
 * @returns `A` … `Z`, or `…` for what no Latin letter begins
 */
export function letterOf(sort: string): string {
  return sort.startsWith("a ") ? sort.charAt(2).toUpperCase() : "…";
}

/** Which names: of one campaign and one kind. */
export interface NamesOf {
  campaign: Uint8Array;
  as: SignAs;
}

/** @returns a stretch of the shown names by alphabet, after a name, at most `most` */
export async function readNames(
  db: Reading,
  { campaign, as }: NamesOf,
  page: { most: number; skip: number },
): Promise<(NameLine & { sort: string })[]> {
  return db
    .selectFrom("names")
    .select(["words", "detail", "sort"])
    .where("campaign", "=", campaign)
    .where("as", "=", as)
    .where("lot", "is not", null)
    .orderBy("sort")
    .orderBy("signature")
    .limit(page.most)
    .offset(page.skip)
    .execute();
}

/** @returns how many names show */
export async function countNames(db: Reading, { campaign, as }: NamesOf): Promise<number> {
  const { many } = await db
    .selectFrom("names")
    .select((select) => select.fn.countAll<number>().as("many"))
    .where("campaign", "=", campaign)
    .where("as", "=", as)
    .where("lot", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(many);
}
