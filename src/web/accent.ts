// Six tokens from a campaign's one accent, so that any colour an organiser picks can be read: as a ground, as text on
// paper and in the dark, as a ring around a box. Promises the contrasts of WCAG 2.2: 4.5 for text, 3 for rings.
import { contrast, toHex, toOklch } from "./oklch.ts";
import type { ServedFile } from "./stylesheet.ts";

const INK = "#161512";
const WHITE = "#ffffff";
const PAPERS = ["#f8f8f5", "#ecece6"] as const;
const DARK_PAPERS = ["#141311", "#211f1c"] as const;

/** A little above what WCAG asks, so that rounding to bytes never falls below. */
const TEXT = 4.6;
const RING = 3.05;
const STEP = 0.005;

/** What a style sheet calls `--accent`, `--on`, `--accent-paper`, `--accent-dark`, `--button`, `--edge`. */
export interface Accent {
  accent: string;
  /** What is written on the accent: white or ink. */
  on: string;
  /** The accent as text on paper. */
  paper: string;
  /** The accent as text on dark paper. */
  dark: string;
  /** The ground of a button on the accent; its text is the accent. */
  button: string;
  /** Rings and boxes on every paper. */
  edge: string;
}

/** Goes lighter or darker in small steps until the colour will do; ends at white or black at the latest. */
function move(from: string, by: number, willDo: (hex: string) => boolean): string {
  const colour = toOklch(from);
  let hex = from;
  while (!willDo(hex) && colour.lightness + by > 0 && colour.lightness + by < 1) {
    colour.lightness += by;
    hex = toHex(colour);
  }
  return hex;
}

const reaches = (ratio: number, grounds: readonly string[]) => (hex: string) =>
  grounds.every((ground) => contrast(hex, ground) >= ratio);

/** Takes `#rrggbb`, gives the six tokens. */
export function accentTokens(chosen: string): Accent {
  const best = Math.max(contrast(chosen, WHITE), contrast(chosen, INK));
  const accent = best >= 4.5 ? chosen : move(chosen, -STEP, reaches(4.5, [WHITE]));
  const on = contrast(accent, WHITE) >= contrast(accent, INK) ? WHITE : INK;
  const tooDark = !reaches(RING, [DARK_PAPERS[1]])(accent);
  return {
    accent,
    on,
    paper: move(accent, -STEP, reaches(TEXT, PAPERS)),
    dark: move(accent, STEP, reaches(TEXT, DARK_PAPERS)),
    button: on,
    edge: move(accent, tooDark ? STEP : -STEP, reaches(RING, [PAPERS[1], DARK_PAPERS[1]])),
  };
}

/** What a campaign without an accent of its own is shown in. */
export const HOUSE_ACCENT = "#a5181c";

/** Where the sheet of an accent is served. */
export function accentPath(chosen: string): string {
  return `/assets/accent-${chosen.slice(1)}.css`;
}

/** The tiny style sheet of an accent (`#rrggbb`), under an address that says which accent it is. */
export function accentSheet(chosen: string): ServedFile {
  const { accent, on, paper, dark, button, edge } = accentTokens(chosen);
  return {
    path: accentPath(chosen),
    contentType: "text/css; charset=utf-8",
    body: `:root{--accent:${accent};--on:${on};--accent-paper:${paper};--accent-dark:${dark};--button:${button};--edge:${edge}}`,
  };
}

/** Takes a path, gives the accent whose sheet it asks for as `#rrggbb`; null when it is no such path. */
export function accentOfPath(path: string): string | null {
  const match = /^\/assets\/accent-([0-9a-f]{6})\.css$/.exec(path);
  return match ? `#${match[1]}` : null;
}
