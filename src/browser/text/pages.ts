// The pages on which a campaign is written. Their scripts are loaded when one of them is gone to.
import type { Page } from "../page.ts";

export const newPage: Page = {
  path: "/desk/new",
  title: "new.title",
  needs: "session",
  open: async (context) => (await import("./new.ts")).openNewPage(context),
};

export const textPage: Page = {
  path: "/desk/:slug/text",
  title: "text.page",
  needs: "session",
  open: async (context) => (await import("./page.ts")).openTextPage(context),
};

export const versionsPage: Page = {
  path: "/desk/:slug/versions",
  title: "text.versions",
  needs: "session",
  open: async (context) => (await import("./versions.ts")).openVersionsPage(context),
};
