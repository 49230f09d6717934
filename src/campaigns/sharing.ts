// What is passed on about a campaign: texts for chat groups, what stands on a picture, in each of its languages; and a
// neutral form of all of it for people who must not be seen with its title. Pure.
import { dayIn, listIn } from "../locales/dates.ts";
import { interfaceFor } from "../locales/languages.ts";
import { sayShared } from "../locales/sharing.ts";
import { bareTitle } from "../web/titles.ts";
import type { CampaignText } from "./campaign.ts";

export interface Sharing {
  /** Of the page, in the language; a neutral one leads to the form, of which no chat shows more than its name. */
  readonly link: string;
  /** The address as one types it. */
  readonly address: string;
  readonly short: string;
  readonly long: string;
  readonly picture: {
    readonly who: string;
    readonly title: string;
    readonly calls: readonly string[];
    /** What one does there. */
    readonly ask: string;
    readonly until: string;
    /** What is seen on it, in words. */
    readonly alt: string;
  };
}

/** How it is passed on. */
export interface SharingHow {
  readonly language: string;
  /** The network's address, without a slash at the end. */
  readonly baseUrl: string;
  /** An ISO date: what is over is not called open. */
  readonly today: string;
  /** By the neutral name alone. */
  readonly neutral: boolean;
}

/**
 * Puts together what is passed on.
 * @param text the campaign
 */
export function sharingOf(text: CampaignText, how: SharingHow): Sharing {
  const { language, today, neutral } = how;
  const edition = text.in(language);
  const t = sayShared(language);
  const spoken = interfaceFor(language) === "en" ? (/^en\b/.test(language) ? language : "en") : language;
  const signs = text.sign !== null && (text.closes === null || today <= text.closes);
  const link = linkTo(text, how, neutral && signs);
  const address = `${how.baseUrl.replace(/^https?:\/\//, "")}/${text.slug}`;
  const ask = t(signs ? "chat.sign" : "chat.read");
  const until = signs && text.closes !== null ? t("chat.until", { date: dayIn(spoken, text.closes) }) : "";
  const name = edition.plainName.text;
  if (neutral) {
    const alt = t("picture.alt.neutral", { title: name, address });
    return {
      ...{ link, address },
      short: `${name}: ${link}`,
      long: paragraphs([name, signs ? t("chat.promise") : "", lines([until, `${ask} ${link}`])]),
      picture: { who: "", title: name, calls: [], ask, until, alt },
    };
  }
  const title = bareTitle(edition.title.text);
  const hosts = listIn(
    spoken,
    edition.hosts.map((host) => host.name.text),
    (host) => host,
  ).join("");
  const calls = edition.demands.map((call) => call.title?.text ?? call.text?.text ?? "");
  const heading = edition.demandsHeading?.text ?? t("chat.calls", { count: calls.length });
  const called = calls.length === 0 ? "" : lines([heading, ...calls.map((call, at) => `${at + 1}. ${call}`)]);
  return {
    ...{ link, address },
    short: lines([edition.shareText?.text ?? title, `${ask} ${link}`]),
    long: paragraphs([title, edition.summary?.text ?? "", called, lines([until, `${ask} ${link}`])]),
    picture: { who: hosts, title, calls, ask, until, alt: t("picture.alt", { title, hosts, address }) },
  };
}

function linkTo({ slug, languages }: CampaignText, { baseUrl, language }: SharingHow, form: boolean): string {
  const below = form ? "/sign" : "";
  return `${baseUrl}/${slug}${below}${language === languages[0] ? "" : `?lang=${language}`}`;
}

const lines = (parts: readonly string[]) => parts.filter((part) => part !== "").join("\n");
const paragraphs = (parts: readonly string[]) => parts.filter((part) => part !== "").join("\n\n");
