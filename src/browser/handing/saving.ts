// Saving a list: everybody who signed and stands or waits, opened here, into a file that is locked unless asked
// otherwise. The same list as `undersigned export` writes.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { areOwnWords } from "../../organisers/me/own-words.ts";
import {
  FORMATS,
  type Format,
  fieldIds,
  openLock,
  PRIVATE,
  type Private,
  SEPARATORS,
  type Separator,
} from "../../signing/exporting/exporting.ts";
import { ENDINGS, saveList, streamOf } from "../../signing/exporting/saving.ts";
import { handingApi } from "../../signing/handing/api.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import { ACCOUNT_WORDS, drawWords, readWords } from "../../vault/words.ts";
import type { Answered } from "../../web/api.ts";
import { choiceField, textField } from "../field.ts";
import type { Context } from "../page.ts";
import { labelOf } from "../people/labels.ts";
import { collect, download } from "./download.ts";
import { openRows } from "./rows.ts";

const LOCKS = ["own", "new", "none"] as const;
type Lock = (typeof LOCKS)[number];

/** How often the line of progress changes, in signatures. */
const SAY_EVERY = 500;

/**
 * Opens the part.
 * @returns what draws it
 */
export async function savingPart(context: Context, campaign: OpenCampaign): Promise<() => TemplateResult> {
  const { t, session, redraw, language } = context;
  const { slug } = campaign;
  const mine = session.me?.kind === "account";
  const offered = PRIVATE.filter((one) => one === "email" || fieldIds(campaign.texts).includes(one));
  const wanted = new Set<Private>();
  let lock: Lock = mine ? "own" : "new";
  let format: Format = "sheet";
  let separator: Separator = language === "fr" ? "semicolon" : "comma";
  let newWords = "";
  let ownWords = "";
  let wrong: string | null = null;
  let said = "";
  let working = false;
  let left = await readLeft();

  async function readLeft(): Promise<Answered<typeof handingApi.exports>["exports"]> {
    return (await session.client.send(handingApi.exports, { slug })).exports;
  }
  const say = (text: string) => {
    said = text;
    redraw();
  };
  const choose = async (next: Lock) => {
    lock = next;
    wrong = null;
    if (next === "new" && newWords === "") newWords = drawWords(await session.primitives(), ACCOUNT_WORDS);
    redraw();
  };
  if (lock === "new") await choose("new");

  /** The words that the file is locked with; null where they are wrong. */
  const wordsOf = async (): Promise<string | null> => {
    if (lock === "new") return newWords;
    const me = session.me;
    if (me?.kind !== "account") return null;
    const words = readWords(ownWords);
    say(t("handing.save.checking"));
    const who = { address: me.email, words };
    const right = words !== "" && (await areOwnWords(await session.primitives(), session.client.url, who));
    return right ? words : null;
  };

  const save = async () => {
    await context.attempt(async () => {
      if (working) return;
      [working, wrong] = [true, null];
      try {
        const words = lock === "none" ? "" : await wordsOf();
        if (words === null) {
          wrong = t("handing.save.wrong");
          said = "";
          return;
        }
        const many = await make(words);
        ownWords = "";
        said = t(lock === "none" ? "handing.save.done.clear" : "handing.save.done", { many });
        left = await readLeft();
      } finally {
        working = false;
      }
    });
    if (wrong !== null) document.getElementById("f-own")?.focus();
  };

  /** @param words to lock with; "" for none */
  const make = async (words: string): Promise<number> => {
    let many = 0;
    let told = 0;
    let locking = null;
    if (words !== "") {
      say(t("handing.save.locking"));
      // Making a lock holds everything up for seconds: first it is said.
      await new Promise((turn) => requestAnimationFrame(() => setTimeout(turn)));
      locking = await openLock(words);
    }
    const list = streamOf(
      saveList({
        send: session.client.send,
        campaign,
        rows: await openRows(session, campaign),
        ...{ format, separator, wanted },
        words: {
          column: (name) => t(`handing.column.${name}`),
          question: (id) => labelOf(context, campaign, id),
          state: (code) => t(`handing.state.${code}`),
          as: (code) => t(`handing.as.${code}`),
          appear: (code) => t(`handing.appear.${code}`),
        },
        tell: (now) => {
          many = now;
          session.touched();
          if (many - told < SAY_EVERY) return;
          told = many;
          say(t("handing.save.opened", { many }));
        },
      }),
    );
    const [parts] = await Promise.all([
      collect(locking ? locking.readable : list),
      locking && list.pipeTo(locking.writable),
    ]);
    // Nothing of the campaign is in the name: it stands in a list of downloads.
    download(`list-${isoDay(campaign.today)}.${ENDINGS[format]}${locking ? ".age" : ""}`, parts);
    return many;
  };

  const lockFields = () => html`<fieldset class="go"><legend>${t("handing.save.lock")}</legend>
    ${LOCKS.filter((one) => mine || one !== "own").map(
      (one) =>
        html`<label class="choice"><input type="radio" name="lock" value=${one} .checked=${lock === one} @change=${() => void choose(one)}> <span>${t(`handing.save.lock.${one}`)} <span class="hint">${t(`handing.save.lock_hint.${one}`)}</span></span></label>`,
    )}</fieldset>
    ${
      lock === "own"
        ? textField({
            name: "own",
            label: t("handing.save.own"),
            type: "password",
            wrong,
            value: ownWords,
            onInput: (value) => {
              ownWords = value;
            },
          })
        : nothing
    }
    ${lock === "new" ? html`<p>${t("handing.save.new")}</p><p class="own-words"><b>${newWords}</b></p>` : nothing}`;

  const form = () => html`<form class="narrow" autocomplete="off" @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    void save();
  }}>
    <fieldset class="go"><legend>${t("handing.save.format")}</legend>
      ${FORMATS.toSorted((a, b) => Number(b === "sheet") - Number(a === "sheet")).map(
        (one) =>
          html`<label class="choice"><input type="radio" name="format" value=${one} .checked=${format === one} @change=${() => {
            format = one;
            redraw();
          }}> <span>${t(`handing.save.format.${one}`)} <span class="hint">${t(`handing.save.format_hint.${one}`)}</span></span></label>`,
      )}</fieldset>
    ${format === "sheet" ? separators() : nothing}
    <fieldset class="go"><legend>${t("handing.save.with")}</legend>
      ${offered.map(
        (one) =>
          html`<label class="choice"><input type="checkbox" name=${`with-${one}`} .checked=${wanted.has(one)} @change=${() => {
            if (!wanted.delete(one)) wanted.add(one);
            redraw();
          }}> <span>${t(`handing.save.with.${one}`)}</span></label>`,
      )}</fieldset>
    ${lockFields()}
    <p class="go"><button class="act" ?disabled=${working}>${t("handing.save.do")}</button></p>
    <p role="status">${said}</p></form>`;

  const separators = () =>
    html`<div @change=${(event: Event) => {
      separator = (event.target as HTMLSelectElement).value as Separator;
    }}>${choiceField(
      {
        name: "separator",
        label: t("handing.save.separator"),
        hint: t("handing.save.separator.hint"),
        value: separator,
      },
      (Object.keys(SEPARATORS) as Separator[]).map((value) => ({
        value,
        label: t(`handing.save.separator.${value}`),
      })),
    )}</div>`;

  const log = () => html`<h3 class="go">${t("handing.left")}</h3>
    <p class="soft">${t("handing.left.what")}</p>
    ${
      left.length === 0
        ? html`<p>${t("handing.left.none")}</p>`
        : html`<ul role="list" class="lines">${left.map(
            ({ by, day, many }) =>
              html`<li>${t("handing.left.line", { day: dayIn(language, isoDay(day)), by: by || t("handing.left.envelope"), many })}</li>`,
          )}</ul>`
    }`;

  return () => html`<section aria-labelledby="save"><h2 id="save">${t("handing.save")}</h2>
    <p>${t("handing.save.what")}</p>
    ${form()}${log()}</section>`;
}
