// What came of a campaign: delivered, answered, outcome. Told to everybody on its page as soon as it is kept.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { dayOfIso, isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { directionOf, nameOf } from "../../locales/languages.ts";
import {
  handingApi,
  isWebAddress,
  STEPS,
  type Step,
  type StepKind,
  type Told,
} from "../../signing/handing/api.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import { choiceField, textField } from "../field.ts";
import type { Context } from "../page.ts";

export interface CoursePart {
  view(): TemplateResult;
  /** Whether something typed was not told yet. */
  unsaved(): boolean;
}

/** Opens the part. */
export async function coursePart(context: Context, campaign: OpenCampaign): Promise<CoursePart> {
  const { t, session, redraw, language } = context;
  const { slug } = campaign;
  const text = campaign.texts.at(-1);
  const languages = text?.languages ?? ["en"];
  const blank = (): Told => ({
    kind: STEPS.find((kind) => !steps.some((step) => step.kind === kind)) ?? "outcome",
    day: campaign.today,
    whom: text?.in(languages[0] ?? "en").target?.name.text ?? "",
    text: "",
    link: "",
    language: languages[0] ?? "en",
  });
  let steps: Step[] = [];
  const read = async () => {
    ({ steps } = await session.client.send(handingApi.steps, { slug }));
  };
  await read();
  let told = blank();
  let changing: number | null = null;
  let touched = false;
  let said = "";
  let wrong: { link?: string; text?: string } = {};

  const change = (part: Partial<Told>) => {
    Object.assign(told, part);
    touched = true;
    said = "";
  };
  const begin = (step: Step | null) => {
    changing = step?.id ?? null;
    told = blank();
    if (step) {
      const { id: _id, ...rest } = step;
      told = { ...rest };
    }
    touched = false;
    redraw();
    if (step) document.querySelector<HTMLElement>("#f-step-kind")?.focus();
  };
  const tell = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    told.link = told.link.trim();
    wrong = {
      ...(told.link !== "" && !isWebAddress(told.link) && { link: t("handing.course.link.wrong") }),
      ...(told.kind === "outcome" && told.text.trim() === "" && { text: t("handing.course.text.wrong") }),
    };
    redraw();
    if (wrong.link ?? wrong.text) return;
    await context.attempt(async () => {
      await session.client.send(handingApi.tellStep, { slug, id: changing, step: told });
      await read();
      begin(null);
      said = t("handing.course.told");
    });
  };
  const takeBack = (id: number) =>
    context.attempt(async () => {
      await session.client.send(handingApi.dropStep, { slug, id });
      await read();
      if (changing === id) begin(null);
      said = t("handing.course.gone");
    });

  const line = (step: Step) => html`<li>
    <p><b>${t(`handing.course.${step.kind}`)}</b>, ${dayIn(language, isoDay(step.day))}${step.whom === "" ? nothing : html`: <span lang=${step.language}>${step.whom}</span>`}</p>
    ${step.text === "" ? nothing : html`<p class="as-told" lang=${step.language} dir=${directionOf(step.language)}>${step.text}</p>`}
    ${step.link === "" ? nothing : html`<p><bdi>${step.link}</bdi></p>`}
    <p class="tool"><button type="button" @click=${() => begin(step)}>${t("handing.course.change")}</button><button type="button" @click=${() => void takeBack(step.id)}>${t("handing.course.take_back")}</button></p></li>`;

  const form = () => html`<form class="narrow" autocomplete="off" @submit=${tell}>
    <div @change=${(event: Event) => {
      change({ kind: (event.target as HTMLSelectElement).value as StepKind });
      redraw();
    }}>${choiceField(
      { name: "step-kind", label: t("handing.course.kind"), value: told.kind },
      STEPS.map((kind) => ({ value: kind, label: t(`handing.course.${kind}`) })),
    )}</div>
    ${textField({
      name: "step-day",
      label: t("handing.course.day"),
      type: "date",
      value: isoDay(told.day),
      onInput: (value) => {
        if (value !== "") change({ day: dayOfIso(value) });
      },
    })}
    ${
      told.kind === "outcome"
        ? nothing
        : textField({
            name: "step-whom",
            label: t(`handing.course.whom.${told.kind}`),
            value: told.whom,
            onInput: (whom) => change({ whom }),
          })
    }
    <p class="field ${wrong.text ? "bad" : ""}"><label for="f-step-text">${t("handing.course.text")}</label><span class="hint" id="h-step-text">${t("handing.course.text.hint")}</span>${wrong.text ? html`<span class="err" id="e-step-text">${wrong.text}</span>` : nothing}
      <textarea class="in" id="f-step-text" rows="6" lang=${told.language} dir=${directionOf(told.language)} aria-describedby=${wrong.text ? "h-step-text e-step-text" : "h-step-text"} aria-invalid=${wrong.text ? "true" : nothing} .value=${live(told.text)} @input=${(event: Event) => change({ text: (event.currentTarget as HTMLTextAreaElement).value })}></textarea></p>
    ${textField({
      name: "step-link",
      label: t("handing.course.link"),
      hint: t("handing.course.link.hint"),
      value: told.link,
      wrong: wrong.link ?? null,
      onInput: (link) => change({ link }),
    })}
    ${
      languages.length < 2
        ? nothing
        : html`<div @change=${(event: Event) => {
            change({ language: (event.target as HTMLSelectElement).value });
            redraw();
          }}>${choiceField(
            { name: "step-language", label: t("handing.course.language"), value: told.language },
            languages.map((one) => ({ value: one, label: nameOf(one) })),
          )}</div>`
    }
    <p class="go"><button class="act plain">${t(changing === null ? "handing.course.tell" : "handing.course.retell")}</button>${changing === null ? nothing : html` <button type="button" class="act plain" @click=${() => begin(null)}>${t("handing.course.leave")}</button>`}</p>
    <p role="status">${said}</p></form>`;

  return {
    view: () => html`<section class="noprint" aria-labelledby="course"><h2 id="course">${t("handing.course")}</h2>
      <p>${t("handing.course.what")}</p>
      ${steps.length === 0 ? nothing : html`<ul role="list" class="lines">${steps.map(line)}</ul>`}
      ${form()}</section>`,
    unsaved: () => touched && told.text !== "",
  };
}
