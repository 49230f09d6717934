// /:slug/print: a poster, a sheet to sign on, the text with names, each made for the browser's own printing.
import { Hono } from "hono";
import type { PageBytes } from "../web/page-bytes.ts";
import { type Paper, paperNamed, paperOfZone } from "../web/paper.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../web/parts.ts";
import type { LiveCampaigns } from "./live.ts";
import { posterPage } from "./pages/poster.ts";
import { type Printed, printedOf } from "./pages/print.ts";
import { bytesKey, type PublicParts, viewOf } from "./public.ts";
import type { PrintView } from "./view.ts";

export interface PrintRouteParts extends PublicParts {
  live: LiveCampaigns;
  bytes: PageBytes;
  languages(): readonly string[];
}

/**
 * The route of what is printed.
 * @param parts what it needs of the network
 * @returns a Hono app to be mounted at the root
 */
export function printRoutes(parts: PrintRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  const usual = paperHere(parts);
  app.get("/:slug/print", async (call: Call) => {
    const campaign = parts.live.bySlug(call.req.param("slug") ?? "");
    if (!campaign || campaign.state === "draft") {
      return plainAnswer(call, parts.site(), parts.languages(), 404);
    }
    const language = languageOf(call, campaign.text.languages);
    const paper = paperNamed(call.req.query("paper")) ?? usual();
    const view: PrintView = { ...viewOf(campaign, language, parts), paper };
    const asked = call.req.query("as");
    const as = printedOf(view).find((one) => one === asked) ?? "poster";
    const key = ["print", bytesKey(campaign, language, parts), as, paper].join(" ");
    const page = await parts.bytes.get(key, null, () => [pageOf(as, view)]);
    return answerPage(page, "ask-again", language);
  });
  return app;
}

function pageOf(_as: Printed, view: PrintView): string {
  return posterPage(view);
}

/** The paper of the place, found once for each zone. */
function paperHere({ zone }: PrintRouteParts): () => Paper {
  let of = zone();
  let paper = paperOfZone(of);
  return () => {
    if (zone() !== of) {
      of = zone();
      paper = paperOfZone(of);
    }
    return paper;
  };
}
