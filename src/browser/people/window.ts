// Which lines of a long list are drawn: those in sight and some around. Lines have one fixed height (the sheet's), so
// that where each stands is known without drawing it.
import { noChange } from "lit-html";
import { Directive, directive, type ElementPart, type PartInfo, PartType } from "lit-html/directive.js";

/** Lines drawn above and below what is in sight. */
const AROUND = 12;

class Height extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error("a height belongs to an element");
  }
  render(_pixels: number): unknown {
    return noChange;
  }
  override update({ element }: ElementPart, [pixels]: [number]): unknown {
    // Set on the element itself: the page's rules forbid style attributes.
    (element as HTMLElement).style.height = `${pixels}px`;
    return noChange;
  }
}

/** Gives an element a height in pixels. */
export const height = directive(Height);

export interface Stretch {
  from: number;
  /** Behind the last one. */
  to: number;
}

/**
 * Which lines to draw.
 * @param many how many lines there are
 * @param line height of one, in pixels
 * @param top where the first line begins, from the top of what is in sight; negative once it was scrolled past
 * @param seen height of what is in sight
 */
function stretchOf(many: number, line: number, top: number, seen: number): Stretch {
  const from = Math.floor(-top / line) - AROUND;
  const to = Math.ceil((seen - top) / line) + AROUND;
  const inside = (at: number) => Math.min(many, Math.max(0, at));
  return { from: inside(from), to: inside(to) };
}

/** A long list on the page. */
export interface LongList {
  /** What is to be drawn now. */
  stretch(many: number): Stretch;
  /** Height of one line, in pixels. */
  readonly line: number;
  /** Looks at what was drawn: how high a line is. Call it after drawing. */
  measure(): void;
  /** Scrolls until a line is in sight. */
  reveal(at: number): void;
  stop(): void;
}

/**
 * Follows the page as it is scrolled.
 * @param body finds the element that holds the lines
 * @param redraw draws again, when other lines are in sight
 */
export function followScroll(body: () => HTMLElement | null, redraw: () => void): LongList {
  let line = 32;
  let drawn: Stretch = { from: 0, to: 0 };
  let last = 0;
  let asked = 0;

  const now = (many: number) => {
    const top = body()?.getBoundingClientRect().top ?? 0;
    return stretchOf(many, line, top, innerHeight);
  };
  const look = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      list.measure();
      const next = now(last);
      if (next.from !== drawn.from || next.to !== drawn.to) redraw();
    });
  };
  addEventListener("scroll", look, { passive: true });
  addEventListener("resize", look, { passive: true });
  const list: LongList = {
    get line() {
      return line;
    },
    stretch: (many) => {
      last = many;
      drawn = now(many);
      return drawn;
    },
    measure: () => {
      const first = body()?.querySelector<HTMLElement>("[data-line]");
      const high = first?.getBoundingClientRect().height ?? 0;
      if (high === 0 || Math.abs(high - line) < 0.01) return;
      line = high;
      redraw();
    },
    reveal: (at) => {
      const box = body()?.getBoundingClientRect();
      if (!box) return;
      const top = box.top + at * line;
      // Under what stays at the top, and above what stays at the foot.
      const [high, low] = [3 * line, innerHeight - 3 * line];
      if (top < high) scrollBy(0, top - high);
      else if (top + line > low) scrollBy(0, top + line - low);
    },
    stop: () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
      cancelAnimationFrame(asked);
    },
  };
  return list;
}
