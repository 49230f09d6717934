// The composition root: what a network works with (parts.ts), the desk's API and pages (desk.ts), what visitors see
// (public.ts) and what it does by itself (hourly.ts) make one network. A network is an object made from its folders;
// nothing here is global, so that one process can serve several.
import type { IncomingMessage } from "node:http";
import { Hono } from "hono";
import { NotShown } from "./campaigns/live.ts";
import { type Clock, HOUR } from "./clock.ts";
import { openDaily } from "./daily.ts";
import { deskApi, deskPages, publishScheduled } from "./desk.ts";
import { everyHour } from "./hourly.ts";
import { type Listening, openListening } from "./listening.ts";
import type { Log } from "./log.ts";
import { type NetworkParts, openParts } from "./parts.ts";
import { type PublicSide, publicSide } from "./public.ts";
import type { Settings } from "./settings.ts";
import { NoKey } from "./signing/mine/mine.ts";
import { findingAddresses } from "./web/addresses.ts";
import { API_PATH } from "./web/api.ts";
import { fileRoutes } from "./web/file-routes.ts";
import { type Asking, plainAnswer, type Sending, type Served, sendingOf } from "./web/parts.ts";
import { plainPage } from "./web/plain-page.ts";
import type { Fetch } from "./web/unreadable.ts";
import { isForwarded } from "./web/visitor-address.ts";

/** A campaign that is to be published at nine is public some seconds later. */
const LOOK_EVERY = 5_000;
/** PostgreSQL may be shared: what another process changed is seen after so many milliseconds. */
const FOLLOW_EVERY = 1_000;

export interface Network {
  /** Where somebody without a key holder begins; null once there is one. */
  setUpLink: string | null;
  app: Hono<Served>;
  /** Publishes what is due now, for tests and demos. */
  publish(): Promise<void>;
  /** @returns when the look at whose daily mail is due, under way since the start, is done; for tests */
  idle(): Promise<void>;
  /** Listens on HOST and PORT. @returns the port */
  listen(): Promise<number>;
  /** Ends in order: what is under way is finished and answered, the memory is kept. */
  stop(): Promise<void>;
}

/**
 * Opens a network.
 * @param settings its settings; folders exist
 * @param clock its clock
 * @param log the operator's log
 * @returns the network, not yet listening
 * @throws Error when its database, keys or memory cannot be opened
 */
export async function openNetwork(settings: Settings, clock: Clock, log: Log): Promise<Network> {
  const parts = await openParts(settings, clock, log);
  const { store, sequencer } = parts;
  const seen = publicSide(parts);
  const fetch: Fetch = (request, env) => {
    const { incoming } = env as Served["Bindings"];
    const form = seen.sent(incoming)?.catch((error: unknown) => failed(parts, error, sendingOf(incoming)));
    return form ?? seen.known(incoming) ?? answer(request, env);
  };
  const listening = openListening({
    ...{ settings, clock, log, fetch },
    unreadable: () => plainPage({ site: parts.site(), language: "en", languages: [], status: 400 }),
    onRequest: tellingOfProxy(parts),
  });
  const app = composed(parts, seen, listening);
  const answer = findingAddresses(app, (request) =>
    plainAnswer(askingOf(request), parts.site(), parts.languages(), 405),
  ) as Fetch;
  const daily = openDaily(parts);
  const timers: NodeJS.Timeout[] = [];
  const every = (pause: number, work: () => Promise<void>) =>
    timers.push(setInterval(() => void work().catch(log.error), pause));
  return {
    get setUpLink() {
      return parts.setUpLink();
    },
    app,
    publish: async () => {
      await publishScheduled(parts);
      await sequencer.publish();
    },
    idle: daily.idle,
    listen: async () => {
      await everyHour(parts);
      sequencer.start();
      every(HOUR, () => everyHour(parts));
      daily.look();
      every(HOUR, async () => daily.look());
      every(LOOK_EVERY, () => publishScheduled(parts));
      if (store.kind === "postgres") every(FOLLOW_EVERY, parts.follow);
      return listening.listen();
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await listening.close();
      await seen.idle();
      await sequencer.stop();
      await parts.post.stop();
      await daily.idle();
      await parts.ids.stop();
      parts.memory.close();
      await store.close();
      await parts.marks.close();
    },
  };
}

/** Every address of a network. */
function composed(parts: NetworkParts, seen: PublicSide, listening: Listening): Hono<Served> {
  const app = new Hono<Served>();
  app.onError((error, call) => failed(parts, error, call));
  app.get("/healthz", () => said("ok"));
  app.get("/readyz", () => {
    const { memory, post } = parts;
    const { holders, named } = parts.standing();
    return said(
      memory.where === "folder" ? "memory: folder" : "no memory folder: memory in this process only",
      post.transport === null ? "no mail" : `mail: ${post.transport}`,
      holders.length + named.length === 0 ? "no key holder yet" : "key holder: yes",
      ...listening.says(),
    );
  });
  app.route("/", fileRoutes());
  app.route(API_PATH, deskApi(parts));
  app.route("/", deskPages());
  app.route("/", seen.routes);
  app.notFound((call) => plainAnswer(call, parts.site(), parts.languages(), 404));
  return app;
}

/** What did not work is told to whoever asked, and to the log. */
function failed(parts: NetworkParts, error: unknown, sending: Sending): Response {
  // Whoever went away in the middle of what they sent is no fault of ours.
  const { destroyed, complete } = sending.env.incoming;
  const noKey = error instanceof NoKey;
  if (noKey || error instanceof NotShown) parts.log.warn(error.message);
  else if (complete || !destroyed) parts.log.error(error);
  const more = noKey ? { why: "no_key" as const } : { minutes: 1 };
  return plainAnswer(sending, parts.site(), parts.languages(), 503, more);
}

function askingOf(request: Request): Asking {
  const { searchParams } = new URL(request.url);
  return {
    req: {
      query: (name) => searchParams.get(name) ?? undefined,
      header: (name) => request.headers.get(name) ?? undefined,
    },
  };
}

function said(...lines: string[]): Response {
  return new Response(`${lines.join("\n")}\n`, { headers: { "content-type": "text/plain" } });
}

/** The first thing that a proxy forwards tells that TRUST_PROXY should be on, also a page that counts nobody. */
function tellingOfProxy({ settings, from }: NetworkParts): (request: IncomingMessage) => void {
  let told = settings.trustProxy || settings.domain !== null;
  return ({ rawHeaders }) => {
    if (told || !isForwarded(rawHeaders)) return;
    told = true;
    from({ peer: "", forwardedFor: "" });
  };
}
