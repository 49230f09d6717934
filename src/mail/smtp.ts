// Carries mails to a mail server by the library's pool of connections, which pipelines, keeps connections and opens
// new ones. The return path is null, so that no bounce and no automatic answer ever comes back (RFC 3834).
import { Readable } from "node:stream";
import SMTPPool from "nodemailer/lib/smtp-pool";
import type { MailFault } from "../locales/mail-faults.ts";
import type { Carrier, Outcome } from "./carrier.ts";
import type { ReadyLetter } from "./letter.ts";

/** Connections at once. */
export const CONNECTIONS = 5;
const SECOND = 1_000;
const SIGN_IN = [530, 535, 538];
const OF_US = [421, 503, ...SIGN_IN];
const RELAY = /relay/i;

/** What the library's errors tell. */
interface MailError extends Error {
  code?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  command?: string | undefined;
}

/**
 * Opens the pool; connects when there is something to carry.
 * @param url smtp:// or smtps://, with what the library reads from an address (user, password, `?tls.…`)
 * @param name how we call ourselves to the server: never the machine's own name
 */
export function smtpCarrier(url: string, name: string): Carrier {
  const pool = new SMTPPool({
    ...{ url, name, logger: false, maxConnections: CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY },
    ...{ connectionTimeout: 20 * SECOND, greetingTimeout: 20 * SECOND, socketTimeout: 120 * SECOND },
  });
  let closed = false;
  return {
    carry: (letter) =>
      new Promise((resolve) => {
        if (closed) resolve({ is: "kept" });
        else
          pool.send(mailOf(letter), (error) => resolve(error ? outcomeOf(error, closed) : { is: "handed" }));
      }),
    close() {
      closed = true;
      pool.close();
    },
    breakOff() {
      closed = true;
      pool.close({ force: true });
    },
  };
}

/**
 * A mail as the pool takes it. It asks for an envelope and a stream; the library's own message would compose and
 * transform once more what is composed already, at twice the cost of sending it.
 */
function mailOf({ to, bytes }: ReadyLetter): Parameters<SMTPPool["send"]>[0] {
  const message = {
    getEnvelope: () => ({ from: "", to: [to] }),
    messageId: () => "",
    getHeader: () => "",
    createReadStream: () => Readable.from([bytes], { objectMode: false }),
  };
  return { data: {}, message } as unknown as Parameters<SMTPPool["send"]>[0];
}

/**
 * What an error of the library means for the mail and for the others. Exported for its tests.
 * @param closed whether we closed the pool ourselves
 */
export function outcomeOf(error: MailError, closed: boolean): Outcome {
  const { code = "", responseCode = 0, response = "", command = "" } = error;
  // Only codes: what servers say may repeat the address.
  const why = [code, command, responseCode || ""].filter(Boolean).join(" ");
  // The pool knows no code for a mail that it had not yet begun when it was closed.
  if (closed && !responseCode) return { is: "kept" };
  const fault = faultOf(error);
  const ofThisMail = code === "EMESSAGE" || (code === "EENVELOPE" && command !== "MAIL FROM");
  // What the server says of us and not of the mail: it closes, the session went wrong, we have to sign in or may not
  // send through it at all. An operator can mend that within the day.
  if (!ofThisMail || OF_US.includes(responseCode) || RELAY.test(response))
    return { is: "trouble", why, fault };
  // Without a code of the server it is the library that cannot write this mail.
  return { is: isForNow(responseCode) ? "later" : "refused", why, fault };
}

const isForNow = (responseCode: number) => responseCode >= 400 && responseCode < 500;

/** What it is about; undefined when the library's words do not tell. */
function faultOf({ code = "", responseCode = 0, response = "", command, message }: MailError) {
  const is = (fault: MailFault) => fault;
  if (/AUTH/.test(code) || SIGN_IN.includes(responseCode)) return is("sign_in");
  if (/TLS$/.test(code) || (code === "ESOCKET" && /certificate|\b(?:ssl|tls)\b/i.test(message)))
    return is("tls");
  if (isForNow(responseCode)) return is("later");
  if (RELAY.test(response) || (code === "EENVELOPE" && command === "MAIL FROM")) return is("sender");
  if (code === "EENVELOPE") return is("address");
  if (code === "EMESSAGE") return is("mail");
  return ["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS", "EPROTOCOL"].includes(code)
    ? is("connection")
    : undefined;
}
