// One language of a campaign: the translation's words where it has them, the original's elsewhere, each with
// the language it is in. Lists have the same length in both (misfits.ts), so their entries meet by place.
import type { Contact, Edition, FieldWords, Picture, Said } from "../campaign.ts";
import { fieldOf, signAction } from "../form/fields.ts";
import type { OriginalFile, TranslationFile } from "./file.ts";
import type { OriginalData, TranslationData } from "./schema.ts";

type Text = string | undefined;
type Say = (translated: Text, original: Text) => Said | null;
/** For what the original always has. */
type SayIt = (translated: Text, original: string) => Said;

/**
 * The edition of one language.
 * @param original the file with `kind`
 * @param translation its words in another language; null for the original's own edition
 */
export function editionOf(original: OriginalFile, translation: TranslationFile | null): Edition {
  const from = original.data;
  const to: Partial<TranslationData> = translation?.data ?? {};
  const language = translation?.language ?? original.language;
  const it: SayIt = (translated, own) =>
    translated === undefined ? { text: own, lang: original.language } : { text: translated, lang: language };
  const say: Say = (translated, own) =>
    translated !== undefined
      ? { text: translated, lang: language }
      : own === undefined
        ? null
        : { text: own, lang: original.language };
  const links = linksOf(to);
  return {
    language,
    title: it(to.title, from.title),
    plainName: it(to.plain_name, from.plain_name),
    summary: say(to.summary, from.summary),
    hosts: from.hosts.map((host, at) => ({
      name: it(to.hosts?.[at]?.name, host.name),
      url: host.url ?? null,
    })),
    contact: contactOf(it, to.contact, from.contact),
    press: from.press === undefined ? null : contactOf(it, to.press, from.press),
    target:
      from.target === undefined
        ? null
        : {
            name: it(to.target?.name, from.target.name),
            role: say(to.target?.role, from.target.role),
            organisation: say(to.target?.organisation, from.target.organisation),
            email: from.target.email ?? null,
          },
    decision:
      from.decision === undefined
        ? null
        : {
            what: it(to.decision?.what, from.decision.what),
            on: from.decision.on,
            by: say(to.decision?.by, from.decision.by),
          },
    opposition: say(to.opposition, from.opposition),
    picture: pictureOf(it, to.picture, from.picture),
    demandsHeading: say(to.demands_heading, from.demands_heading),
    demands: (from.demands ?? []).map((demand, at) => ({
      title: say(to.demands?.[at]?.title, demand.title),
      text: say(to.demands?.[at]?.text, demand.text),
    })),
    founders: (from.founders ?? []).map((name, at) => it(to.founders?.[at], name)),
    broughtIn: (from.brought_in ?? []).map((one, at) => ({
      label: it(to.brought_in?.[at]?.label, one.label),
      people: one.people ?? 0,
      organisations: one.organisations ?? 0,
    })),
    links: linksOf(from).map((link, at) => ({
      label: it(links[at]?.label, link.label),
      url: links[at]?.url ?? link.url,
    })),
    shareText: say(shareOf(to)?.text, shareOf(from)?.text),
    fields: fieldWords(say, it, from, to),
    body: it(
      translation && translation.body.trim() !== "" ? translation.body.trim() : undefined,
      original.body.trim(),
    ),
  };
}

function pictureOf(it: SayIt, to: TranslationData["picture"], from: OriginalData["picture"]): Picture | null {
  if (from === undefined) return null;
  const [width = 0, height = 0] = /-(\d+)x(\d+)\./.exec(from.file)?.slice(1).map(Number) ?? [];
  const { file } = from;
  return { file, width, height, alt: it(to?.alt, from.alt), credit: it(to?.credit, from.credit) };
}

type ContactData = OriginalData["contact"];

function contactOf(it: SayIt, to: TranslationData["contact"], from: ContactData): Contact {
  return {
    name: it(to?.name, from.name),
    email: to?.email ?? from.email ?? null,
    phone: to?.phone ?? from.phone ?? null,
    url: to?.url ?? from.url ?? null,
  };
}

function fieldWords(
  say: Say,
  it: SayIt,
  from: OriginalData,
  to: Partial<TranslationData>,
): Record<string, FieldWords> {
  const sign = from.actions.find((action) => action.sign !== undefined)?.sign;
  if (sign === undefined) return {};
  const translated = to.actions?.flatMap((action) => action.sign?.fields ?? []) ?? [];
  const own = (sign.fields ?? []).map((field) => (typeof field === "string" ? { id: field } : field));
  const words = signAction(sign).fields.map(({ id }): [string, FieldWords] => {
    const before = own.find((field) => field.id === id);
    const after = translated.find((field) => field.id === id);
    const options = before === undefined ? [] : fieldOf(before).options;
    return [
      id,
      {
        label: say(after?.label, before?.label),
        hint: say(after?.hint, before?.hint),
        options: options.map((option, at) => it(after?.options?.[at], option)),
      },
    ];
  });
  return Object.fromEntries(words);
}

function linksOf<Link>(data: { actions?: readonly { link?: Link | undefined }[] | undefined }): Link[] {
  return (data.actions ?? []).flatMap((action) => (action.link === undefined ? [] : [action.link]));
}

function shareOf<Share>(data: {
  actions?: readonly { share?: Share | undefined }[] | undefined;
}): Share | undefined {
  return data.actions?.find((action) => action.share !== undefined)?.share;
}
