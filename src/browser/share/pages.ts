// The page from which a campaign is passed on. Its script is loaded when it is gone to.
import type { Page } from "../page.ts";

export const sharePage: Page = {
  path: "/desk/:slug/share",
  title: "share.title",
  needs: "session",
  open: async (context) => (await import("./page.ts")).openSharePage(context),
};
