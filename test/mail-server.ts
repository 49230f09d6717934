// For tests: a real mail server on this machine that keeps what it is given and answers as it is told.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface Received {
  /** The return path. */
  from: string;
  to: string;
  /** How the client called itself. */
  helo: string;
  mail: ParsedMail;
}

/** Says no: what the server answers instead of 250. */
export interface Answer {
  code: number;
  text: string;
}

export interface MailServer {
  url: string;
  received: Received[];
  /** @returns when it has received so many */
  has(many: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a mail server.
 * @param parts how it answers each step: nothing is yes; `port` to come back where one was before; `password` it
 *   wants for user `undersigned`
 */
export async function startMailServer(
  parts: {
    sender?: () => Answer | null;
    recipient?: (to: string) => Answer | null;
    content?: (to: string) => Answer | null;
    hold?: () => Promise<void>;
    port?: number;
    password?: string;
  } = {},
): Promise<MailServer> {
  const received: Received[] = [];
  let arrived: (() => void)[] = [];
  const say = (answer: Answer | null | undefined) =>
    answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null;
  const server = new SMTPServer({
    ...{ logger: false, disableReverseLookup: true, hideSTARTTLS: true, authOptional: !parts.password },
    ...(parts.password ? { allowInsecureAuth: true } : { disabledCommands: ["AUTH"] }),
    onAuth: ({ username, password }, _session, done) => {
      if (username === "undersigned" && password === parts.password) done(null, { user: username });
      else done(say({ code: 535, text: "no" }));
    },
    onMailFrom: (_address, _session, done) => done(say(parts.sender?.())),
    onRcptTo: ({ address }, _session, done) => done(say(parts.recipient?.(address))),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "none";
      const helo = String(session.hostNameAppearsAs);
      const read = async () => {
        const mail = await simpleParser(stream);
        await parts.hold?.();
        const no = say(parts.content?.(to));
        if (!no) received.push({ from, to, helo, mail });
        done(no);
        for (const wake of arrived.splice(0)) wake();
      };
      read().catch(done);
    },
  });
  // A client that goes away in the middle is what some tests are about.
  server.on("error", () => {});
  server.listen(parts.port ?? 0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${parts.password ? `undersigned:${parts.password}@` : ""}127.0.0.1:${port}`,
    received,
    async has(many) {
      while (received.length < many) await new Promise<void>((wake) => arrived.push(wake));
      arrived = [];
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
