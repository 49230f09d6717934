// /desk/team: who organises and who can open, inviting and letting in, the envelope, and what was done.
import { html, nothing } from "lit-html";
import { teamApi } from "../../organisers/team/team-api.ts";
import { olderPart } from "../older-keys.ts";
import type { Page } from "../page.ts";
import { agreesWithChain } from "./agreeing.ts";
import { envelopePart } from "./envelope.ts";
import { invitationsPart } from "./invitations.ts";
import { logPart } from "./log.ts";
import { lostPart } from "./lost.ts";
import { missingKeysPart } from "./missing-keys.ts";
import { peoplePart } from "./people.ts";
import { removalPart } from "./removal.ts";

export const teamPage: Page = {
  path: "/desk/team",
  title: "frame.team",
  needs: "session",
  open: async (context) => {
    const { t, session } = context;
    let agrees = true;
    const read = async () => {
      const ask = async () => {
        await session.desk?.follow();
        const told = await session.client.send(teamApi.team, {});
        agrees = session.desk === null || agreesWithChain(session.desk.chain, told);
        return told;
      };
      const told = await ask();
      // Somebody may have come or gone between the two.
      return agrees ? told : ask();
    };
    let team = await read();
    const reload = async () => {
      team = await read();
      await log.reload();
      await older?.reload();
    };
    const log = await logPart(context);
    const older = session.desk ? await olderPart(context, session.desk, null) : null;
    const invitations = session.desk ? await invitationsPart(context, session.desk, reload) : null;
    const lost = session.desk ? await lostPart(context, session.desk, reload) : null;
    const envelope = session.desk ? envelopePart(context, session.desk, reload) : null;
    const missing = session.desk ? await missingKeysPart(context, session.desk) : null;
    const removal = session.desk ? removalPart(context, session.desk, reload) : null;
    // A lock takes the keys away under the page.
    const open = () => session.desk !== null;
    return {
      view: () => html`<h1 tabindex="-1">${t("frame.team")}</h1>
        ${agrees ? nothing : html`<div class="check" role="alert"><h2>${t("keys.swapped.title")}</h2><p>${t("keys.swapped")}</p></div>`}
        ${open() && missing ? missing() : nothing}
        ${open() && lost ? lost() : nothing}
        ${open() && invitations ? invitations.waiting() : nothing}
        ${open() && removal ? removal.done() : nothing}
        ${open() && older ? older.view(removal?.removed() ?? null) : nothing}
        ${peoplePart(context, team, open() ? removal : null)}
        ${open() && invitations ? invitations.inviting(older?.waits ?? false) : html`<p>${t(session.me?.role === "key_holder" ? "team.locked" : "team.organiser")}</p>`}
        ${open() && envelope ? envelope.view(team.envelope) : nothing}
        ${log.view()}`,
      close: () => {
        invitations?.close();
        older?.close();
      },
      unsaved: () => envelope?.unsaved() ?? false,
    };
  },
};
