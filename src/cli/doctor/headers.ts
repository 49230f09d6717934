// What a network's answers say to a browser, as it comes out at the other end: a proxy may take headers away, add some,
// keep what must not be kept, or put something into a page.
import { deskHeaders, pageHeaders } from "../../web/headers.ts";
import { type Asked, headerOf } from "./asking.ts";
import { danger, type Finding, wrong } from "./finding.ts";

/** Half a year: less, and who comes rarely comes in the clear. */
const LEAST_HSTS = 15_768_000;
const PASS_ON = "let the proxy pass the network's own headers on, and set none of its own";
/** Headers of companies that stand between people and the network and read what is typed. */
const BETWEEN: Readonly<Record<string, string>> = {
  "cf-ray": "Cloudflare",
  "x-amz-cf-id": "Amazon CloudFront",
  "x-fastly-request-id": "Fastly",
  "x-served-by": "Fastly",
  "x-akamai-request-id": "Akamai",
  "x-sucuri-id": "Sucuri",
  "x-vercel-id": "Vercel",
};
/** What makes browsers tell somebody else about visits. */
const TELLTALES = ["report-to", "nel", "reporting-endpoints"];

export interface Pages {
  /** What everybody sees. */
  home: Asked;
  /** An answer that nobody may keep: what a link of a mail shows. */
  link: Asked;
  desk: Asked;
}

/** Looks at three kinds of pages. */
export function lookAtHeaders({ home, link, desk }: Pages, secure: boolean): Finding[] {
  return [
    ...sameHeaders(home, pageHeaders("ask-again"), "the first page"),
    ...sameHeaders(desk, deskHeaders("en"), "the desk"),
    ...notKept(link),
    ...[home, link, desk].flatMap(cookies).slice(0, 1),
    ...(secure ? onlySecure(home) : []),
    ...between(home),
    ...foreignScript(home),
  ];
}

function sameHeaders(asked: Asked, expected: Record<string, string>, page: string): Finding[] {
  return Object.entries(expected)
    .filter(([name]) => !["content-type", "content-language", "vary", "cache-control"].includes(name))
    .flatMap(([name, value]) => {
      const got = headerOf(asked, name);
      if (got === value) return [];
      const what = `${page} comes ${got === "" ? `without ${name}` : `with another ${name} (${got})`}`;
      return [name === "content-security-policy" ? danger(what, PASS_ON) : wrong(what, PASS_ON)];
    });
}

function notKept(asked: Asked): Finding[] {
  const kept = headerOf(asked, "cache-control");
  if (/(^|,\s*)no-store(,|$)/.test(kept)) return [];
  const what = `what a link of a mail shows may be kept (cache-control: ${kept || "none"})`;
  return [danger(what, "let the proxy cache nothing and pass cache-control on")];
}

function cookies(asked: Asked): Finding[] {
  const cookie = headerOf(asked, "set-cookie");
  if (cookie === "") return [];
  return [danger(`a cookie is set: ${cookie.split("=")[0]}`, "switch off what sets it in the proxy")];
}

function onlySecure(asked: Asked): Finding[] {
  const age = Number(/max-age=(\d+)/.exec(headerOf(asked, "strict-transport-security"))?.[1] ?? 0);
  if (age >= LEAST_HSTS) return [];
  const what = "browsers are not told to come by HTTPS alone (strict-transport-security)";
  return [wrong(what, `let BASE_URL begin with https://; ${PASS_ON}`)];
}

function between(asked: Asked): Finding[] {
  const company = Object.keys(BETWEEN).find((name) => headerOf(asked, name) !== "");
  const telltale = TELLTALES.find((name) => headerOf(asked, name) !== "");
  const found: Finding[] = [];
  if (company) {
    const mend = "let the name lead to your own machine (in the DNS: without its proxy)";
    found.push(danger(`${BETWEEN[company]} stands between, and reads all that is typed`, mend));
  }
  if (telltale) {
    const what = `browsers are asked to report visits to somebody else (${telltale})`;
    found.push(danger(what, "switch that off in the proxy"));
  }
  return found;
}

/** No page for visitors has a script; an attribute of the page's text cannot hold the mark, which is escaped there. */
function foreignScript({ body }: Asked): Finding[] {
  if (!/<script[\s>]/i.test(body)) return [];
  return [danger("something puts a script into the pages", "switch that off in the proxy")];
}
