// stub
import type { HomeView } from "../view.ts";
/** `/`: who the network is and what is open. Gives a full HTML document. */
export function homePage(view: HomeView): string { return view.site.name; }
