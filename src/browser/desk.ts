// The desk's script: which pages there are. It begins when its document is there.
import "./schemas.ts";
import { sayAtDesk } from "../locales/desk.ts";
import { startDesk } from "./frame.ts";
import { broughtInPage, handOverPage } from "./handing/pages.ts";
import { keysPage } from "./keys/page.ts";
import { numbersPage } from "./numbers/pages.ts";
import type { Page } from "./page.ts";
import { peoplePage } from "./people/page.ts";
import { settingsPage } from "./settings/settings.ts";
import { sharePage } from "./share/pages.ts";
import { signInPage } from "./sign-in.ts";
import { startPage } from "./start/start.ts";
import { teamPage } from "./team/page.ts";
import { newPage, textPage, versionsPage } from "./text/pages.ts";
import { waitsPage } from "./waits/page.ts";

const PAGES: readonly Page[] = [
  waitsPage,
  signInPage,
  startPage,
  teamPage,
  settingsPage,
  peoplePage,
  handOverPage,
  broughtInPage,
  numbersPage,
  keysPage,
  newPage,
  textPage,
  versionsPage,
  sharePage,
];

/** Browsers that lack what the keys are made with are told so, not left with an empty page. */
const newEnough = "fromBase64" in Uint8Array && "groupBy" in Map && "withResolvers" in Promise;

if (newEnough) {
  // Some browsers still have no calendar of their own.
  if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
  await startDesk(document.body, PAGES);
} else {
  document.body.textContent = sayAtDesk(document.documentElement.lang)("frame.too_old");
}
