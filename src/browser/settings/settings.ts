// /desk/settings: who one is, one's words, passkeys and sessions, and what the network is called.
import { html } from "lit-html";
import { meApi } from "../../organisers/me/api.ts";
import type { Page } from "../page.ts";
import { addressPart } from "./address.ts";
import { dailyPart } from "./daily.ts";
import { mailPart } from "./mail.ts";
import { networkPart } from "./network.ts";
import { passkeysPart } from "./passkeys.ts";
import { sessionsPart } from "./sessions.ts";
import { wordsPart } from "./words.ts";
import { youPart } from "./you.ts";

export const settingsPage: Page = {
  path: "/desk/settings",
  title: "frame.settings",
  needs: "session",
  open: async (context) => {
    const { mail } = await context.session.client.send(meApi.settings, {});
    const sessions = await sessionsPart(context);
    const passkeys = await passkeysPart(context, sessions.reload);
    const ended = async () => {
      await Promise.all([passkeys.reload(), sessions.reload()]);
    };
    const parts = await Promise.all([
      youPart(context),
      addressPart(context, mail !== null, sessions.reload),
      wordsPart(context, { began: sessions.reload, ended }),
      passkeys.view,
      sessions.view,
      dailyPart(context),
      networkPart(context),
      mailPart(context),
    ]);
    return {
      view: () => html`<h1 tabindex="-1">${context.t("frame.settings")}</h1>${parts.map((part) => part())}`,
    };
  },
};
