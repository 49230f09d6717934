// stub
import type { MineAnswerView, MineView } from "../view.ts";
/** `/:slug/mine`: with the code look, change, take off; without it ask. No stamp. */
export function minePage(view: MineView): string { return view.language; }
/** What `mine` answers; repeats nothing that was typed. */
export function mineAnswerPage(view: MineAnswerView): string { return view.language; }
