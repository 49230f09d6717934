// The program that mails without signing: nodemailer's pool as its manual shows it, with the words of the
// product's own mails.
import { randomBytes } from "node:crypto";
import { createTransport } from "nodemailer";
import { composeMail, type MailNames } from "../src/mail/compose.ts";
import { answerAsked } from "./programs.ts";

export interface MailerWork {
  port: number;
  many: number;
  from: string;
  baseUrl: string;
  names: MailNames;
  /** Characters of a link's token. */
  token: number;
}

/** Sends so many mails. Gives the seconds from the first to the last. */
async function send({ port, many, from, baseUrl, names, token }: MailerWork): Promise<number> {
  const mails = Array.from({ length: many }, (_, at) => {
    const link = `${baseUrl}/c/${randomBytes(token).toString("base64url").slice(0, token)}`;
    const { subject, text, html, headers } = composeMail({ kind: "confirm", language: "en", names, link });
    const to = `bare.${String(at).padStart(7, "0")}@signers.example`;
    return {
      from: { name: names.network, address: from },
      ...{ to, subject, text, html, headers, textEncoding: "quoted-printable" as const },
    };
  });
  const pool = createTransport({
    ...{ host: "127.0.0.1", port, pool: true, ignoreTLS: true },
    // One connection for all its mails: the better for the ceiling.
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const begun = performance.now();
  await Promise.all(mails.map((mail) => pool.sendMail(mail)));
  const seconds = (performance.now() - begun) / 1_000;
  pool.close();
  return seconds;
}

answerAsked({ send });
