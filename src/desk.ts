// The desk's side of a network: the API of each room, mounted in one list, and the pages that stand beside it.
// A room that wants calls of its own gets a line in that list.
import { Hono } from "hono";
import { campaignDeskRoutes } from "./campaigns/desk.ts";
import { draftDeskRoutes } from "./campaigns/drafts/routes.ts";
import { publishDue, type SchedulingParts } from "./campaigns/drafts/scheduling.ts";
import { closingRoutes } from "./campaigns/keeping/routes.ts";
import { closingOf } from "./closing.ts";
import { readCount } from "./ledger/count.ts";
import { addWaiting } from "./ledger/store.ts";
import { envelopeRoutes } from "./organisers/holders/envelope-routes.ts";
import { invitationsRoutes } from "./organisers/holders/invitations-routes.ts";
import { lostWordsRoutes } from "./organisers/holders/lost-words-routes.ts";
import { removingRoutes } from "./organisers/holders/removing-routes.ts";
import { resealingRoutes } from "./organisers/holders/resealing-routes.ts";
import { mailTestRoutes, mailWasTested } from "./organisers/mail-test/mail-test.ts";
import { ownAddressRoutes } from "./organisers/me/address.ts";
import { openOpeners } from "./organisers/openers.ts";
import { openGuard, organiserRoutes } from "./organisers/routes.ts";
import { teamRoutes } from "./organisers/team/team-routes.ts";
import { waitsRoutes } from "./organisers/waits/routes.ts";
import type { NetworkParts } from "./parts.ts";
import { broughtRoutes } from "./signing/brought-in/routes.ts";
import { signingDeskRoutes } from "./signing/desk/routes.ts";
import { countPending, hasSignatures } from "./signing/desk/rows-store.ts";
import { followersRoutes } from "./signing/followers/routes.ts";
import { handingRoutes } from "./signing/handing/routes.ts";
import { keptRows } from "./signing/keeping/keeping.ts";
import { sendingAgain } from "./signing/links/sending-again.ts";
import { numbersRoutes } from "./signing/numbers/routes.ts";
import { signingParts } from "./signing/sign-part.ts";
import { signedByDay } from "./signing/waiting.ts";
import type { Writing } from "./store/store.ts";
import { keyEntry } from "./vault/entry.ts";
import { waitingRooms } from "./waiting.ts";
import { methodsAt } from "./web/addresses.ts";
import { API_PATH } from "./web/api.ts";
import { deskRoutes } from "./web/desk-routes.ts";
import type { Guard } from "./web/mounting.ts";
import type { Served } from "./web/parts.ts";
import { readScripts } from "./web/scripts.ts";

/**
 * The API of the desk and the command line.
 * @param parts the network
 * @returns a Hono app to be mounted under API_PATH
 */
export function deskApi(parts: NetworkParts): Hono<Served> {
  const guard = openGuard(parts, new URL(parts.settings.baseUrl).origin);
  const rooms: readonly Hono[] = [
    organisers(parts, guard),
    mailTestRoutes({ ...parts, guard }),
    ownAddressRoutes({ ...parts, guard, serverKey: parts.keys.server, addressOf: addressOf(parts) }),
    ...holders(parts, guard),
    drafts(parts, guard),
    campaigns(parts, guard),
    closing(parts, guard),
    waiting(parts, guard),
    signing(parts, guard),
    followers(parts, guard),
    handingRoutes({ ...parts, guard }),
    broughtRoutes({ ...parts, guard }),
    numbersRoutes({ ...parts, guard }),
  ];
  const api = new Hono<Served>();
  for (const room of rooms) api.route("/", room as unknown as Hono<Served>);
  // Whatever else is asked for under this path is no page of the desk.
  api.all("*", (call) => {
    const path = call.req.path.slice(API_PATH.length) || "/";
    const allow = rooms.flatMap((room) => methodsAt(room, path));
    const headers = { "cache-control": "no-store" };
    if (allow.length === 0) return call.json({ error: "There is no such call." }, 404, headers);
    const error = `This call is not made by ${call.req.method}.`;
    return call.json({ error }, 405, { ...headers, allow: allow.join(", ") });
  });
  return api;
}

/**
 * What a browser needs to be a desk: the document, its scripts and the list of both.
 * @returns a Hono app to be mounted at the root, after the API
 */
