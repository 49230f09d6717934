// Many people who sign at once, and what each was answered: for tests that end the server in the middle of it.
import { Agent, request } from "node:http";
import { codeOn, formsOf } from "../signer.ts";

/** Somebody who was answered that their signature is there. */
export interface Answered {
  name: string;
  /** "" without. */
  email: string;
  /** Shown to whoever gave no address. */
  code: string | null;
}

export interface Load {
  answered: Answered[];
  /** How many were sent, answered or not. */
  sent(): number;
  /** Statuses other than 200 that somebody got. */
  refused: number[];
  /** Signs, so many at a time, until the server is gone or `stop` is called. @returns when nobody waits any more */
  run(url: string, atOnce: number): Promise<void>;
  stop(): void;
}

interface Reply {
  status: number;
  body: string;
}

/** Sends one form over a kept line. @throws when the line breaks */
export function send(agent: Agent, url: string, fields?: Record<string, string>): Promise<Reply> {
  const body = fields && new URLSearchParams(fields).toString();
  const headers: Record<string, string | number> =
    body === undefined
      ? {}
      : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
  return new Promise((done, fail) => {
    const asked = request(url, { agent, method: body === undefined ? "GET" : "POST", headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => done({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
      answer.on("error", fail);
      answer.on("aborted", () => fail(new Error("aborted")));
    });
    asked.on("error", fail);
    asked.end(body);
  });
}

/**
 * Makes a crowd; nobody of it signs twice.
 * @param slug the campaign
 */
export function openLoad(slug: string): Load {
  let next = 0;
  let stopped = false;
  const load: Load = {
    answered: [],
    refused: [],
    sent: () => next,
    stop: () => {
      stopped = true;
    },
    run: async (url, atOnce) => {
      stopped = false;
      const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
      const page = await send(agent, `${url}/${slug}/sign`);
      const hidden = formsOf(page.body).find(({ action }) => action.includes("/sign"))?.hidden ?? {};
      const one = async () => {
        while (!stopped) {
          const at = ++next;
          const name = `Signer ${at}`;
          const email = at % 3 === 0 ? "" : `signer-${at}@post.example`;
          const fields = { ...hidden, name, email, appear: at % 2 ? "counted" : "public", shown_as: name };
          const answer = await send(agent, `${url}/${slug}/sign`, fields).catch(() => null);
          if (answer === null) return;
          if (answer.status !== 200) load.refused.push(answer.status);
          else load.answered.push({ name, email, code: codeOn(answer.body) });
        }
      };
      await Promise.all(Array.from({ length: atOnce }, one));
      agent.destroy();
    },
  };
  return load;
}
