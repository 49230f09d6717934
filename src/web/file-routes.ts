// The few files that browsers ask for: the style sheet, accents, robots.txt. All small, all from memory.
import { Hono } from "hono";
import { accentOfPath, accentSheet } from "./accent.ts";
import { fileHeaders, type Keeping } from "./headers.ts";
import { PAPER_SHEETS } from "./paper-sheet.ts";
import type { Served } from "./parts.ts";
import { type ServedFile, STYLE } from "./stylesheet.ts";

/** Robots may read what is public, and nothing that a signer is asked or answered. */
const ROBOTS =
  "User-agent: *\nDisallow: /c/\nDisallow: /desk\nDisallow: /*/sign\nDisallow: /*/mine\nDisallow: /*/names\nDisallow: /*/print\nDisallow: /*/versions\n";
/** An empty picture: without one, browsers ask again and again. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M3 3l10 10M13 3L3 13" stroke="#161512" stroke-width="3"/></svg>';

const SHEETS = [STYLE, ...Object.values(PAPER_SHEETS).flatMap(({ page, text }) => [page, text])];

/** Takes a path, gives the style sheet that stands there; null when there is none. */
export function styleAt(path: string): ServedFile | null {
  const sheet = SHEETS.find((one) => one.path === path);
  if (sheet) return sheet;
  const accent = accentOfPath(path);
  return accent === null ? null : accentSheet(accent);
}

/** @returns a Hono app to be mounted at the root */
export function fileRoutes(): Hono<Served> {
  const app = new Hono<Served>();
  const give = (body: string, type: string, keeping: Keeping) =>
    new Response(body, { headers: fileHeaders(type, keeping) });
  app.get("/robots.txt", () => give(ROBOTS, "text/plain; charset=utf-8", "ask-again"));
  app.get("/favicon.ico", () => give(ICON, "image/svg+xml", "ask-again"));
  app.get("/assets/:name", (call, next) => {
    const sheet = styleAt(`/assets/${call.req.param("name")}`);
    if (sheet === null) return next().then(() => undefined);
    return Promise.resolve(give(sheet.body, sheet.contentType, "for-ever"));
  });
  return app;
}
