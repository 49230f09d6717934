// The envelope: whether there is one, and a new one in its place.
import { html, nothing, type TemplateResult } from "lit-html";
import { renewEnvelope } from "../../organisers/holders/renewing-envelope.ts";
import type { Desk } from "../../organisers/opening.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Context } from "../page.ts";
import { type NewEnvelope, openEnvelope } from "../words/envelope.ts";

export interface EnvelopePart {
  /** @param standing whether there is one now */
  view(standing: boolean): TemplateResult;
  unsaved(): boolean;
}

/**
 * @param desk the open desk of a key holder
 * @param reload reads the team again once there is a new one
 */
export function envelopePart(context: Context, desk: Desk, reload: () => Promise<void>): EnvelopePart {
  const { t, session, language, redraw, attempt } = context;
  let envelope: NewEnvelope | null = null;
  let asked = false;
  const work = oneAtATime(context);
  let done: "new" | "burn" | null = null;

  const look = (back: boolean) => {
    asked = back;
    redraw();
    document.getElementById("envelope")?.scrollIntoView();
  };
  const begin = () =>
    attempt(async () => {
      const p = await session.primitives();
      const about = () => ({
        network: session.me?.network.name ?? "",
        address: session.address,
        language,
        made: session.clock.now(),
      });
      envelope = openEnvelope(p, t, about, session.me?.name ?? "", {
        redraw,
        printed: () => look(true),
        again: () => look(false),
        kept: () => void keep(),
        working: () => work.working,
      });
      [asked, done] = [false, null];
    });
  const keep = async () => {
    const words = envelope?.words;
    if (!words) return;
    await work.run(async () => {
      const { before } = await renewEnvelope(await session.primitives(), desk, async () => words);
      [envelope, done] = [null, before ? "burn" : "new"];
      await reload();
    });
  };
  const drop = () => {
    envelope = null;
    redraw();
  };
  return {
    view: (
      standing,
    ) => html`<section aria-labelledby="envelope"><div class="noprint"><h2 id="envelope">${t("keys.envelope")}</h2>
      <p>${t(standing ? "team.envelope.there" : "team.envelope.none")}</p>
      <p role="status">${work.working ? t("start.working") : ""}${done === null ? nothing : html`<b>${t(`team.envelope.${done}`)}</b>`}</p></div>
      ${
        envelope === null
          ? html`<p class="go noprint"><button type="button" class="act plain" @click=${begin}>${t(standing ? "team.envelope.renew" : "team.envelope.make")}</button></p>`
          : html`${asked ? html`<div class="narrow">${envelope.asked()}</div>` : envelope.shown()}<div class="tool noprint"><button type="button" ?disabled=${work.working} @click=${drop}>${t("team.envelope.drop")}</button></div>`
      }</section>`,
    unsaved: () => envelope !== null,
  };
}
