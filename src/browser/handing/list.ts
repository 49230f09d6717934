// The list for the addressee, as it is printed: opened and brought up to date here, by name only who agreed. Whoever
// hands it over looks at it first and may leave somebody out, who then is a number like the others.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { directionOf, interfaceFor, nameOf } from "../../locales/languages.ts";
import { say } from "../../locales/messages.ts";
import { broughtApi } from "../../signing/brought-in/api.ts";
import { type BroughtPerson, openBrought } from "../../signing/brought-in/opening.ts";
import { signingApi } from "../../signing/desk/api.ts";
import { handedList, handedSources, type Named } from "../../signing/handing/list.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import { choiceField } from "../field.ts";
import type { Context } from "../page.ts";
import { openPeople, type Progress } from "../people/opening.ts";
import { theirs } from "../people/row.ts";
import type { Work } from "../people/work.ts";

export interface ListPart {
  view(): TemplateResult;
  /** Stops what is under way. */
  close(): void;
}

/** Opens the part. */
export function listPart(context: Context, campaign: OpenCampaign): ListPart {
  const { t, redraw, session } = context;
  const text = campaign.texts.at(-1);
  const languages = text?.languages ?? [];
  let language = languages.includes(context.language) ? context.language : (languages[0] ?? "en");
  let work: Work | null = null;
  let progress: Progress | null = null;
  let left = false;
  const out = new Set<number>();
  const outOfLists = new Set<number>();
  let sources: { id: number; label: string; many: number }[] = [];
  let brought: BroughtPerson[] = [];

  const open = () =>
    context.attempt(async () => {
      if (progress) return;
      progress = { opened: 0, all: 0 };
      try {
        work = await openPeople(
          context,
          campaign.slug,
          (now) => {
            progress = now;
            session.touched();
            redraw();
          },
          () => left,
        );
        await openLists();
      } finally {
        progress = null;
      }
    });

  /** What was collected elsewhere stands on the list too, under its label. */
  const openLists = async () => {
    const { client } = session;
    const kept = await client.send(broughtApi.brought, { slug: campaign.slug });
    sources = kept.sources.map(({ id, label, numbers: [last] }) => ({
      ...{ id, label, many: (last?.people ?? 0) + (last?.organisations ?? 0) },
    }));
    if (kept.sources.some(({ kind }) => kind === "rows")) {
      brought = await openBrought(await session.primitives(), client.send, campaign);
    }
  };

  /** Who asks by a name alone is not named before somebody looked at it. */
  const asking = () => new Set((work?.asked ?? []).flatMap(({ signatures }) => signatures));
  /** A list on paper has left like one in a file: the other key holders see it. */
  const printList = (many: number) =>
    context.attempt(async () => {
      await session.client.send(signingApi.exported, { slug: campaign.slug, many });
      print();
    });
  const leaveOut = (from: Set<number>, id: number) => () => {
    from.add(id);
    redraw();
  };

  const names = (title: string | TemplateResult, all: readonly Named[], from = out) =>
    all.length === 0
      ? nothing
      : html`<h3>${title}</h3><ul role="list">${all.map(
          ({ id, words, detail }) =>
            html`<li>${theirs(words)}${detail === "" ? nothing : html` <small>${theirs(detail)}</small>`}<button type="button" class="noprint" @click=${leaveOut(from, id)} lang=${context.language}>${t("handing.list.leave_out")}<span class="vh"> ${theirs(words)}</span></button></li>`,
        )}</ul>`;

  const listed = (now: Work) => handedList(now.list.everyone(), new Set([...asking(), ...out]), language);
  const fromElsewhere = () => handedSources(sources, brought, outOfLists, language);
  const namedIn = (now: Work) => {
    const { people, organisations } = listed(now);
    const elsewhere = fromElsewhere().reduce((all, { named }) => all + named.length, 0);
    return people.length + organisations.length + elsewhere;
  };

  const paper = (now: Work) => {
    const edition = text?.in(language);
    if (!edition) return nothing;
    const spoken = interfaceFor(language);
    const s = say(spoken);
    const list = listed(now);
    const { people, organisations } = list.counted;
    const key = organisations === 0 ? "count.people" : people === 0 ? "count.organisations" : "count.both";
    const { target } = edition;
    const to = target ? [target.name, target.role, target.organisation].filter((one) => one !== null) : [];
    return html`<article class="handed" lang=${language} dir=${directionOf(language)} aria-label=${t("handing.list")}>
      <p class="from">${edition.hosts.map(({ name }, at) => html`${at === 0 ? "" : " · "}<span lang=${name.lang}>${name.text}</span>`)}</p>
      <h2 lang=${edition.title.lang}>${edition.title.text}</h2>
      ${to.length === 0 ? nothing : html`<p class="to">${to.map((one, at) => html`${at === 0 ? nothing : html`<br>`}<span lang=${one.lang}>${one.text}</span>`)}</p>`}
      <p lang=${spoken}><b>${s(key, { people, organisations })}</b> ${s("handed.upTo", { date: dayIn(spoken, isoDay(campaign.today)) })}</p>
      <div lang=${spoken}>${names(s("namesPage.organisations"), list.organisations)}${names(s("namesPage.people"), list.people)}
      ${list.others === 0 ? nothing : html`<p class="others">${list.organisations.length + list.people.length === 0 ? s("handed.nobody") : s("handed.others", { people: list.others })}</p>`}
      ${fromElsewhere().map(({ label, named, others }) =>
        named.length + others === 0
          ? nothing
          : html`${names(html`<bdi lang=${languages[0] ?? nothing}>${label}</bdi>`, named, outOfLists)}
            <p class="others">${named.length === 0 ? html`<b><bdi lang=${languages[0] ?? nothing}>${label}</bdi></b> – ` : nothing}${others === 0 ? nothing : s("handed.brought", { people: others })}</p>`,
      )}</div>
    </article>`;
  };

  const opened = (now: Work) => {
    const held = asking().size;
    return html`<div class="noprint">
        ${held > 0 ? html`<p class="check">${t("handing.list.asked", { many: held })}</p>` : nothing}
        ${
          out.size > 0
            ? html`<p>${t("handing.list.out", { many: out.size + outOfLists.size })} <button type="button" class="quiet" @click=${() => {
                out.clear();
                outOfLists.clear();
                redraw();
              }}>${t("handing.list.back")}</button></p>`
            : nothing
        }
        ${
          languages.length < 2
            ? nothing
            : html`<div class="narrow" @change=${(event: Event) => {
                language = (event.target as HTMLSelectElement).value;
                redraw();
              }}>${choiceField(
                { name: "list-language", label: t("handing.list.language"), value: language },
                languages.map((one) => ({ value: one, label: nameOf(one) })),
              )}</div>`
        }
        <div class="tool"><button type="button" @click=${() => void printList(namedIn(now))}>${t("handing.list.print")}</button></div>
      </div>${paper(now)}`;
  };

  return {
    view: () => html`<section aria-labelledby="list"><div class="noprint"><h2 id="list">${t("handing.list")}</h2>
      <p>${t("handing.list.what")}</p></div>
      ${
        work
          ? opened(work)
          : progress
            ? html`<p role="status">${t("people.opening", { opened: progress.opened, all: progress.all })}</p>`
            : html`<p class="go"><button type="button" class="act plain" @click=${() => void open()}>${t("handing.list.open")}</button></p>`
      }</section>`,
    close: () => {
      left = true;
    },
  };
}
