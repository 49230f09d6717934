// The certificate of a closed campaign, to be read and printed: what was destroyed here, what stays, and what is not in
// our hands.
import { html, nothing, type TemplateResult } from "lit-html";
import { type Certificate, DESTROYED } from "../../campaigns/keeping/certificate.ts";
import { isoDay } from "../../clock.ts";
import { dayIn, numberIn } from "../../locales/dates.ts";
import type { Context } from "../page.ts";
import type { Given } from "./keeping.ts";

/** @param given the certificate, and the day on which all of it was gone */
export function certificateView({ t, language }: Context, { certificate, done }: Given): TemplateResult {
  const day = (one: number) => dayIn(language, isoDay(one));
  const { network, slug, title, why, by, closed, until, signed } = certificate;
  return html`<section class="certificate" aria-labelledby="certificate"><h2 id="certificate" tabindex="-1">${t("keys.certificate")}</h2>
    <p>${title} (${slug}), ${network}. ${why === "hand" ? t("keys.certificate.hand", { day: day(closed), by: by ?? "" }) : t("keys.certificate.day", { day: day(closed) })}
    ${until === null ? nothing : t("keys.certificate.until", { date: dayIn(language, until) })}
    ${signed.first === null || signed.last === null ? t("keys.certificate.nobody") : t("keys.certificate.signed", { first: day(signed.first), last: day(signed.last) })}</p>
    <p><b>${done === null ? t("keys.certificate.goes_on") : t("keys.certificate.done", { day: day(done) })}</b></p>
    <h3>${t("keys.certificate.destroyed")}</h3>
    <ul>${destroyed({ t, language }, certificate).map((line) => html`<li>${line}</li>`)}</ul>
    <h3>${t("keys.certificate.stays")}</h3>
    <ul>${[
      t("waits.counted", certificate.stays),
      t("keys.certificate.names", { many: certificate.stays.names }),
      t("keys.certificate.log", { many: certificate.stays.entries }),
    ].map((line) => html`<li>${line}</li>`)}</ul>
    <h3>${t("keys.certificate.elsewhere")}</h3>
    <ul>${elsewhere({ t, language }, certificate).map((line) => html`<li>${line}</li>`)}</ul>
    <div class="tool noprint"><button type="button" class="main" @click=${() => print()}>${t("keys.certificate.print")}</button></div></section>`;
}

type Saying = Pick<Context, "t" | "language">;

function destroyed({ t, language }: Saying, certificate: Certificate): string[] {
  return [
    ...DESTROYED.flatMap((kind) => {
      const many = certificate.destroyed[kind] ?? 0;
      return many > 0 ? [t(`keys.destroyed.${kind}`, { many })] : [];
    }),
    ...certificate.before.map(({ version, day, many }) =>
      t("keys.destroyed.before", {
        version: numberIn(language, version),
        day: dayIn(language, isoDay(day)),
        many,
      }),
    ),
    ...certificate.keys.map(({ number, grants }) => t("keys.destroyed.key", { number, many: grants })),
    t("keys.destroyed.closing", { name: certificate.closing }),
  ];
}

/** What may still be somewhere, and who can do something about it. */
function elsewhere({ t, language }: Saying, { elsewhere: told, closing }: Certificate): string[] {
  const { exports } = told;
  return [
    exports.times === 0 || exports.last === null
      ? t("keys.elsewhere.no_list")
      : t("keys.elsewhere.lists", {
          many: exports.times,
          rows: exports.rows,
          last: dayIn(language, isoDay(exports.last)),
        }),
    ...(told.mail ? [t("keys.elsewhere.mail")] : []),
    t("keys.elsewhere.keys", { name: closing }),
    t("keys.elsewhere.data"),
    ...(told.database === "postgres" ? [t("keys.elsewhere.postgres")] : []),
    t("keys.elsewhere.disk"),
  ];
}
