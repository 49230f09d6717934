// The desk's document and scripts over HTTP, and the list of both with their hashes, by which anybody can compare
// them with the source.
import { createHash } from "node:crypto";
import { Hono } from "hono";
import { deskLanguage, deskPage } from "./desk-page.ts";
import { deskHeaders, fileHeaders, scriptHeaders } from "./headers.ts";
import type { Served } from "./parts.ts";
import type { Scripts } from "./scripts.ts";
import { DESK_STYLE } from "./stylesheet.ts";

/** Where the list of hashes is. */
const ASSETS_PATH = "/.well-known/undersigned-assets.json";

/**
 * @param scripts the bundled scripts; null when there are none
 * @param own the network's address, when one's own copy serves the desk
 * @returns a Hono app to be mounted at the root, after the desk's API
 */
export function deskRoutes(scripts: Scripts | null, own: string | null = null): Hono<Served> {
  const app = new Hono<Served>();
  const list = JSON.stringify({ version: 1, algorithm: "SHA-256", files: hashes(scripts) }, null, 2);
  app.get(ASSETS_PATH, () => new Response(list, { headers: fileHeaders("application/json", "ask-again") }));
  app.get("/assets/:name", async (call, next) => {
    const path = `/assets/${call.req.param("name")}`;
    if (path === DESK_STYLE.path) {
      return new Response(DESK_STYLE.body, { headers: fileHeaders(DESK_STYLE.contentType, "for-ever") });
    }
    const script = scripts?.all.find((one) => one.path === path);
    if (!script) return next();
    return new Response(script.body, { headers: scriptHeaders() });
  });
  const page = (acceptLanguage: string | undefined) => {
    const language = deskLanguage(acceptLanguage);
    return new Response(deskPage(scripts, language, own), { headers: deskHeaders(language) });
  };
  app.get("/desk", (call) => page(call.req.header("accept-language")));
  app.get("/desk/*", (call) => page(call.req.header("accept-language")));
  return app;
}

/** Path and hash (base64) of everything that runs or shapes the desk. */
function hashes(scripts: Scripts | null): Record<string, string> {
  const style = createHash("sha256").update(DESK_STYLE.body).digest("base64");
  const files = scripts?.all.map(({ path, sha256 }) => [path, sha256] as const) ?? [];
  return Object.fromEntries([...files, [DESK_STYLE.path, style]]);
}
