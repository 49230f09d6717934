// Ids of signatures and requests as they are typed.
import { Mistake } from "./command.ts";

/** So many ids may stand in one range. */
const MOST = 100_000;

/** Reads ids. @throws Mistake for what is none */
export function readIds(words: readonly string[]): number[] {
  return words.map((word) => {
    const id = Number(word);
    if (/^[1-9]\d*$/.test(word) && Number.isSafeInteger(id)) return id;
    throw new Mistake(`${word} is not the ID of a signature (a number, as export gives it).`);
  });
}

/** Reads ids of requests; `12-40` is each from 12 to 40. @throws Mistake for what is none */
export function readIdRanges(words: readonly string[]): number[] {
  return words.flatMap((word) => {
    const [, from = "", to = from] = /^([1-9]\d*)(?:-([1-9]\d*))?$/.exec(word) ?? [];
    const many = Number(to) - Number(from) + 1;
    if (from !== "" && Number.isSafeInteger(Number(to)) && many >= 1 && many <= MOST) {
      return Array.from({ length: many }, (_, at) => Number(from) + at);
    }
    throw new Mistake(`${word} is not the ID of a request (a number as tidy shows it, or a range: 12-40).`);
  });
}
