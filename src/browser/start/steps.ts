// The steps of a ceremony. The browser's Back and Forward go between those that were reached, so that a slip of the
// thumb loses no words; the history holds the number of a step and nothing else.

export interface Steps<Step extends string> {
  readonly at: Step;
  /** Goes on to a step, or back to one that was passed. */
  go(step: Step): void;
  /** What lies ahead is to be reached anew: what it was made of has changed. */
  cut(): void;
  /** To be called when the browser went back or forward. */
  stepped(): void;
}

/** What the history holds of a step. */
interface Kept {
  step: number;
}

/**
 * Opens the steps at the first one.
 * @param order every step
 * @param redraw draws the page, whose heading is then told
 * @param held whether nothing leads back now, since what is made may be made already
 */
export function openSteps<Step extends string>(
  order: readonly [Step, ...Step[]],
  redraw: () => void,
  held: () => boolean,
): Steps<Step> {
  let at: Step = order[0];
  let furthest = 0;
  const keep = (step: number): Kept => ({ step });
  const draw = () => {
    redraw();
    // Whoever uses a keyboard or a voice is told where they are.
    document.querySelector<HTMLElement>("h1")?.focus();
    scrollTo(0, 0);
  };
  // After a reload the browser still holds the number of the step before.
  history.replaceState(keep(0), "");
  return {
    get at() {
      return at;
    },
    go: (step) => {
      const next = order.indexOf(step);
      if (step !== at) history.pushState(keep(next), "");
      at = step;
      furthest = Math.max(furthest, next);
      draw();
    },
    cut: () => {
      furthest = order.indexOf(at);
    },
    stepped: () => {
      const asked = (history.state as Partial<Kept> | null)?.step ?? 0;
      if (held()) {
        history.pushState(keep(order.indexOf(at)), "");
        return;
      }
      at = order[Math.min(asked, furthest)] ?? order[0];
      draw();
    },
  };
}
