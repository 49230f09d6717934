// stub
import type { NamesPageView } from "../view.ts";
/** `/:slug/names`: organisations, then people by letter, how we count. */
export function namesPage(view: NamesPageView): string { return view.language; }
