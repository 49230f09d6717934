// Where a set-up link leads. What follows # in it stays in the browser.
import { html } from "lit-html";
import { organiserApi } from "../organisers/api.ts";
import type { Page } from "./page.ts";

export const startPage: Page = {
  path: "/desk/start",
  title: "start.title",
  needs: "nothing",
  bare: true,
  open: async ({ t, session }) => {
    const { begun } = await session.client.send(organiserApi.network, {});
    const command = `undersigned begin '${location.href}' \\\n  --network 'NAME' --name 'NAME' --email 'ADDRESS' \\\n  --words-file words.txt --envelope-file envelope.txt`;
    return {
      view: () => html`<div class="narrow"><h1 tabindex="-1">${t("start.title")}</h1>
        <p>${t(begun ? "start.begun" : "start.cli")}</p>${begun ? "" : html`<pre><code>${command}</code></pre>`}</div>`,
    };
  },
};
