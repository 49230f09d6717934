// What every public route is handed: the site's chrome, the headers, how a page becomes an answer.

import type { IncomingMessage } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { matchLanguage } from "../locales/languages.ts";
import { type Keeping, pageHeaders } from "./headers.ts";
import { plainPage } from "./plain-page.ts";
import type { PlainStatus, Site } from "./view.ts";

/** What @hono/node-server binds to each request. */
export interface Served {
  Bindings: HttpBindings;
}
export type Call = Context<Served>;
/** Of a call, what tells where it comes from and in which language it is answered. */
export interface Sending extends Asking {
  env: { incoming: IncomingMessage };
}

/** What is sent by the short way that goes past the router: without a query. */
export function sendingOf(incoming: IncomingMessage): Sending {
  const header = (name: string) => {
    const value = incoming.headers[name];
    return typeof value === "string" ? value : undefined;
  };
  return { env: { incoming }, req: { query: () => undefined, header } };
}

/** @returns a page as an answer, with every header that a public page has */
export function answerPage(
  page: string | Uint8Array,
  keeping: Keeping,
  language: string,
  status = 200,
): Response {
  const body = page as BodyInit;
  return new Response(body, { status, headers: pageHeaders(keeping, language) });
}

/** What of a request a page's language depends on: a call, or anything that can be asked the same. */
export interface Asking {
  req: { query(name: string): string | undefined; header(name: string): string | undefined };
}

/** The language of a page among those it is there in: `?lang=`, else what the browser asks for, else the first. */
export function languageOf(call: Asking, offered: readonly string[]): string {
  const asked = call.req.query("lang");
  const named =
    asked === undefined ? undefined : offered.find((one) => one.toLowerCase() === asked.toLowerCase());
  return named ?? matchLanguage(call.req.header("accept-language"), offered) ?? offered[0] ?? "en";
}

/**
 * The page of what went wrong.
 * @param call the request, for its language
 * @param more with 429 and 503: how many minutes to wait, or why there is nothing to wait for
 */
export function plainAnswer(
  call: Asking,
  site: Site,
  languages: readonly string[],
  status: PlainStatus,
  more: { minutes?: number; why?: "no_key" } = {},
): Response {
  const language = languageOf(call, languages);
  const page = plainPage({ site, language, languages: [], status, ...more });
  const answer = answerPage(page, "never", language, status);
  if (more.minutes !== undefined) answer.headers.set("retry-after", String(more.minutes * 60));
  return answer;
}
