// One thing at a time: whoever clicks twice asks once.
import type { Context } from "./page.ts";

export interface OneAtATime {
  readonly working: boolean;
  /** Does something that may fail, unless something is under way; what fails is told above the page. */
  run(what: () => Promise<void>): Promise<void>;
}

/** @param context the page's, drawn anew before and after */
export function oneAtATime(context: Pick<Context, "redraw" | "attempt">): OneAtATime {
  let working = false;
  return {
    get working() {
      return working;
    },
    run: async (what) => {
      if (working) return;
      working = true;
      context.redraw();
      await context.attempt(() =>
        what().finally(() => {
          working = false;
        }),
      );
    },
  };
}
