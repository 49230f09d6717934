// A small picture of a table: bars, drawn by attributes alone. The table beside it says the same to whoever does not see it.
import { html, svg, type TemplateResult } from "lit-html";
import type { Cell } from "../../signing/numbers/counting.ts";

/** A column of a few days is no wall. */
const LEAST_COLUMNS = 30;
const HEIGHT = 96;
const WIDTH = 640;
const LINE = 14;
const GAP = 6;

/** Columns, one a day, from the first to the last. */
export function dayChart(cells: readonly Cell[]): TemplateResult {
  const most = Math.max(1, ...cells.map(({ many }) => many));
  const wide = WIDTH / Math.max(LEAST_COLUMNS, cells.length);
  const gap = wide > 4 ? 1 : 0;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${cells.map(({ many }, at) => {
      const high = (many / most) * HEIGHT;
      return svg`<rect class="bar" x=${at * wide} y=${HEIGHT - high} width=${Math.max(0.5, wide - gap)} height=${high}></rect>`;
    })}</svg>`;
}

/** Bars, one a cell, in the table's order. */
export function barChart(cells: readonly Cell[]): TemplateResult {
  const most = Math.max(1, ...cells.map(({ many }) => many));
  const high = cells.length * (LINE + GAP);
  return html`<svg class="chart bars" viewBox="0 0 ${WIDTH} ${high}" preserveAspectRatio="none" aria-hidden="true">
    ${cells.map(
      ({ many }, at) =>
        svg`<rect class="bar" x="0" y=${at * (LINE + GAP)} width=${Math.max(many > 0 ? 1 : 0, (many / most) * WIDTH)} height=${LINE}></rect>`,
    )}</svg>`;
}
