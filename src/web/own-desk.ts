// The desk from one's own copy: its document and scripts from here, its calls carried to the network and back. Promises
// that nothing of the network's becomes a page or a script here: what comes back is JSON, or one of its pictures, and
// that nobody reaches it but through this computer's own address.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { API_PATH } from "./api.ts";
import { deskRoutes } from "./desk-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { fileHeaders } from "./headers.ts";
import type { Served } from "./parts.ts";
import { PROOF_HEADER } from "./proof.ts";
import type { Scripts } from "./scripts.ts";

/** The most that a call may send: campaign files and pictures. */
const MOST = 16 * 1_048_576;
/** What of a call goes on to the network. */
const PASSED_ON = ["authorization", "content-type", "accept-language", PROOF_HEADER];
/** Kinds of picture that a campaign may have. */
const PICTURE = /^image\/(?:webp|jpeg|png)$/;

/**
 * @param network the network's address, without a slash at the end
 * @param scripts this copy's bundled scripts
 * @param send what carries calls to the network
 * @returns a Hono app for a server that listens on this computer alone
 */
export function ownDesk(network: string, scripts: Scripts, send: typeof fetch = fetch): Hono<Served> {
  const app = new Hono<Served>();
  app.use(async (call, next) => {
    // A page elsewhere may give its own name this computer's number; then Host tells.
    if (!/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(call.req.header("host") ?? "")) {
      return new Response("This desk answers this computer alone.\n", { status: 421 });
    }
    const site = call.req.header("sec-fetch-site");
    const ours = site === undefined || site === "same-origin" || site === "none";
    if (!ours && call.req.path.startsWith(API_PATH)) return new Response("", { status: 403 });
    return next();
  });
  app.all(`${API_PATH}/*`, bodyLimit({ maxSize: MOST }), async (call) => {
    const headers = new Headers();
    for (const name of PASSED_ON) {
      const value = call.req.header(name);
      if (value !== undefined) headers.set(name, value);
    }
    const { method } = call.req.raw;
    const body = method === "GET" || method === "HEAD" ? null : await call.req.arrayBuffer();
    try {
      const answer = await send(network + pathOf(call.req.url), { method, headers, body, redirect: "error" });
      const sent = new Headers(fileHeaders("application/json", "never"));
      const retry = answer.headers.get("retry-after");
      if (retry !== null) sent.set("retry-after", retry);
      return new Response(answer.body, { status: answer.status, headers: sent });
    } catch {
      return Response.json({ error: `${network} does not answer.` }, { status: 502 });
    }
  });
  app.get("/pictures/:name", async (call) => {
    const answer = await send(network + pathOf(call.req.url), { redirect: "error" }).catch(() => null);
    const type = answer?.headers.get("content-type") ?? "";
    if (!answer?.ok || !PICTURE.test(type)) return new Response("", { status: 404 });
    return new Response(answer.body, { headers: fileHeaders(type, "ask-again") });
  });
  // Style sheets of public pages, for a look at a draft.
  app.route("/", fileRoutes());
  app.route("/", deskRoutes(scripts, network));
  app.get("/", (call) => call.redirect("/desk"));
  return app;
}

/** Path and query of an address, as they are. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
