// What the public side knows of drafts: a page for whoever has a link to it, and pictures.
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import { say } from "../../locales/messages.ts";
import type { Store } from "../../store/store.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { fileHeaders } from "../../web/headers.ts";
import { answerPage, type Call, plainAnswer, type Served } from "../../web/parts.ts";
import { campaignBySlug } from "../store.ts";
import { standingFiles } from "./drafting.ts";
import { hashOfToken } from "./links.ts";
import { draftPage, type ShowingParts } from "./showing.ts";
import { linkOf, readDraft, readPicture } from "./store.ts";

export interface DraftPublicParts extends ShowingParts {
  store: Store;
  clock: Clock;
  primitives: Primitives;
  languages(): readonly string[];
}

/** @returns a Hono app to be mounted at the root, before campaigns */
export function draftPublicRoutes(parts: DraftPublicParts): Hono<Served> {
  const { store, clock, primitives } = parts;
  const app = new Hono<Served>();
  const missing = (call: Call) => plainAnswer(call, parts.site(), parts.languages(), 404);

  app.get("/pictures/:name", async (call) => {
    const name = call.req.param("name");
    const bytes = await readPicture(store.read, name);
    if (!bytes) return missing(call);
    const type = name.endsWith("webp") ? "image/webp" : "image/jpeg";
    return new Response(new Uint8Array(bytes), { headers: fileHeaders(type, "for-ever") });
  });

  app.get("/preview/:token", async (call) => {
    const hash = hashOfToken(primitives, call.req.param("token"));
    const link = hash && (await linkOf(store.read, hash));
    // An unknown link, one that is over and one that was taken back answer alike.
    if (!link || link.until <= clock.day()) return missing(call);
    const draft = await readDraft(store.read, link.address);
    const files =
      draft?.files ?? (await standingFiles(store.read, await campaignBySlug(store.read, link.address)));
    const asked = call.req.query("lang") ?? "";
    const shown =
      files.length > 0
        ? await draftPage(parts, files, asked, (language) => say(language)("preview.band"))
        : null;
    if (!shown) return missing(call);
    const answer = answerPage(shown.page, "never", shown.language);
    answer.headers.set("x-robots-tag", "noindex, nofollow");
    return answer;
  });
  return app;
}
