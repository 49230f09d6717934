// The list by keyboard: j and k go down and up, x chooses, a accepts, t takes off, o looks closer, / finds, ? explains. They can be switched off,
// since single letters are in the way of whoever speaks to their computer.
import type { Person } from "../../signing/people/person.ts";
import { actsOf } from "./row.ts";
import type { Work } from "./work.ts";

export interface ListKeys {
  /** The line that the keys are at. */
  at: number;
  on: boolean;
  stop(): void;
}

/** Whether somebody is typing or choosing something else. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog")) return true;
  const types = target instanceof HTMLInputElement && target.type !== "checkbox";
  return types || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

/**
 * Listens to the keys.
 * @param work what is open
 * @param found those who are found now, in their order
 * @param reveal scrolls until a line is in sight
 */
export function followKeys(
  work: Work,
  found: () => readonly Person[],
  reveal: (at: number) => void,
): ListKeys {
  const { redraw } = work.context;
  const goTo = (at: number) => {
    const many = found().length;
    if (many === 0) return;
    keys.at = Math.min(many - 1, Math.max(0, at));
    reveal(keys.at);
    redraw();
    document.querySelector<HTMLElement>(`[data-line="${keys.at}"]`)?.focus({ preventScroll: true });
  };
  const act = (person: Person | undefined) => {
    const [first] = person && !work.removals.has(person.id) ? actsOf(person) : [];
    // Hiding is not accepting.
    if (person && first && first !== "hide") void work[first]([person.id]);
  };
  const press = (event: KeyboardEvent) => {
    // In other parts of the page the lines are out of sight.
    if (!keys.on || work.part !== "list" || isElsewhere(event)) return;
    const person = found()[keys.at];
    const chosen = [...work.chosen];
    const doing: Record<string, () => void> = {
      j: () => goTo(keys.at + (document.activeElement?.closest("[data-line]") ? 1 : 0)),
      k: () => goTo(keys.at - 1),
      x: () => {
        if (!person) return;
        if (!work.chosen.delete(person.id)) work.chosen.add(person.id);
        redraw();
      },
      a: () => (chosen.length > 0 ? void work.accept(chosen) : act(person)),
      t: () => work.askTakeOff(chosen.length > 0 ? chosen : person ? [person.id] : []),
      o: () => {
        if (!person) return;
        work.looking = person.id;
        redraw();
      },
      "?": () => {
        work.helping = true;
        redraw();
      },
      "/": () => document.querySelector<HTMLInputElement>("#people-find")?.focus(),
    };
    const done = doing[event.key];
    if (!done) return;
    event.preventDefault();
    done();
  };
  document.addEventListener("keydown", press);
  const keys: ListKeys = {
    at: 0,
    on: true,
    stop: () => document.removeEventListener("keydown", press),
  };
  return keys;
}
