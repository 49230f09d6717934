// The parts of the page of people beside the list itself, in the order in which they are offered.
import type { TemplateResult } from "lit-html";
import type { Work } from "./work.ts";

/** One part. */
export interface Part {
  readonly name: string;
  title(): string;
  view(): TemplateResult;
  /** Told when somebody goes to it. */
  opened?(): void;
}

/** Opens the parts for what is open. */
export function partsOf(_work: Work): readonly Part[] {
  return [];
}
