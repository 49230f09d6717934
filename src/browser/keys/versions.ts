// What each version of the text promised its signers, and whether what they typed is still there.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn, numberIn } from "../../locales/dates.ts";
import type { Context } from "../page.ts";
import type { Keeping } from "./keeping.ts";

/** A table, drawn once a text was amended; before that the last day above says all. */
export function versionsTable(
  { t, language }: Context,
  { versions }: Keeping,
): TemplateResult | typeof nothing {
  if (versions.length < 2) return nothing;
  const day = (iso: string | null) => (iso === null ? t("keys.no_day") : dayIn(language, iso));
  return html`<h2 id="versions">${t("keys.versions")}</h2>
    <p class="soft">${t("keys.versions.what")}</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="versions"><table>
      <thead><tr><th scope="col">${t("keys.version")}</th><th scope="col">${t("keys.since")}</th><th scope="col">${t("keys.promised")}</th><th scope="col">${t("keys.kept")}</th><th scope="col" class="r">${t("keys.rows")}</th></tr></thead>
      <tbody>${versions.map(
        (one) =>
          html`<tr><th scope="row">${numberIn(language, one.version)}</th><td class="nw">${dayIn(language, isoDay(one.day))}</td><td class="nw">${day(one.promised)}</td><td class="nw">${one.ended === null ? day(one.kept) : t("keys.ended", { date: dayIn(language, isoDay(one.ended)) })}</td><td class="r">${numberIn(language, one.rows)}</td></tr>`,
      )}</tbody></table></div>`;
}
