// /:slug/print: a poster, a sheet to sign on, the text with names, each made for the browser's own printing.
import { Hono } from "hono";
import type { PageBytes } from "../web/page-bytes.ts";
import { type Paper, paperNamed, paperOfZone } from "../web/paper.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../web/parts.ts";
import type { LiveCampaign, LiveCampaigns } from "./live.ts";
import { posterPage } from "./pages/poster.ts";
import { printedOf } from "./pages/print.ts";
import { printedTextPage } from "./pages/printed-text.ts";
import { signingSheetPage } from "./pages/signing-sheet.ts";
import { bytesKey, type PublicParts, viewOf } from "./public.ts";
import type { PrintedNames, PrintView } from "./view.ts";

export interface PrintRouteParts extends PublicParts {
  live: LiveCampaigns;
  bytes: PageBytes;
  languages(): readonly string[];
  /** The names under a text, from the room that counts; null where nobody signs. */
  printedNames(campaign: LiveCampaign, language: string, part: number): Promise<PrintedNames | null>;
}

/** A part's number from its address; 1 for anything that is none. */
function partNumber(asked: string | undefined): number {
  return asked !== undefined && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
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
    const part = as === "text" ? partNumber(call.req.query("part")) : 1;
    const key = ["print", bytesKey(campaign, language, parts), as, paper, part].join(" ");
    const page = await parts.bytes.get(key, null, async () => {
      if (as === "poster") return [posterPage(view)];
      if (as === "sheet") return [signingSheetPage(view)];
      return [printedTextPage(view, await parts.printedNames(campaign, language, part))];
    });
    return answerPage(page, "ask-again", language);
  });
  return app;
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
