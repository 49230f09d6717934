// The form as the next empty line: the name is written on the line that the page ends with. Promises that what was
// typed comes back in its place, and that nothing is asked which the campaign does not ask. Pure.
import type { As, Edition, Field, SignAction } from "../../campaigns/campaign.ts";
import { fieldsFor, isRequired } from "../../campaigns/form/fields.ts";
import { hostsOf, pathTo } from "../../campaigns/frame.ts";
import type { CampaignView } from "../../campaigns/view.ts";
import { type SignerKey, say } from "../../locales/messages.ts";
import { html, type Markup, raw } from "../../web/markup.ts";
import { STAMP_MARK } from "../../web/page-marks.ts";
import { day, inEnglish, list, sentences, spokenOn, tell, words } from "../../web/words.ts";
import type { SignFormView } from "../view.ts";
import { appearField } from "./appear.ts";
import { boxesControl, hidden, selectControl, textControl, tick } from "./inputs.ts";
import { errorBeside, type LabelOf, problems, type Wording } from "./problems.ts";

/** What the pieces of one form share. */
interface Filling {
  view: CampaignView;
  form: SignFormView;
  sign: SignAction;
  edition: Edition;
  wording: Wording;
}

/** Whether this form asks for an address: the campaign wants one and the network can write to it. */
const asksEmail = (sign: SignAction, form: SignFormView) => sign.email !== "none" && form.mail;

/**
 * The form, to be sent to `/:slug/sign`. Holds STAMP_MARK once.
 * @throws TypeError when the campaign cannot be signed at all
 */
export function signForm(view: CampaignView, form: SignFormView): Markup {
  const { campaign, language } = view;
  const { sign } = campaign;
  if (sign === null) throw new TypeError("this campaign has no form");
  const edition = campaign.in(language);
  const t = say(language);
  const fields = fieldsFor(sign, form.as);
  const wording = { language, labelOf: labels(fields, view, form.as, edition) };
  const first = fields.find((field) => field.id === (form.as === "person" ? "name" : "organisation"));
  const rest = fields.filter((field) => field !== first);
  const asked = rest.filter((field) => isRequired(field, form.as));
  const optional = rest.filter((field) => !isRequired(field, form.as));
  const order = [first, ...asked]
    .map((field) => field?.id)
    .concat(
      "appear",
      "shown_as",
      "email",
      optional.map(({ id }) => id),
    );
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  const errors = form.errors.toSorted((one, other) => place(one.field) - place(other.field));
  const filling: Filling = { view, form: { ...form, errors }, sign, edition, wording };
  const organisation = form.as === "organisation";
  return html`<form id="sign" class="sign g" method="post" action="/${campaign.slug}/sign" novalidate${inEnglish(language)}>
${hidden("as", form.as)}${hidden("lang", language)}${html`<input type="hidden" name="stamp" value="${raw(STAMP_MARK)}">`}
${problems(errors, form.note, wording)}
<p class="promise">${promise(filling)}</p>
${first && html`<div class="pen row hang"><span class="num" aria-hidden="true">${t("mark.line")}</span><div>${fieldOf(first, filling, false)}</div></div>`}
<p class="away" aria-hidden="true"><label for="f-website">${t("sign.trap")}</label><input id="f-website" name="website" type="text" tabindex="-1" autocomplete="off"></p>
${asked.map((field) => html`<div class="field">${fieldOf(field, filling, false)}</div>`)}
<div class="field">${appear(filling)}</div>
${asksEmail(sign, form) ? email(filling) : null}
${more(optional, filling)}
<p><button class="act full">${t(organisation ? "sign.button.organisation" : "sign.button")}</button></p>
${other(filling)}</form>`;
}

/** Two sentences about what happens to what one types. */
function promise({ view, form }: Filling): Markup {
  const { language, campaign } = view;
  const spoken = spokenOn(language);
  const locked = lockedFor(form, language);
  const until =
    campaign.keepUntil && tell(language, "promise.until", { date: day(campaign.keepUntil, spoken) });
  return sentences(until ? [locked, until] : [locked], language);
}

/** Who alone can open it: key holders by organisation, and by name whoever is with none. */
function lockedFor({ holders, named, envelope }: SignFormView, language: string): Markup | string {
  const spoken = spokenOn(language);
  const organisations = list(
    holders.map((name) => html`${name}`),
    spoken,
  );
  const also = envelope ? "yes" : "no";
  if (named.length === 0) {
    if (holders.length === 0) return say(language)("promise.locked.nobody");
    return tell(language, "promise.locked", { holders: organisations, envelope: also });
  }
  const all = named.map((name) => tell(language, "promise.holder", { name: html`${name}` }));
  if (holders.length > 0) all.push(tell(language, "promise.holders", { organisations }));
  return tell(language, "promise.locked.named", { holders: list(all, spoken), envelope: also });
}

function labels(fields: readonly Field[], view: CampaignView, as: As, edition: Edition): LabelOf {
  const t = say(view.language);
  return (name) => {
    if (name === "email") return t("email.label");
    if (name === "appear") return t(as === "person" ? "appear.legend" : "appear.legend.organisation");
    if (name === "shown_as") return t(as === "person" ? "appear.shown" : "appear.shown.organisation");
    const field = fields.find((one) => one.id === name);
    return field && labelOfField(field, edition, view.language);
  };
}

