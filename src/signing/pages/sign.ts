// stub
import type { SignPageView } from "../view.ts";
/** `/:slug/sign`: the form alone; with errors, what was typed is kept. Holds STAMP_MARK once while open. */
export function signPage(view: SignPageView): string { return view.language; }
