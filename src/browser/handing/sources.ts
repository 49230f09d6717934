// What was brought in so far, with its history; and the numbers from paper, which anyone who organises may say.
import { html, nothing, type TemplateResult } from "lit-html";
import { dayOfIso, isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { broughtApi } from "../../signing/brought-in/api.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import type { Answered } from "../../web/api.ts";
import { goToWrong, textField } from "../field.ts";
import type { Context } from "../page.ts";

type Source = Answered<typeof broughtApi.brought>["sources"][number];

export interface Sources {
  readonly all: readonly Source[];
  read(): Promise<void>;
  /** The list of what there is, and the form for paper. */
  view(): TemplateResult;
}

interface Paper {
  id: number | null;
  pass: Uint8Array;
  label: string;
  people: string;
  organisations: string;
  day: string;
}

/** Opens the part. */
export async function sourcesPart(context: Context, { slug, today }: OpenCampaign): Promise<Sources> {
  const { t, session, redraw, language } = context;
  const p = await session.primitives();
  const blank = (): Paper => ({
    ...{ id: null, pass: p.random(16), label: "", people: "", organisations: "", day: isoDay(today) },
  });
  let all: readonly Source[] = [];
  let paper = blank();
  let wrong: { label?: string; people?: string } = {};
  let said = "";
  let dropping: number | null = null;

  const read = async () => {
    all = (await session.client.send(broughtApi.brought, { slug })).sources;
  };
  await read();

  const change = ({ id, label, numbers: [last] }: Source) => {
    paper = {
      ...blank(),
      ...{ id, label, people: String(last?.people ?? 0), organisations: String(last?.organisations ?? 0) },
    };
    redraw();
    document.querySelector<HTMLElement>("#f-paper-people")?.focus();
  };
  const drop = (id: number) =>
    context.attempt(async () => {
      await session.client.send(broughtApi.dropBrought, { slug, id });
      dropping = null;
      if (paper.id === id) paper = blank();
      await read();
    });
  const keep = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const label = paper.label.trim();
    const [people, organisations] = [paper.people, paper.organisations].map((typed) =>
      typed.trim() === "" ? 0 : Number(typed),
    ) as [number, number];
    const whole = [people, organisations].every((one) => Number.isSafeInteger(one) && one >= 0);
    wrong = {
      ...(label === "" && { label: t("brought.label.missing") }),
      ...(!(whole && people + organisations > 0) && { people: t("brought.paper.wrong") }),
    };
    redraw();
    if (wrong.label ?? wrong.people) return goToWrong(form);
    await context.attempt(async () => {
      const { id, pass } = paper;
      const day = dayOfIso(paper.day === "" ? isoDay(today) : paper.day);
      await session.client.send(broughtApi.sayPaper, {
        ...{ slug, id, pass, label, people, organisations, day },
      });
      paper = blank();
      said = t("brought.paper.said");
      await read();
    });
  };

  const numberSaid = ({ people, organisations }: { people: number; organisations: number }) =>
    [
      ...(people > 0 || organisations === 0 ? [t("brought.people", { many: people })] : []),
      ...(organisations > 0 ? [t("brought.organisations", { many: organisations })] : []),
    ].join(" · ");
  const line = (source: Source) => {
    const { id, kind, label, numbers } = source;
    const [last, ...before] = numbers;
    if (!last) return nothing;
    return html`<li><p><b>${numberSaid(last)}</b> <bdi>${label}</bdi></p>
      <p class="soft">${t(`brought.kind.${kind}`)} · ${t("brought.on", { day: dayIn(language, isoDay(last.day)), by: last.by })}</p>
      ${
        before.length === 0
          ? nothing
          : html`<details><summary>${t("brought.history", { many: before.length })}</summary><ul role="list" class="lines">${before.map((one) => html`<li>${numberSaid(one)} · ${t("brought.on", { day: dayIn(language, isoDay(one.day)), by: one.by })}</li>`)}</ul></details>`
      }
      <p class="tool">${kind === "paper" ? html`<button type="button" @click=${() => change(source)}>${t("brought.paper.change")}</button>` : nothing}${
        dropping === id
          ? html`<button type="button" @click=${() => void drop(id)}>${t(`brought.drop.${kind}`)}</button><button type="button" @click=${() => {
              dropping = null;
              redraw();
            }}>${t("people.reason.cancel")}</button>`
          : html`<button type="button" @click=${() => {
              dropping = id;
              redraw();
            }}>${t("handing.course.take_back")}</button>`
      }</p></li>`;
  };

  const form =
    () => html`<section class="narrow" aria-labelledby="paper"><h2 id="paper">${t("brought.paper")}</h2>
    <p>${t("brought.paper.what")}</p>
    <form autocomplete="off" @submit=${keep}>
      ${textField({ name: "paper-label", label: t("brought.label"), hint: t("brought.paper.label.hint"), value: paper.label, wrong: wrong.label ?? null, onInput: (label) => Object.assign(paper, { label }) })}
      ${textField({ name: "paper-people", type: "number", label: t("people.as.person"), value: paper.people, wrong: wrong.people ?? null, onInput: (people) => Object.assign(paper, { people }) })}
      ${textField({ name: "paper-organisations", type: "number", label: t("people.as.organisation"), value: paper.organisations, onInput: (organisations) => Object.assign(paper, { organisations }) })}
      ${textField({ name: "paper-day", type: "date", label: t("brought.paper.day"), value: paper.day, onInput: (day) => Object.assign(paper, { day }) })}
      <p class="go"><button class="act plain">${t(paper.id === null ? "brought.paper.keep" : "brought.paper.keep_changed")}</button>${
        paper.id === null
          ? nothing
          : html` <button type="button" class="act plain" @click=${() => {
              paper = blank();
              redraw();
            }}>${t("handing.course.leave")}</button>`
      }</p>
      <p role="status">${said}</p></form></section>`;

  return {
    get all() {
      return all;
    },
    read,
    view: () => html`<section aria-labelledby="sources"><h2 id="sources">${t("brought.so_far")}</h2>
      ${all.length === 0 ? html`<p>${t("brought.so_far.none")}</p>` : html`<ul role="list" class="lines">${all.map(line)}</ul>`}</section>${form()}`,
  };
}
