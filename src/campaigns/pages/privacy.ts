// stub
import type { PrivacyView } from "../view.ts";
/** `/privacy`, made from facts. Gives a full HTML document. */
export function privacyPage(view: PrivacyView): string { return view.site.name; }
