// The program that loads: fires what it is told to, and says how busy its core was meanwhile.
import { type Fired, fire, type Work } from "./firing.ts";
import { busyBetween, coreSpent } from "./machine.ts";
import { answerAsked } from "./programs.ts";

/** What came of one round. */
export interface Loaded extends Fired {
  /** How busy the load's core was, 0 to 1, by whatever ran there; null where that cannot be known. */
  busy: number | null;
}

answerAsked({
  fire: async ({ work, core }: { work: Work; core: number }): Promise<Loaded> => {
    const before = coreSpent(core);
    const fired = await fire(work);
    return { ...fired, busy: busyBetween(before, coreSpent(core)) };
  },
});
