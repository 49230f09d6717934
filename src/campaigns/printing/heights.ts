// How tall a text stands on paper, about: its lines (lines.ts) as wide as letters are (widths.ts). Pure.
import { linesOf, piecesOf } from "./lines.ts";
import { widthOf } from "./widths.ts";

/** One point in millimetres. */
export const POINT = 25.4 / 72;

/** How a text is set. */
export interface Setting {
  /** In points. */
  size: number;
  /** Line height against the size. */
  lead: number;
  /** The column's width in millimetres. */
  across: number;
}

export interface Ruler {
  lines(text: string, setting: Omit<Setting, "lead">): number;
  /** In millimetres. */
  tall(text: string, setting: Setting): number;
  /** The widest of a text's words, in em. */
  widest(text: string): number;
}

/**
 * Measures texts of one language; the same question is answered once.
 * @param language decides where lines may break
 */
export function openRuler(language: string): Ruler {
  const cut = new Map<string, readonly string[]>();
  const counted = new Map<string, number>();
  const pieces = (text: string) => {
    const found = cut.get(text) ?? piecesOf(text, language);
    cut.set(text, found);
    return found;
  };
  const lines: Ruler["lines"] = (text, { size, across }) => {
    const em = across / (size * POINT);
    const id = `${em.toFixed(2)} ${text}`;
    let many = counted.get(id);
    if (many === undefined) {
      many = linesOf(pieces(text), em, widthOf).length;
      counted.set(id, many);
    }
    return many;
  };
  return {
    lines,
    tall: (text, setting) => lines(text, setting) * setting.size * POINT * setting.lead,
    widest: (text) => Math.max(0, ...pieces(text).map((piece) => widthOf(piece.trimEnd()))),
  };
}

/** Line heights as the style sheets have them (style/scripts.css, style/paper.css). */
export function leadingOf(language: string): { title: number; text: number } {
  if (/^(?:th|ar|fa|ur)\b/i.test(language)) return { title: 1.37, text: 1.5 };
  if (/^(?:zh|ja|ko|he)\b/i.test(language)) return { title: 1.22, text: 1.4 };
  return { title: /^vi\b/i.test(language) ? 1.2 : 1.06, text: 1.3 };
}
