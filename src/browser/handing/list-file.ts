// A list that is about to be brought in: the file that was chosen, what its columns are taken as, what would be taken
// and what would not. Nothing of it leaves this tab before somebody presses the button.
import { html, nothing, type TemplateResult } from "lit-html";
import type { As } from "../../campaigns/campaign.ts";
import { bringIn } from "../../signing/brought-in/bringing.ts";
import { readFile, type Table } from "../../signing/brought-in/file.ts";
import { guessTargets, type Target } from "../../signing/brought-in/guessing.ts";
import { type ListRead, readList } from "../../signing/brought-in/reading.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import { choiceField, textField } from "../field.ts";
import type { Context } from "../page.ts";
import { labelOf } from "../people/labels.ts";
import { theirs } from "../people/row.ts";
import { download } from "./download.ts";
import { wrongLines } from "./wrong-lines.ts";

const PREVIEWED = 10;
const TOLD = 50;
const OWN = ["name", "first", "last", "email", "agreed"] as const;

export interface ListFile {
  view(): TemplateResult;
  unsaved(): boolean;
}

/**
 * Opens the part.
 * @param done told once a list was brought in
 */
export function listFilePart(context: Context, campaign: OpenCampaign, done: () => Promise<void>): ListFile {
  const { t, session, redraw, language } = context;
  const text = campaign.texts.at(-1);
  const form = text?.sign ?? null;
  let table: Table | null = null;
  let read: ListRead | null = null;
  let columns: (Target | null)[] = [];
  let as: As = form?.as[0] ?? "person";
  let label = "";
  let without = false;
  let wrong: string | null = null;
  let unlabelled = false;
  let said = "";
  let working = false;

  const clear = () => {
    table = null;
    read = null;
    without = false;
  };
  const readAgain = () => {
    if (table && text) {
      const mapping = { columns, as, language: text.languages[0] ?? "en" };
      read = readList(table, mapping, text, campaign.texts.length);
    }
    redraw();
  };
  const choose = async (event: Event) => {
    const [file] = (event.currentTarget as HTMLInputElement).files ?? [];
    clear();
    [wrong, said] = [null, ""];
    if (file && text) {
      const answer = readFile(new Uint8Array(await file.arrayBuffer()));
      if (answer.ok) {
        table = answer.table;
        columns = guessTargets(table.head, text);
      } else wrong = t(`brought.file.${answer.why}`, { line: answer.line ?? 0 });
    }
    readAgain();
  };
  const take = (at: number, typed: string) => {
    const target = typed === "" ? null : (typed as Target);
    columns = columns.map((other, place) => (place === at ? target : other === target ? null : other));
    readAgain();
  };
  const send = () =>
    context.attempt(async () => {
      const { desk } = session;
      if (!read || !desk || working) return;
      unlabelled = label.trim() === "";
      if (unlabelled) return;
      working = true;
      redraw();
      const { good } = read;
      try {
        await bringIn({
          p: await session.primitives(),
          send: session.client.send,
          chain: desk.chain,
          campaign,
          label: label.trim(),
          people: good,
          tell: (many) => {
            said = t("brought.sent", { many, all: good.length });
            session.touched();
            redraw();
          },
        });
        said = t("brought.done", { many: good.length });
        label = "";
        clear();
        const chosen = document.querySelector<HTMLInputElement>("#f-file");
        if (chosen) chosen.value = "";
        await done();
      } finally {
        working = false;
      }
    });

  const targets = () => [
    { value: "", label: t("brought.column.none") },
    ...OWN.map((value) => ({ value: value as string, label: t(`brought.column.${value}`) })),
    ...(form?.fields ?? [])
      .filter(({ id }) => id !== "name")
      .map(({ id }) => ({ value: `field:${id}`, label: labelOf(context, campaign, id) })),
  ];
  const mapping = (now: Table) => html`<h3>${t("brought.columns")}</h3>
    <p>${t("brought.columns.what")}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("brought.columns")}><table><thead><tr><th scope="col">${t("brought.columns.head")}</th><th scope="col">${t("brought.columns.example")}</th><th scope="col">${t("brought.columns.as")}</th></tr></thead>
      <tbody>${now.head.map((head, at) => {
        const example = now.lines.map(({ cells }) => cells[at] ?? "").find((cell) => cell !== "") ?? "";
        return html`<tr><th scope="row">${theirs(head)}</th><td>${theirs(example.slice(0, 60))}</td><td><select class="in" aria-label=${t("brought.columns.for", { head })} @change=${(event: Event) => take(at, (event.target as HTMLSelectElement).value)}>${targets().map(
          (one) =>
            html`<option value=${one.value} ?selected=${(columns[at] ?? "") === one.value}>${one.label}</option>`,
        )}</select></td></tr>`;
      })}</tbody></table></div>`;

  const preview = ({ good }: ListRead) => {
    const ids = [...new Set(good.slice(0, PREVIEWED).flatMap(({ fields }) => Object.keys(fields ?? {})))];
    if (good.length === 0) return html`<p>${t("brought.nobody")}</p>`;
    return html`<h3>${t("brought.preview", { many: Math.min(PREVIEWED, good.length) })}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${t("brought.preview.label")}><table><thead><tr>${ids.map((id) => html`<th scope="col">${labelOf(context, campaign, id)}</th>`)}<th scope="col">${t("people.look.email")}</th><th scope="col">${t("people.column.wants")}</th></tr></thead>
      <tbody>${good
        .slice(0, PREVIEWED)
        .map(
          ({ fields, email, appear }) =>
            html`<tr>${ids.map((id) => html`<td>${theirs([fields?.[id] ?? ""].flat().join("; "))}</td>`)}<td>${theirs(email)}</td><td>${t(`people.wants.${appear}`)}</td></tr>`,
        )}</tbody></table></div>`;
  };

  const faults = ({ wrong: all }: ListRead, now: Table) => {
    if (all.length === 0) return nothing;
    const save = () =>
      download("lines-left-out.csv", [wrongLines(now, all, (why) => t(`brought.why.${why}`))]);
    return html`<h3>${t("brought.wrong", { many: all.length })}</h3>
      <ul role="list" class="lines">${all
        .slice(0, TOLD)
        .map(
          ({ line, why, column }) =>
            html`<li>${t("brought.wrong.line", { line })} ${column === "" ? nothing : html`<b>${theirs(column)}</b> – `}${t(`brought.why.${why}`)}</li>`,
        )}</ul>
      ${all.length > TOLD ? html`<p>${t("brought.wrong.more", { many: all.length - TOLD })}</p>` : nothing}
      <div class="tool"><button type="button" @click=${save}>${t("brought.wrong.save")}</button></div>
      <p class="field"><label class="choice"><input type="checkbox" name="without" .checked=${without} @change=${() => {
        without = !without;
        redraw();
      }}> <span>${t("brought.wrong.without", { many: all.length })}</span></label></p>`;
  };

  const kinds = () =>
    (form?.as.length ?? 0) < 2
      ? nothing
      : html`<div @change=${(event: Event) => {
          as = (event.target as HTMLSelectElement).value as As;
          readAgain();
        }}>${choiceField(
          { name: "as", label: t("brought.as"), value: as },
          (form?.as ?? []).map((value) => ({ value, label: t(`people.as.${value}`) })),
        )}</div>`;

  return {
    view: () => html`<section aria-labelledby="bring"><h2 id="bring">${t("brought.list")}</h2>
      <p>${t("brought.list.what")}</p>
      ${
        form === null
          ? html`<p>${t("brought.no_form")}</p>`
          : html`<div class="narrow"><p class="field ${wrong === null ? "" : "bad"}"><label for="f-file">${t("brought.file")}</label><span class="hint" id="h-file">${t("brought.file.hint")}</span>${wrong === null ? nothing : html`<span class="err" id="e-file">${wrong}</span>`}
            <input class="in" id="f-file" type="file" accept=".csv,.tsv,.txt,text/csv" aria-describedby=${wrong === null ? "h-file" : "h-file e-file"} @change=${choose}></p></div>`
      }
      ${
        table && read
          ? html`<div class="narrow">${kinds()}</div>${mapping(table)}${preview(read)}${faults(read, table)}
            <div class="narrow">${textField({
              name: "label",
              label: t("brought.label"),
              hint: t("brought.label.hint"),
              value: label,
              wrong: unlabelled ? t("brought.label.missing") : null,
              onInput: (value) => {
                label = value;
              },
            })}
            <p class="go"><button type="button" class="act" ?disabled=${working || read.good.length === 0 || (read.wrong.length > 0 && !without)} @click=${() => void send()}>${t("brought.send", { many: read.good.length })}</button></p></div>`
          : nothing
      }
      <p role="status" lang=${language}>${said}</p></section>`,
    unsaved: () => table !== null,
  };
}
