// The pages of errors: what went wrong in one sentence, that nothing was stored, and a way back. Promises never to
// repeat what was sent. Pure.
import { say } from "../locales/messages.ts";
import { layout } from "./layout.ts";
import { html } from "./markup.ts";
import type { PlainPageView } from "./view.ts";

/** Takes what went wrong, gives a full HTML document. */
export function plainPage(view: PlainPageView): string {
  const { status, language, minutes = 1, back = "/" } = view;
  const t = say(language);
  const what = view.why ?? status;
  const heading = t(`plain.${what}.heading`);
  const main = html`<header class="head g">
<h1 class="t3">${heading}</h1>
<p class="lead">${t(`plain.${what}.text`, { minutes })}</p>
<p class="go"><a class="act quiet" href="${back}">${t("plain.back")}</a></p>
</header>`;
  return layout({ ...view, title: heading, main });
}
