// What was done, by whom and when: no signer is in it. A page at a time.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { teamApi } from "../../organisers/team/team-api.ts";
import type { Answered } from "../../web/api.ts";
import type { Context } from "../page.ts";

type Page = Answered<typeof teamApi.deeds>;

export interface LogPart {
  view(): TemplateResult;
  /** Reads it again from the latest on. */
  reload(): Promise<void>;
}

/** @returns the log, read */
export async function logPart({ t, session, language, redraw, attempt }: Context): Promise<LogPart> {
  const read = (before: number) => session.client.send(teamApi.deeds, { before: String(before) });
  let { deeds, more }: Page = await read(0);
  const further = () =>
    attempt(async () => {
      const next = await read(deeds.at(-1)?.at ?? 0);
      deeds = [...deeds, ...next.deeds];
      more = next.more;
      redraw();
    });
  return {
    reload: async () => {
      ({ deeds, more } = await read(0));
    },
    view: () => html`<section class="noprint"><h2 id="log">${t("team.log")}</h2>
      <p class="soft">${t("team.log.what")}</p>
      <ul class="log" role="list">${deeds
        .filter(isNews)
        .map(
          ({ day, who, what, whom, slug, many }) =>
            html`<li><b>${who ?? t("team.log.gone")}</b> ${t(`team.did.${what}`, { many, known: whom === null ? "no" : "yes", whom: whom ?? "" })}${slug === null ? nothing : html` · ${slug}`} <span class="soft">${dayIn(language, isoDay(day))}</span></li>`,
        )}</ul>
      ${more ? html`<div class="tool"><button type="button" @click=${further}>${t("team.log.more")}</button></div>` : nothing}</section>`,
  };
}

/** Whoever opens a campaign again on the same day, with nothing done between, is named once. */
function isNews(deed: Page["deeds"][number], at: number, all: Page["deeds"]): boolean {
  const before = all[at - 1];
  const { what, who, slug, day } = deed;
  return (
    what !== "open" ||
    before?.what !== what ||
    before.who !== who ||
    before.slug !== slug ||
    before.day !== day
  );
}