/** The file's own label, else the catalogue's. */
function labelOfField(field: Field, edition: Edition, language: string): Markup | string {
  const own = edition.fields[field.id]?.label ?? null;
  return own === null ? say(language)(`field.${field.id}` as SignerKey) : words(own, spokenOn(language));
}

function hintOfField(field: Field, { edition, view, form, sign }: Filling): Markup | string | null {
  const own = edition.fields[field.id]?.hint ?? null;
  if (own !== null) return words(own, spokenOn(view.language));
  const t = say(view.language);
  if (field.id === "organisation") return t("field.organisation.hint");
  if (field.id === "comment") return t("field.comment.hint");
  if (field.id !== "name") return null;
  if (form.as === "organisation") return t("field.name.hint.organisation");
  return t(sign.appear.length > 1 ? "field.name.hint" : "field.name.hint.plain");
}

/** One field; `saidOptional` where its surroundings say already that one need not fill it. */
function fieldOf(field: Field, filling: Filling, saidOptional: boolean): Markup {
  const { view, form, edition, wording } = filling;
  const { language } = view;
  const required = isRequired(field, form.as);
  const bare = labelOfField(field, edition, language);
  const label =
    required || saidOptional
      ? bare
      : tell(language, "field.optional", { label: typeof bare === "string" ? html`${bare}` : bare });
  const typed = form.values.get(field.id) ?? [];
  const control = {
    name: field.id,
    label,
    hint: hintOfField(field, filling),
    error: errorBeside(form.errors, field.id, wording),
    required,
  };
  const spoken = spokenOn(language);
  const options = field.options.map((value, at) => ({
    value,
    label: edition.fields[field.id]?.options[at] ?? { text: value, lang: spoken },
  }));
  if (field.type === "choice") {
    return selectControl({
      ...control,
      options,
      chosen: typed[0],
      empty: say(language)("field.choose"),
      language: spoken,
    });
  }
  if (field.type === "choices") return boxesControl({ ...control, options, chosen: typed, language: spoken });
  const { autocomplete, inputmode } = field;
  const type = field.type === "long" ? "textarea" : "text";
  return textControl({ ...control, value: typed[0], type, autocomplete, inputmode });
}

function appear({ view, form, sign, edition, wording }: Filling): Markup {
  const { language } = view;
  const typed = form.values.get("appear")?.[0];
  const byDefault = sign.appear.includes("counted") ? "counted" : null;
  const beside = (field: string) => errorBeside(form.errors, field, wording);
  return appearField({
    language,
    edition,
    as: form.as,
    offered: sign.appear,
    chosen: sign.appear.find((level) => level === typed) ?? byDefault,
    shownAs: form.values.get("shown_as")?.[0] ?? "",
    position: fieldsFor(sign, form.as).some((field) => field.id === "position"),
    errors: { appear: beside("appear"), shownAs: beside("shown_as") },
    sendOnly: false,
  });
}

function email(filling: Filling): Markup {
  const { view, form, sign, wording } = filling;
  const { language } = view;
  const t = say(language);
  const required = sign.email === "required";
  const label = t("email.label");
  return html`<div class="field">${textControl({
    name: "email",
    label: required ? label : t("field.optional", { label }),
    hint: t(required ? "email.hint.required" : "email.hint.optional"),
    error: errorBeside(form.errors, "email", wording),
    value: form.values.get("email")?.[0],
    type: "email",
    autocomplete: "email",
    inputmode: "email",
    required,
  })}</div>
${sign.follow ? follow(filling) : null}`;
}

function follow({ view, form, edition }: Filling): Markup {
  const { language } = view;
  return html`<div class="field close">${tick({
    name: "follow",
    value: "yes",
    ticked: form.values.get("follow")?.[0] === "yes",
    label: tell(language, "follow.label", { hosts: hostsOf(view, edition) }),
    hint: say(language)("follow.hint"),
  })}</div>
`;
}

/** What nobody needs to fill, folded away unless something in it is wrong. */
function more(fields: readonly Field[], filling: Filling): Markup | null {
  if (fields.length === 0) return null;
  const { view, form } = filling;
  const wrong = form.errors.some((error) => fields.some((field) => field.id === error.field));
  const summary = say(view.language)(form.as === "person" ? "sign.more" : "sign.more.organisation");
  return html`<div><details class="more"${wrong ? html` open` : null}><summary>${summary}</summary>
${fields.map((field) => html`<div class="field">${fieldOf(field, filling, true)}</div>`)}
</details></div>
`;
}

/** The way to the other form, where both may sign. */
function other({ view, form, sign }: Filling): Markup | null {
  const as = form.as === "person" ? "organisation" : "person";
  if (!sign.as.includes(as)) return null;
  return html`<p class="small"><a class="tap" href="${pathTo(view, "/sign", `as=${as}`)}">${say(view.language)(`sign.as.${as}`)}</a></p>
`;
}
