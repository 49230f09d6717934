// A network as it is seen from outside: by its address alone, from any computer.
import { setTimeout } from "node:timers/promises";
import type { Clock } from "../../clock.ts";
import { type Asked, ask, headerOf } from "./asking.ts";
import { type Check, type Finding, type Findings, makeChecks, wrong } from "./finding.ts";
import { lookAtHeaders } from "./headers.ts";
import { lookAtLine } from "./line.ts";
import { lookAtRedirect } from "./redirect.ts";

/** Form stamps and links are good for minutes; a certificate's issuer takes seconds. */
const MOST_APART = 30_000;

export interface Outside {
  url: URL;
  /** Where http:// of it is answered. */
  httpPort: number;
  clock: Clock;
  /** For how many seconds a server that is just starting is waited for. */
  patience?: number;
}

/** Looks from outside. When nothing answers there is nothing else to find. */
export async function lookFromOutside({ url, httpPort, clock, patience = 0 }: Outside): Promise<Findings> {
  const at = (path: string) => ask(new URL(path, url), clock);
  const health = await untilItListens(() => at("/healthz"), patience);
  if (health instanceof Error) {
    const code = (health as NodeJS.ErrnoException).code ?? health.message;
    return { found: [wrong(`nothing answers at ${url.origin} (${code})`, mending(code))], fine: [] };
  }
  if (health.status !== 200 || health.body.trim() !== "ok") {
    const mend = "start the server (systemctl status undersigned), or let the proxy lead to its port";
    return { found: [wrong(`no Undersigned is behind ${url.origin} (${health.status})`, mend)], fine: [] };
  }
  const locked = url.protocol === "https:";
  const headers = async () => {
    const [home, link, desk] = await Promise.all([at("/"), at("/c/undersigned-doctor"), at("/desk")]);
    return lookAtHeaders({ home, link, desk }, locked);
  };
  // What has no certificate has none that is fine; nobody can be sent on to it either.
  const checks: Check[] = [
    { name: locked ? "certificate and line" : "line", look: () => lookAtLine(url, clock) },
    { name: "headers", look: headers },
    ...(locked ? [{ name: "redirect from http", look: () => lookAtRedirect(url, httpPort, clock) }] : []),
    { name: "clock", look: async () => clocksApart(health) },
  ];
  return makeChecks(checks);
}

/** What it answers, or why it does not. */
async function untilItListens(asked: () => Promise<Asked>, patience: number): Promise<Asked | Error> {
  const answer = await asked().catch((error: NodeJS.ErrnoException) => error);
  if (!(answer instanceof Error) || answer.code !== "ECONNREFUSED" || patience === 0) return answer;
  await setTimeout(1_000);
  return untilItListens(asked, patience - 1);
}

function mending(code: string): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return "the name leads nowhere: add an A record with this machine's address, and wait an hour";
  }
  if (code === "ECONNREFUSED") return "start the server (systemctl status undersigned)";
  return "open ports 80 and 443 in the firewall, also in that of whoever rents the machine out";
}

/** The answer's own date against this computer's clock, the time on the way taken into account. */
function clocksApart(answer: Asked): Finding[] {
  const date = Date.parse(headerOf(answer, "date"));
  if (Number.isNaN(date)) return [];
  const [asked, answered] = answer.between;
  // The header is cut to whole seconds.
  const apart = date + 1_000 < asked ? asked - date : Math.max(0, date - answered);
  if (apart < MOST_APART) return [];
  const what = `the clocks of this computer and of the network are ${Math.round(apart / 1_000)} seconds apart`;
  return [wrong(what, "set both by the network (timedatectl set-ntp true)")];
}
