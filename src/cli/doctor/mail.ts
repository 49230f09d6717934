// Mail: whether the mail server takes us, without sending anything, and whether others will believe the sender.
import { Resolver } from "node:dns/promises";
import { createTransport } from "nodemailer";
import { isLoopback } from "../../loopback.ts";
import type { MailTransport } from "../../setting-values.ts";
import { type Finding, hint, wrong } from "./finding.ts";

const PATIENCE = 10_000;
/** What a resolver says when there is an answer, and it is that there is nothing. */
const NOTHING = ["ENODATA", "ENOTFOUND"];

/**
 * Says hello to the mail server, signs in where a password is given, and leaves.
 * @param mail how mails go
 * @param name how the network calls itself
 */
export async function lookAtMailServer(mail: MailTransport | null, name: string): Promise<Finding[]> {
  if (mail?.kind !== "smtp") return [];
  const { hostname, protocol, searchParams } = new URL(mail.url);
  const found: Finding[] = [];
  if (isLoopback(hostname)) {
    const mend = "keep its queue in memory and its log off (docs/mail-and-memory.md)";
    found.push(hint("the mail server is on this machine: it may write down who was asked to confirm", mend));
  } else if (protocol === "smtp:" && searchParams.get("requireTLS") !== "true") {
    const mend = "use smtps://…:465, or add ?requireTLS=true to MAIL_URL";
    found.push(
      wrong("somebody on the line could have mails sent in the clear (smtp:// asks, and takes no)", mend),
    );
  }
  const patience = { connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE };
  const transport = createTransport({ url: mail.url, name, logger: false, ...patience });
  try {
    await transport.verify();
  } catch (error) {
    found.push(wrong(`the mail server ${hostname} does not take us: ${reasonOf(error)}`, mendingOf(error)));
  } finally {
    transport.close();
  }
  return found;
}

interface MailError {
  code?: string;
  responseCode?: number;
  message: string;
}

function reasonOf(error: unknown): string {
  const { code, responseCode, message } = error as MailError;
  return [code, responseCode].filter(Boolean).join(" ") || message;
}

function mendingOf(error: unknown): string {
  const { code } = error as MailError;
  if (code === "EAUTH") return "look at user and password in MAIL_URL (%40 stands for @)";
  if (code === "EDNS") return "look at the host in MAIL_URL";
  return "look at host and port in MAIL_URL; many providers of servers open ports 25, 465 or 587 only when asked";
}

/** Asks the DNS for text records. */
export type AskText = (name: string) => Promise<string[][]>;

/** Looks whether the sender's domain says who may send for it. Which keys sign mails (DKIM) cannot be asked for. */
export async function lookAtSender(from: string, ask: AskText = askDns()): Promise<Finding[]> {
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const look = "then send yourself a mail, and look in its source for spf=pass, dkim=pass and dmarc=pass";
  try {
    const spf = await texts(ask, domain);
    const dmarc = await texts(ask, `_dmarc.${domain}`);
    const found: Finding[] = [];
    if (!spf.some((text) => /^v=spf1( |$)/i.test(text))) {
      found.push(
        hint(
          `${domain} does not say who may send mail for it (SPF)`,
          `add the TXT record that your mail provider gives; ${look}`,
        ),
      );
    }
    if (!dmarc.some((text) => /^v=DMARC1\s*;/i.test(text))) {
      found.push(
        hint(
          `${domain} has no DMARC record: some mailboxes take no mail from it`,
          `add a TXT record _dmarc.${domain}; ${look}`,
        ),
      );
    }
    return found;
  } catch (error) {
    const { code } = error as { code?: string };
    return [
      hint(`the DNS did not answer for ${domain} (${code}): the sender was not looked at`, "try again later"),
    ];
  }
}

function askDns(): AskText {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  return (name) => resolver.resolveTxt(name);
}

/** A long text comes in pieces. */
async function texts(ask: AskText, name: string): Promise<string[]> {
  try {
    return (await ask(name)).map((pieces) => pieces.join(""));
  } catch (error) {
    if (NOTHING.includes((error as { code?: string }).code ?? "")) return [];
    throw error;
  }
}
