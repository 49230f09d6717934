// What waits, as verbs with numbers. Each leads to where it is done.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn, numberIn } from "../../locales/dates.ts";
import type { waitsApi } from "../../organisers/waits/api.ts";
import type { Answered } from "../../web/api.ts";
import type { WaitKind } from "../../web/waits.ts";
import type { Context } from "../page.ts";
import type { Campaign } from "./campaign.ts";
import { square } from "./square.ts";

type Wait = Answered<typeof waitsApi.waits>["waits"][number];

/** Where a campaign's line leads. */
const PLACE: Record<WaitKind, "people" | "keys" | "text"> = {
  requests: "people",
  locked: "keys",
  unread: "text",
  // The network's own: leads to its team.
  let_in: "keys",
  alone: "keys",
  older_key: "keys",
  unsent: "people",
  pending: "people",
  fresh: "people",
  alone_envelope: "keys",
  one_holder: "keys",
  keep_near: "keys",
  stale: "people",
};

/**
 * @param waits gravest first, as the network tells them
 * @param campaigns whose titles and accents are shown beside the lines
 */
export function waitingList(
  context: Context,
  waits: readonly Wait[],
  campaigns: readonly Campaign[],
): TemplateResult {
  if (waits.length === 0) return html`<p>${context.t("waits.nothing")}</p>`;
  const bySlug = new Map(campaigns.map((campaign) => [campaign.slug, campaign]));
  return html`<ul class="waits" role="list">${waits.map((wait) =>
    line(context, wait, wait.slug === null ? undefined : bySlug.get(wait.slug)),
  )}</ul>`;
}

function line({ t, language, session }: Context, wait: Wait, campaign: Campaign | undefined): TemplateResult {
  const { kind, many, since } = wait;
  const to = wait.slug === null ? "/desk/team" : `/desk/${encodeURIComponent(wait.slug)}/${PLACE[kind]}`;
  const aside = [campaign?.title, since === null ? undefined : sinceWhen(since)].filter(
    (one) => one !== undefined,
  );
  function sinceWhen(day: number): string {
    const days = session.clock.day() - day;
    return t("waits.since", { days, date: dayIn(language, isoDay(day)) });
  }
  return html`<li><b>${numberIn(language, many)}</b><a href=${to}>${t(`waits.kind.${kind}`, { many })}</a>
    <small>${campaign ? square(campaign) : nothing} ${aside.join(" · ")}</small></li>`;
}
