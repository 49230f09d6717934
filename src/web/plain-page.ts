// stub
import type { PlainPageView } from "./view.ts";
/** The page of an error. Takes what went wrong, gives a full HTML document. */
export function plainPage(view: PlainPageView): string { return String(view.status); }
