// Ids of signatures as they are typed.
import { Mistake } from "./command.ts";

/** Reads ids. @throws Mistake for what is none */
export function readIds(words: readonly string[]): number[] {
  return words.map((word) => {
    const id = Number(word);
    if (/^[1-9]\d*$/.test(word) && Number.isSafeInteger(id)) return id;
    throw new Mistake(`${word} is not the ID of a signature (a number, as export gives it).`);
  });
}