export function deskPages(): Hono<Served> {
  return deskRoutes(readScripts());
}

/** Where a request comes from, as the limits count it. */
function addressOf({ from }: NetworkParts) {
  return (request: Request, env: unknown): string =>
    from({
      peer: (env as Served["Bindings"]).incoming.socket.remoteAddress ?? "",
      forwardedFor: request.headers.get("x-forwarded-for"),
    });
}

function organisers(parts: NetworkParts, guard: Guard): Hono {
  return organiserRoutes({
    ...parts,
    guard,
    serverKey: parts.keys.server,
    addressOf: addressOf(parts),
    onBegun: parts.begun,
    mailBy: parts.mailBy,
    baseUrl: parts.settings.baseUrl,
    onChanged: parts.follow,
  });
}

/** Who can open, and how that changes. */
function holders(parts: NetworkParts, guard: Guard): Hono[] {
  const common = { ...parts, guard, onChanged: parts.follow };
  return [
    teamRoutes(common),
    invitationsRoutes(common),
    envelopeRoutes(common),
    removingRoutes({ ...common, logKey: logKey(parts), onNewKeys: newKeys(parts) }),
    resealingRoutes(common),
    lostWordsRoutes({ ...common, addressOf: addressOf(parts) }),
  ];
}

function campaigns(parts: NetworkParts, guard: Guard): Hono {
  return campaignDeskRoutes({
    ...parts,
    guard,
    openers: openOpeners(parts.primitives, parts.network),
    signed: { hasSignatures },
    countPending,
    baseUrl: parts.settings.baseUrl,
    logKey: logKey(parts),
    readCounted: readCount,
    onPublished: afterPublishing(parts),
  });
}

/** Puts a campaign's key into its log. */
function logKey({ primitives, clock }: NetworkParts) {
  return (tx: Writing, campaign: Uint8Array, record: Uint8Array): Promise<void> =>
    addWaiting(tx, [{ campaign, entry: keyEntry(primitives, record), signature: null }], clock.hour());
}

/** From here on these are sealed to their new keys. */
function newKeys({ live, sequencer }: NetworkParts) {
  return async (campaigns: readonly Uint8Array[]): Promise<void> => {
    for (const campaign of campaigns) await live.refresh(campaign);
    if (campaigns.length > 0) await sequencer.publishKeys();
  };
}

function afterPublishing(parts: NetworkParts) {
  return async (campaign: Uint8Array) => {
    await parts.follow();
    await parts.live.refresh(campaign);
    await parts.sequencer.publishKeys();
  };
}

function scheduling(parts: NetworkParts, guard: Guard): SchedulingParts {
  return {
    ...parts,
    guard,
    openers: openOpeners(parts.primitives, parts.network),
    onPublished: afterPublishing(parts),
    warn: parts.log.warn,
  };
}

function drafts(parts: NetworkParts, guard: Guard): Hono {
  return draftDeskRoutes({
    ...parts,
    ...scheduling(parts, guard),
    providers: signingParts(parts),
    signed: { hasSignatures },
    baseUrl: parts.settings.baseUrl,
    mailTested: () => mailWasTested(parts.store.read, parts.mailBy),
  });
}

/**
 * Publishes the campaigns whose hour has come.
 * @param parts the network
 */
export async function publishScheduled(parts: NetworkParts): Promise<void> {
  await publishDue(scheduling(parts, openGuard(parts, new URL(parts.settings.baseUrl).origin)));
}

function closing(parts: NetworkParts, guard: Guard): Hono {
  const openers = openOpeners(parts.primitives, parts.network);
  return closingRoutes({ ...parts, guard, openers, closing: closingOf(parts), keptRows });
}

function waiting(parts: NetworkParts, guard: Guard): Hono {
  return waitsRoutes({
    ...parts,
    guard,
    rooms: waitingRooms(parts),
    signedByDay: (from, days) => signedByDay(parts.store.read, from, days),
  });
}

function signing(parts: NetworkParts, guard: Guard): Hono {
  return signingDeskRoutes({
    ...parts,
    guard,
    waits: parts.memory.mail.waits,
    sendAgain: parts.mail ? sendingAgain(parts) : null,
  });
}

function followers(parts: NetworkParts, guard: Guard): Hono {
  return followersRoutes({ ...parts, guard, openers: openOpeners(parts.primitives, parts.network) });
}
