// The page of a campaign's numbers. Its script is loaded when it is gone to.
import type { Page } from "../page.ts";

export const numbersPage: Page = {
  path: "/desk/:slug/numbers",
  title: "numbers.title",
  needs: "keys",
  open: async (context) => (await import("./page.ts")).openNumbers(context),
};
