// Who one is for one's colleagues, and in which language the desk speaks.
import { html, type TemplateResult } from "lit-html";
import { DESK_LANGUAGES, type DeskLanguage } from "../../locales/desk.ts";
import { nameOf } from "../../locales/languages.ts";
import { meApi } from "../../organisers/me/api.ts";
import { choiceField, textField, typed } from "../field.ts";
import type { Context } from "../page.ts";

/** @returns what draws the part */
export async function youPart(context: Context): Promise<() => TemplateResult> {
  const { t, session } = context;
  let done = false;
  const me = session.me;
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const language = DESK_LANGUAGES.find((one) => one === typed(form, "language")) ?? "en";
    return context.attempt(async () => {
      await session.client.send(meApi.change, {
        name: typed(form, "name"),
        organisation: typed(form, "organisation"),
        language: language satisfies DeskLanguage,
      });
      const before = me?.language;
      await session.look();
      done = true;
      // The whole page is said anew.
      if (before !== language) context.go("/desk/settings");
    });
  };
  return () => html`<section class="narrow" aria-labelledby="you"><h2 id="you">${t("settings.you")}</h2>
    <form @submit=${save}>
      ${textField({ name: "name", label: t("settings.name"), value: session.me?.name ?? "", autocomplete: "name" })}
      ${textField({ name: "organisation", label: t("settings.organisation"), hint: t(me?.role === "key_holder" ? "start.organisation.public" : "start.organisation.hint"), value: session.me?.organisation ?? "", autocomplete: "organization" })}
      ${choiceField(
        { name: "language", label: t("settings.language"), value: session.me?.language ?? "en" },
        DESK_LANGUAGES.map((one) => ({ value: one, label: nameOf(one) })),
      )}
      <p class="go"><button class="act plain">${t("settings.save")}</button> <span role="status">${done ? t("settings.saved") : ""}</span></p>
    </form></section>`;
}
