// Who was brought in, opened in this tab: found by name or address, compared with who signed here, taken out.
import { html, nothing, type TemplateResult } from "lit-html";
import { broughtApi, MOST_TAKEN_OUT } from "../../signing/brought-in/api.ts";
import {
  type BroughtPerson,
  type Doubles,
  findDoubles,
  openBrought,
} from "../../signing/brought-in/opening.ts";
import { fold } from "../../signing/fold.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import { pieces } from "../../signing/tidying/bringing.ts";
import { textField } from "../field.ts";
import type { Context } from "../page.ts";
import { theirs } from "../people/row.ts";
import { openRows } from "./rows.ts";

const SHOWN = 50;
const KINDS = ["signed", "earlier", "sameName"] as const;

/**
 * Opens the part.
 * @param changed told after somebody was taken out
 * @returns what draws it
 */
export function broughtPeoplePart(
  context: Context,
  campaign: OpenCampaign,
  changed: () => Promise<void>,
): () => TemplateResult {
  const { t, session, redraw } = context;
  const { slug } = campaign;
  let people: BroughtPerson[] | null = null;
  let doubles: Doubles | null = null;
  let words = "";
  let said = "";
  let working = false;

  const open = () =>
    context.attempt(async () => {
      if (working) return;
      working = true;
      said = t("frame.loading");
      redraw();
      try {
        people = await openBrought(await session.primitives(), session.client.send, campaign);
        doubles = await findDoubles(people, await openRows(session, campaign));
        said = "";
      } finally {
        working = false;
      }
    });
  const takeOut = (ids: readonly number[]) =>
    context.attempt(async () => {
      let gone = 0;
      for (const some of pieces(ids, MOST_TAKEN_OUT)) {
        gone += (await session.client.send(broughtApi.takeOut, { slug, ids: some })).gone;
      }
      const out = new Set(ids);
      people = people?.filter(({ id }) => !out.has(id)) ?? null;
      if (doubles) {
        for (const kind of KINDS) doubles[kind] = doubles[kind].filter((id) => !out.has(id));
      }
      said = t("brought.taken_out", { many: gone });
      await changed();
    });

  const called = ({ typed, as, id }: BroughtPerson) => {
    if (!typed) return t("people.name.closed", { id });
    return as === "organisation" ? typed.organisation : typed.name;
  };
  const found = (all: readonly BroughtPerson[]) => {
    const wanted = fold(words.trim());
    if (wanted === "") return [];
    return all.filter(({ typed }) =>
      fold([typed?.name, typed?.organisation, typed?.email].join("\n")).includes(wanted),
    );
  };
  const line = (person: BroughtPerson) =>
    html`<li>${theirs(called(person))} <span class="soft">${theirs(person.typed?.email ?? "")}</span> <span class="do"><button type="button" @click=${() => void takeOut([person.id])}>${t("brought.take_out")}<span class="vh"> ${called(person)}</span></button></span></li>`;

  const list = (all: readonly BroughtPerson[]) => {
    const hits = found(all);
    return html`<div class="narrow">${textField({
      name: "brought-find",
      type: "search",
      label: t("brought.find", { many: all.length }),
      value: words,
      onInput: (typed) => {
        words = typed;
        redraw();
      },
    })}</div>
    ${words.trim() === "" ? nothing : html`<p role="status">${t("people.found", { found: hits.length, all: all.length })}</p>`}
    <ul role="list" class="lines">${hits.slice(0, SHOWN).map(line)}</ul>`;
  };
  const compared = (all: readonly BroughtPerson[], now: Doubles) =>
    KINDS.map((kind) => {
      const ids = now[kind];
      const some = all.filter(({ id }) => ids.includes(id)).slice(0, SHOWN);
      return html`<h3>${t(`brought.double.${kind}`, { many: ids.length })}</h3>
        ${
          ids.length === 0
            ? nothing
            : html`<details><summary>${t("brought.double.who")}</summary><ul role="list" class="lines">${some.map(line)}</ul></details>
              ${kind === "sameName" ? html`<p class="soft">${t("brought.double.perhaps")}</p>` : html`<div class="tool"><button type="button" @click=${() => void takeOut(ids)}>${t("brought.double.take_out", { many: ids.length })}</button></div>`}`
        }`;
    });

  return () => html`<section aria-labelledby="look"><h2 id="look">${t("brought.look")}</h2>
    <p>${t("brought.look.what")}</p>
    ${people && doubles ? html`${compared(people, doubles)}${list(people)}` : html`<p class="go"><button type="button" class="act plain" ?disabled=${working} @click=${() => void open()}>${t("brought.look.open")}</button></p>`}
    <p role="status">${said}</p></section>`;
}
