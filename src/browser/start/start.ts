// /desk/start: where the links of the set-up and of invitations lead, and whoever has lost their words. What follows
// # in the address stays in the browser.
import { organiserApi } from "../../organisers/api.ts";
import type { Context, Opened, Page } from "../page.ts";
import { band } from "./band.ts";
import { byEnvelope } from "./by-envelope.ts";
import { firstRun } from "./first-run.ts";
import { openInvitation } from "./joining.ts";
import { readStartLink } from "./link.ts";
import { lostWords } from "./lost-words.ts";
import { usedLink } from "./used.ts";
import { withoutLink } from "./without-link.ts";

export const startPage: Page = {
  path: "/desk/start",
  title: "start.title",
  needs: "nothing",
  bare: true,
  open: async (context) => {
    const { begun, name } = await context.session.client.send(organiserApi.network, {});
    return begun ? begunNetwork(context, name) : newNetwork(context, name);
  },
};

async function newNetwork(context: Context, before: string): Promise<Opened> {
  const link = readStartLink(context.fragment);
  if (link.kind === "set_up") return firstRun(context, link.secret, before);
  // Of a network that is started again; it says that it is over.
  if (link.kind === "invitation") return openInvitation(context, link);
  return plain(context, withoutLink(context, false, link.kind !== "none"));
}

async function begunNetwork(context: Context, name: string): Promise<Opened> {
  const { fragment, query } = context;
  const link = readStartLink(fragment);
  if (link.kind === "none" && query.has("lost")) return lostWords(context);
  if (link.kind === "none" && query.has("envelope")) return byEnvelope(context, name);
  if (link.kind === "invitation") return openInvitation(context, link);
  if (link.kind === "set_up") {
    return plain(context, () => usedLink(context.t, "start.used.first", "start.used.mine"));
  }
  return plain(context, withoutLink(context, true, link.kind !== "none"));
}

/** A page without steps. */
function plain(context: Context, view: Opened["view"]): Opened {
  return { view, band: () => band(context, context.t("start.title"), "") };
}
