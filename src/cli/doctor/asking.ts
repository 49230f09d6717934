// Asks a network as a visitor does: one answer, no redirect followed, nothing kept, certificates left to the check that
// looks at them.
import { request as plainly } from "node:http";
import { request as securely } from "node:https";
import type { Clock } from "../../clock.ts";

const PATIENCE = 10_000;
const MOST = 4_194_304;

export interface Asked {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  /** When it was asked and when the answer began, in milliseconds since 1970-01-01. */
  between: readonly [number, number];
}

/** @throws Error when nothing answers within ten seconds */
export function ask(url: URL, clock: Clock): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? securely : plainly;
    const begun = clock.now();
    const asked = request(
      url,
      { agent: false, rejectUnauthorized: false, timeout: PATIENCE, headers: { "accept-language": "en" } },
      (answer) => {
        const between = [begun, clock.now()] as const;
        let body = "";
        answer.setEncoding("utf8").on("data", (part: string) => {
          if (body.length < MOST) body += part;
        });
        answer.once("error", reject);
        answer.once("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, between }),
        );
      },
    );
    asked.once("timeout", () => asked.destroy(new Error("no answer within ten seconds")));
    asked.once("error", reject);
    asked.end();
  });
}

/** A header as one text; "" when it is missing. */
export function headerOf({ headers }: Asked, name: string): string {
  return [headers[name] ?? ""].flat().join(", ");
}
