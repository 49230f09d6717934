// A mail as bytes. The library composes it once for each campaign, language and minute; what differs from mail to
// mail (recipient, Message-ID, the link's token) is then put in its place: composing took half a millisecond, this
// takes ten microseconds. It is exact because a token is base64url of one length: none of its characters is
// encoded in quoted-printable, and none of them moves a line break. Where that does not hold (an address that
// needs encoding, a token of other characters) the library composes the mail itself.
import MailComposer from "nodemailer/lib/mail-composer";
import type { MailKind } from "../memory/waiting.ts";
import { composeMail, type MailNames } from "./compose.ts";

/** What one mail is made of. */
export interface Letter {
  /** The address as it was typed. */
  to: string;
  token: string;
  /** 32 characters of base64url or hex, random. */
  id: string;
}

/** A mail ready to be handed over. */
export interface ReadyLetter {
  /** The recipient as mail servers write it. */
  to: string;
  bytes: Buffer;
}

export interface Form {
  kind: MailKind;
  language: string;
  names: MailNames;
  /** The sender's address. */
  from: string;
  baseUrl: string;
  /** What the Date header says: whole minutes, because nobody needs more. */
  date: Date;
}

/** Addresses that stand in a header and an envelope as they are, on one line. */
const PLAIN = /^(?=.{1,68}$)[A-Za-z0-9_+=-]+(\.[A-Za-z0-9_+=-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*$/;
const TOKEN = /^[A-Za-z0-9_-]+$/;
const ID_LENGTH = 32;
const RECIPIENT = "recipient@recipient.invalid";
const SIXTY_FOUR = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** The link stands in the text and in the HTML. */
const LINKS = 2;

function compose({ kind, language, names, from, baseUrl, date }: Form, { to, token, id }: Letter) {
  const { subject, text, html, headers } = composeMail({
    kind,
    language,
    names,
    // The page answers in the language of the mail, whatever the browser asks for.
    link: `${baseUrl}/c/${token}?lang=${language}`,
  });
  const composer = new MailComposer({
    from: { name: names.network, address: from },
    to: { name: "", address: to },
    ...{ subject, text, html, headers, date },
    messageId: `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    textEncoding: "quoted-printable",
    newline: "windows",
    // Nothing of a mail ever comes from a file or another server.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile();
}

/** Composes one mail by the library alone. */
export async function composeWhole(form: Form, letter: Letter): Promise<ReadyLetter> {
  const node = compose(form, letter);
  const [to] = [node.getEnvelope().to].flat();
  return { to: String(to), bytes: await node.build() };
}

/** A run of the token in the composed bytes: where it lies, and which part of the token it is. */
interface Run {
  at: number;
  from: number;
  to: number;
}

/** Writes mails of one form with tokens of one length. */
export type Writer = (letter: Letter) => ReadyLetter | Promise<ReadyLetter>;

/**
 * Composes the pattern of a form.
 * @param length of the tokens
 * @returns what writes mails by it
 */
export async function openWriter(form: Form, length: number): Promise<Writer> {
  const whole: Writer = (letter) => composeWhole(form, letter);
  const token = Array.from({ length }, (_, at) => SIXTY_FOUR[(at * 29 + (at >> 6)) % 64]).join("");
  const id = "0".repeat(ID_LENGTH);
  const pattern = (await compose(form, { to: RECIPIENT, token, id }).build()).toString("latin1");
  const recipientAt = pattern.indexOf(RECIPIENT);
  const head = Buffer.from(pattern.slice(0, recipientAt), "latin1");
  const body = pattern.slice(recipientAt + RECIPIENT.length);
  const runs = runsOf(body, token);
  const idAt = body.indexOf(id);
  // The library wrote something else than we know how to fill: it goes on writing all of it.
  if (recipientAt < 0 || idAt < 0 || runs.length === 0) return whole;
  const rest = Buffer.from(body, "latin1");

  return (letter) => {
    if (letter.token.length !== length || !TOKEN.test(letter.token) || !PLAIN.test(letter.to))
      return whole(letter);
    const bytes = Buffer.allocUnsafe(head.length + letter.to.length + rest.length);
    const start = head.length + letter.to.length;
    head.copy(bytes, 0);
    bytes.write(letter.to, head.length, "latin1");
    rest.copy(bytes, start);
    bytes.write(letter.id, start + idAt, "latin1");
    for (const { at, from, to } of runs) bytes.write(letter.token.slice(from, to), start + at, "latin1");
    return { to: letter.to, bytes };
  };
}

/** Where a token lies in a composed body, cut by soft line breaks; none unless it is there as often as it should. */
function runsOf(body: string, token: string): Run[] {
  const broken = new RegExp(Array.from(token).join("(?:=\r\n)?"), "g");
  const found = Array.from(body.matchAll(broken));
  if (found.length !== LINKS) return [];
  const runs: Run[] = [];
  for (const { 0: text, index } of found) {
    let from = 0;
    for (const { 0: piece, index: at } of text.matchAll(/[\w-]+/g)) {
      runs.push({ at: index + at, from, to: from + piece.length });
      from += piece.length;
    }
  }
  return runs;
}
