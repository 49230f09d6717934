// The public side of a network: the routes of every page that a visitor sees, in the order in which addresses are
// looked up. Promises that reserved addresses come before a campaign's.
import type { IncomingMessage } from "node:http";
import { Hono } from "hono";
import { draftPublicRoutes } from "./campaigns/drafts/public-routes.ts";
import { homeRoutes } from "./campaigns/home-routes.ts";
import { printRoutes } from "./campaigns/print-routes.ts";
import { campaignRoutes, knownPages } from "./campaigns/routes.ts";
import { unreadRoutes } from "./campaigns/unread-routes.ts";
import { versionRoutes } from "./campaigns/versions/routes.ts";
import { readCount } from "./ledger/count.ts";
import type { NetworkParts } from "./parts.ts";
import { appendingSignatures } from "./signing/form/appending.ts";
import { openReplay } from "./signing/form/replay.ts";
import { type SignAnswer, sentForms, signRoutes } from "./signing/form/routes.ts";
import { confirmingSignatures } from "./signing/links/confirming.ts";
import { type LinkAnswer, linkRoutes } from "./signing/links/routes.ts";
import { mineRoutes } from "./signing/mine/routes.ts";
import { printingNames } from "./signing/names/printed.ts";
import { namesRoutes } from "./signing/names/routes.ts";
import { countFacts } from "./signing/public-view.ts";
import { signingParts } from "./signing/sign-part.ts";
import type { Served } from "./web/parts.ts";

/** The same form sent again within ten minutes, the same link pressed again within two, get the same page. */
const FORM_AGAIN = 10 * 60_000;
const LINK_AGAIN = 2 * 60_000;

export interface PublicSide {
  /** To be mounted at the root, last. */
  routes: Hono<Served>;
  /** The shortest way for the pages that most people read; null when the router has to be asked. */
  known(request: IncomingMessage): Response | null;
  /** The shortest way for a form that is sent in; null when the router has to be asked. */
  sent(request: IncomingMessage): Promise<Response> | null;
  /** Resolves once every commit under way is done. */
  idle(): Promise<void>;
}

/**
 * The pages that visitors see.
 * @param parts the network
 */
export function publicSide(parts: NetworkParts): PublicSide {
  const { memory, limits } = parts;
  const append = appendingSignatures(parts);
  const confirm = confirmingSignatures({ ...parts, beside: memory.tags.beside });
  const campaignPages = {
    ...parts,
    providers: signingParts(parts),
    stamp: () => parts.stamps.make(1),
    facts: countFacts,
  };
  const signing = {
    ...parts,
    append,
    limit: limits.signing,
    replay: openReplay<SignAnswer>(parts, FORM_AGAIN),
  };
  const rooms = [
    unreadRoutes(parts),
    homeRoutes({
      ...parts,
      countOf: (campaign) => readCount(campaign.counted),
      mailBy: parts.mailBy,
      memory: memory.where,
    }),
    linkRoutes({ ...parts, confirm, replay: openReplay<LinkAnswer>(parts, LINK_AGAIN) }),
    signRoutes(signing),
    mineRoutes({ ...parts, limit: limits.mine }),
    namesRoutes(parts),
    versionRoutes(parts),
    printRoutes({ ...parts, printedNames: printingNames(parts) }),
    draftPublicRoutes({ ...parts, providers: campaignPages.providers }),
    campaignRoutes(campaignPages),
  ];
  const routes = new Hono<Served>();
  for (const room of rooms) routes.route("/", room);
  return {
    routes,
    known: knownPages(campaignPages),
    sent: sentForms(signing),
    idle: async () => {
      await Promise.all([append.idle(), confirm.idle()]);
    },
  };
}
