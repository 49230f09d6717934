// The pages on which a campaign's list leaves. Their scripts are loaded when one of them is gone to.
import type { Page } from "../page.ts";

export const handOverPage: Page = {
  path: "/desk/:slug/hand-over",
  title: "handing.title",
  needs: "keys",
  open: async (context) => (await import("./hand-over.ts")).openHandOver(context),
};

export const broughtInPage: Page = {
  path: "/desk/:slug/brought-in",
  title: "brought.title",
  needs: "keys",
  open: async (context) => (await import("./brought-in.ts")).openBroughtIn(context),
};
