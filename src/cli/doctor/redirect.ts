// Where somebody comes who types the name without https.
import type { Clock } from "../../clock.ts";
import { ask, headerOf } from "./asking.ts";
import { danger, type Finding, hint, wrong } from "./finding.ts";

/**
 * Looks at http:// of an https:// address.
 * @param port where http:// is answered
 */
export async function lookAtRedirect(url: URL, port: number, clock: Clock): Promise<Finding[]> {
  if (url.protocol !== "https:") return [];
  const plain = new URL(`http://${url.hostname}:${port}/undersigned-doctor`);
  const answer = await ask(plain, clock).catch(() => null);
  const mend = "open port 80, and send everybody on to https (DOMAIN does it by itself)";
  if (answer === null) return [hint(`nothing answers at http://${url.host}`, mend)];
  const to = URL.parse(headerOf(answer, "location"), plain);
  if (answer.status < 300 || answer.status > 399 || to === null) {
    return [danger(`http://${url.hostname} answers in the clear (${answer.status})`, mend)];
  }
  if (to.origin === url.origin) return [];
  return [wrong(`http://${url.hostname} sends people to ${to.origin}`, `send them to ${url.origin}`)];
}
