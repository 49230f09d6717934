// The words of a mail. Neutral: the network's name and the campaign's plain name,
// nothing that was typed, no title, one link. Every address gets the same words for the same reason.
import { html } from "hono/html";
import { openCatalogue } from "../locales/catalogue.ts";
import { directionOf, interfaceFor } from "../locales/languages.ts";
import { TRANSLATIONS } from "../locales/messages.ts";
import english from "../locales/signer/en/mail.json" with { type: "json" };
import type { MailKind } from "../memory/waiting.ts";

/** Days through which a link works at least (its key is destroyed when the 16th begins). */
const LINK_DAYS = 15;

/** How a campaign is called in mails: nothing else of it is in them. */
export interface MailNames {
  /** The network's name. */
  network: string;
  /** The campaign's `plain_name` in that language. */
  plainName: string;
}

export interface MailContent {
  kind: MailKind;
  language: string;
  names: MailNames;
  /** The whole address of the link's page. */
  link: string;
}

export interface Composed {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

/** What is said for each reason. */
const WORDS = {
  confirm: {
    subject: "mail.confirm.subject",
    asks: "mail.confirm.asks",
    open: "mail.confirm.open",
    until: "mail.confirm.until",
  },
  ask: {
    subject: "mail.confirm.subject",
    asks: "mail.confirm.later",
    open: "mail.confirm.open",
    until: "mail.confirm.until",
  },
  request: {
    subject: "mail.request.subject",
    asks: "mail.request.asks",
    open: "mail.request.open",
    until: "mail.request.until",
  },
} as const satisfies Record<MailKind, Record<string, keyof typeof english>>;

const catalogue = openCatalogue(english, TRANSLATIONS.mail);

/**
 * Composes a mail in the signer's language; in English where the interface does not speak it.
 * @returns subject, text and HTML, and the headers that say that no person wrote it (RFC 3834)
 */
export function composeMail({ kind, language, names, link }: MailContent): Composed {
  const say = catalogue.say(language);
  const spoken = interfaceFor(language);
  const words = WORDS[kind];
  const { network, plainName } = names;
  const subject = say(words.subject, { plainName });
  const asks = say(words.asks, { plainName });
  const rest = [say(words.until, { days: LINK_DAYS }), say("mail.anyone"), say("mail.forward"), network];
  return {
    subject,
    text: `${[asks, link, ...rest].join("\n\n")}\n`,
    html: String(html`<!doctype html>
<html lang="${spoken}" dir="${directionOf(spoken)}">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
<p>${asks}</p>
<p><a href="${link}">${say(words.open)}</a></p>
${rest.map((line) => html`<p>${line}</p>\n`)}</body>
</html>
`),
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
