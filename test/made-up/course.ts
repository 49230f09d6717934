// What came of a campaign, what was brought in and what was published in numbers, made up: for looking at pages.
import type { Brought } from "../../src/campaigns/brought.ts";
import { dayOfIso } from "../../src/clock.ts";
import type { Step } from "../../src/signing/handing/api.ts";
import type { NumbersTable } from "../../src/signing/view.ts";

const on = dayOfIso("2026-11-20");

/** Delivered, answered with a link, outcome. @param language of the words */
export function steps(language: string, words: { whom: string; text: string }): Step[] {
  const told = { day: on, language, link: "", text: "", whom: words.whom };
  return [
    { ...told, id: 1, kind: "delivered" },
    {
      ...told,
      ...{ id: 2, kind: "answered", text: `${words.text}\n\n${words.text}` },
      link: "https://council.example/answer.pdf",
    },
    { ...told, id: 3, kind: "outcome", whom: "", text: words.text },
  ];
}

/** @param labels of a list and of paper */
export function broughtIn(labels: [string, string]): Brought[] {
  return [
    { label: labels[0], people: 412, organisations: 0, kind: "rows", day: on },
    { label: labels[1], people: 58, organisations: 3, kind: "paper", day: on },
  ];
}

/** Of days, and of a field. @param options some of the field's */
export function numbers(field: string, options: readonly string[]): NumbersTable[] {
  return [
    {
      of: "day",
      cells: [
        { label: "2026-11-19", about: 85 },
        { label: "2026-11-20", about: 40 },
      ],
      rest: 25,
      day: on,
    },
    {
      of: field,
      cells: [...options.map((label, at) => ({ label, about: 15 + 10 * at })), { label: "", about: 1_005 }],
      rest: 15,
      day: on,
    },
  ];
}
