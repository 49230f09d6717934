// The program that takes mail: a real mail server that keeps nothing but to whom each mail went.
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { answerAsked } from "./programs.ts";

let recipients = new Set<string>();
let mails = 0;
let bytes = 0;
let wanted = 0;
let reached: (() => void) | null = null;

const server = new SMTPServer({
  ...{ logger: false, disableReverseLookup: true, hideSTARTTLS: true, authOptional: true },
  disabledCommands: ["AUTH"],
  onData: (stream, session, done) => {
    stream.on("data", (part: Buffer) => {
      bytes += part.length;
    });
    stream.on("end", () => {
      mails++;
      for (const { address } of session.envelope.rcptTo) recipients.add(address);
      done();
      if (mails === wanted) reached?.();
    });
  },
});
server.on("error", () => {});

answerAsked({
  listen: async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return (server.server.address() as AddressInfo).port;
  },
  /** Begins to count anew. */
  expect: (many: number) => {
    [recipients, mails, bytes, wanted] = [new Set(), 0, 0, many];
  },
  /** Waits until as many as expected have come. */
  all: async () => {
    if (mails < wanted) {
      await new Promise<void>((resolve) => {
        reached = resolve;
      });
    }
    return { mails, recipients: recipients.size, bytes };
  },
});
