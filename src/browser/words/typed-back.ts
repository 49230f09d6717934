// Two of the words, typed back from the paper. Which two is drawn anew each time, so that nobody writes down those
// alone; the words themselves are out of sight meanwhile.
import { html, type TemplateResult } from "lit-html";
import type { DeskSay } from "../../locales/desk.ts";
import { shuffled } from "../../vault/chance.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { readWords } from "../../vault/words.ts";
import { textField, typed } from "../field.ts";

export interface TypedBack {
  /** The two places that are asked for, from 1. */
  readonly places: readonly number[];
  fields(): TemplateResult;
  /**
   * Looks at the form in which the fields stand.
   * @returns whether both words are right; what is wrong is told beside its field at the next drawing
   */
  check(form: HTMLFormElement): boolean;
}

/**
 * Asks for two of some words.
 * @param p for the draw
 * @param words joined by blanks
 */
export function askBack(p: Pick<Primitives, "random">, t: DeskSay, words: string): TypedBack {
  const list = words.split(" ");
  const all = list.map((_, at) => at + 1);
  const places = shuffled(p, all)
    .slice(0, 2)
    .sort((a, b) => a - b);
  let wrong: readonly number[] = [];
  return {
    places,
    fields: () =>
      html`${places.map((place) =>
        textField({
          name: `word-${place}`,
          label: t("words.place", { place }),
          wrong: wrong.includes(place) ? t("words.wrong", { place }) : null,
        }),
      )}`,
    check: (form) => {
      wrong = places.filter((place) => readWords(typed(form, `word-${place}`)) !== list[place - 1]);
      return wrong.length === 0;
    },
  };
}
