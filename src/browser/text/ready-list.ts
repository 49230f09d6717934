// What should stand before people are asked to sign, line by line, each as it is and not as one hopes.
import { html, nothing, type TemplateResult } from "lit-html";
import type { draftApi } from "../../campaigns/drafts/api.ts";
import { textAt } from "../../campaigns/editing/paths.ts";
import { dayIn } from "../../locales/dates.ts";
import { isLoopback } from "../../loopback.ts";
import type { Answered } from "../../web/api.ts";
import { signWay } from "./asking.ts";
import type { Compared } from "./compared.ts";
import type { TextDesk } from "./desk.ts";
import { line } from "./ready-line.ts";
import { type LookAt, translationLines } from "./ready-translations.ts";

/** What the network knows of itself. */
export type ReadyFacts = Answered<typeof draftApi.ready>;

/**
 * @param facts what the network knows of itself; null while it has not said so
 * @param mailTest offers to try the mail
 * @param lookAt opens a translation and leads to one of its fields
 * @param compared what translations are compared with
 */
export function readyList(
  desk: TextDesk,
  facts: ReadyFacts | null,
  mailTest: () => TemplateResult,
  lookAt: LookAt,
  compared: Compared,
): TemplateResult[] {
  const { t, session, language } = desk.context;
  const data = desk.editor.files[0]?.data;
  const until = textAt(data, ["keep_until"]);
  const asks = signWay(desk) !== null;
  const here = new URL(session.address);
  const loopback = isLoopback(here.hostname);
  const safe = here.protocol === "https:" && facts?.address === "https";
  return [
    line(safe || loopback, safe ? t("ready.https") : loopback ? t("ready.loopback") : t("ready.http")),
    ...(asks && facts
      ? [
          line(
            facts.openers > 1 && facts.untested === 0,
            facts.openers < 2
              ? t("ready.alone")
              : facts.untested > 0
                ? t("ready.untested", { many: facts.untested })
                : t(facts.envelope ? "ready.openers.envelope" : "ready.openers", { many: facts.openers }),
            facts.openers < 2
              ? html`<p><a class="tap" href="/desk/team">${t("ready.alone.go")}</a></p>`
              : nothing,
          ),
          line(
            facts.mail?.tested === true,
            mailSaid(desk, facts.mail),
            facts.mail && !facts.mail.tested ? mailTest() : nothing,
          ),
          line(
            until >= desk.editor.today,
            until === "" ? t("ready.until.missing") : t("ready.until", { day: spelled(language, until) }),
          ),
        ]
      : []),
    ...translationLines(desk, compared, lookAt),
  ];
}

/** A day in words, once it is one. */
function spelled(language: string, day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? dayIn(language, day) : day;
}

function mailSaid({ context: { t } }: TextDesk, mail: ReadyFacts["mail"]): string {
  if (mail === null) return t("ready.mail.none");
  return t(mail.tested ? "ready.mail.tested" : "ready.mail.untested", { host: mail.by });
}
