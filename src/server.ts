// The composition root: settings, store, memory, post and every room's routes make one network. A network is an
// object made from its folders; nothing here is global, so that one process can serve several.
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { campaignDeskRoutes } from "./campaigns/desk.ts";
import { homeRoutes } from "./campaigns/home-routes.ts";
import { openLiveCampaigns } from "./campaigns/live.ts";
import { openToday, type PublicParts } from "./campaigns/public.ts";
import { campaignRoutes, knownPages } from "./campaigns/routes.ts";
import { type Clock, HOUR } from "./clock.ts";
import { readCount } from "./ledger/count.ts";
import { catchUp, makeSequencer } from "./ledger/sequencer.ts";
import { addWaiting } from "./ledger/store.ts";
import { LANGUAGES } from "./locales/languages.ts";
import type { Log } from "./log.ts";
import { openPost } from "./mail/post.ts";
import { openMemory } from "./memory/memory.ts";
import { openOpeners } from "./organisers/openers.ts";
import { openGuard, organiserRoutes } from "./organisers/routes.ts";
import { dropSetUpLink, openNetworkRow, openSetUpLink } from "./organisers/set-up.ts";
import { readStanding } from "./organisers/standing.ts";
import { readNetwork } from "./organisers/store.ts";
import type { Settings } from "./settings.ts";
import { appendingSignatures } from "./signing/appending.ts";
import { confirmingSignatures } from "./signing/confirming.ts";
import { signingDeskRoutes } from "./signing/desk.ts";
import { countPending, hasSignatures } from "./signing/desk-pages.ts";
import { expirePending } from "./signing/expiry.ts";
import { endKeeping } from "./signing/keeping.ts";
import { type LinkAnswer, linkRoutes } from "./signing/link-routes.ts";
import { openLinks } from "./signing/links.ts";
import { mineRoutes } from "./signing/mine-routes.ts";
import { namesRoutes } from "./signing/names-routes.ts";
import { countFacts } from "./signing/public-view.ts";
import { openReplay } from "./signing/replay.ts";
import { sendingAgain } from "./signing/sending-again.ts";
import { signingParts } from "./signing/sign-part.ts";
import { type SignAnswer, signRoutes } from "./signing/sign-routes.ts";
import { openIds } from "./store/ids.ts";
import { openKeyFiles } from "./store/key-files.ts";
import { openMarks } from "./store/marks.ts";
import { openStore } from "./store/store.ts";
import { readBase64url } from "./vault/bytes.ts";
import { keyEntry } from "./vault/entry.ts";
import { onNode } from "./vault/on-node.ts";
import { API_PATH } from "./web/api.ts";
import { closingInOrder } from "./web/closing.ts";
import { deskRoutes } from "./web/desk-routes.ts";
import { fileRoutes } from "./web/file-routes.ts";
import { openLimits } from "./web/limits.ts";
import { clientAddresses, isForwarded, rangeOf } from "./web/network.ts";
import { openPageBytes } from "./web/page-bytes.ts";
import { type Call, plainAnswer, type Served } from "./web/parts.ts";
import { plainPage } from "./web/plain-page.ts";
import { readScripts } from "./web/scripts.ts";
import { makeStamps } from "./web/stamp.ts";
import { type Fetch, openServer } from "./web/unreadable.ts";
import type { Site } from "./web/view.ts";

/** The same form sent again within ten minutes, the same link pressed again within two, get the same page. */
const FORM_AGAIN = 10 * 60_000;
const LINK_AGAIN = 2 * 60_000;
/** PostgreSQL may be shared: what another process changed is seen after so many milliseconds. */
const FOLLOW_EVERY = 1_000;

export interface Network {
  /** Where somebody without a key holder begins; null once there is one. */
  setUpLink: string | null;
  app: Hono<Served>;
  /** Publishes what is due now, for tests and demos. */
  publish(): Promise<void>;
  /** Listens on HOST and PORT. @returns the port */
  listen(): Promise<number>;
  /** Ends in order: what is under way is finished and answered, the memory is kept. */
  stop(): Promise<void>;
}

/** Who carries the mail, by the name of the machine; null without mail. */
function mailHost({ mail, baseUrl }: Settings): string | null {
  if (!mail) return null;
  return new URL(mail.kind === "smtp" ? mail.url : baseUrl).hostname;
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
  const primitives = onNode;
  const keys = openKeyFiles(settings.secretDir, primitives.random);
  const store = await openStore({
    database: settings.database,
    dataDir: settings.dataDir,
    onError: log.error,
  });
  const networkId = await openNetworkRow(store, primitives, keys.server);
  const marks = await openMarks(settings.secretDir);
  await catchUp(store, marks);
  const ids = await openIds(store, marks);
  const memory = openMemory({
    runDir: settings.runDir,
    clock,
    primitives,
    limits: settings.limits,
    warn: log.warn,
  });
  const marked = async (campaign: Uint8Array) => (await marks.log(campaign))?.lot ?? 0;
  const live = await openLiveCampaigns({
    ...{ store, clock, primitives, marked },
    network: networkId,
    warn: log.warn,
  });
  const links = openLinks({ primitives, keys, clock, network: networkId });

  let facts = await readNetwork(store.read);
  let standing = await readStanding(store);
  let setUpLink = await openSetUpLink({
    store,
    primitives,
    dataDir: settings.dataDir,
    baseUrl: settings.baseUrl,
  });
  const follow = async () => {
    facts = await readNetwork(store.read);
    standing = await readStanding(store);
    await live.follow();
  };

  const post = openPost({
    settings,
    memory,
    clock,
    primitives,
    namesOf: (campaign, language) => {
      const found = live.byId(readBase64url(campaign) ?? new Uint8Array());
      return found && { network: facts.name, plainName: found.text.in(language).plainName.text };
    },
    onHanded: (handed) => markMailed(handed),
    warn: log.warn,
  });
  const markMailed = async (handed: { of: "signatures" | "requests"; rows: number[] }[]) => {
    await store.write(async (tx) => {
      for (const { of, rows } of handed) {
        await tx.updateTable(of).set({ mailed: 1 }).where("id", "in", rows).execute();
      }
    });
  };

  const sequencer = makeSequencer({
    store,
    marks,
    clock,
    primitives,
    publishEvery: settings.publishEvery,
    onPublished: live.refresh,
    onError: log.error,
  });

  const site = (): Site => ({
    // Before the first run it has no name of its own.
    name: facts.name || "Undersigned",
    baseUrl: settings.baseUrl,
    leaveUrl: settings.leaveUrl,
  });
  const addressOf = clientAddresses({ trustProxy: settings.trustProxy, warn: log.warn });
  const limits = openLimits({ clock, primitives, limits: settings.limits });
  const stamps = makeStamps({ clock, primitives, serverKey: keys.server, limits: settings.limits });
  const bytes = openPageBytes();
  const counting = { clock, primitives, network: networkId, store, ids };
  const onNameGone = live.refresh;
  const append = appendingSignatures({ ...counting, memory, queue: post.queue });
  const confirm = confirmingSignatures({ ...counting, beside: memory.tags.beside, onNameGone });
  const from = (call: Call) =>
    addressOf({
      peer: call.env.incoming.socket.remoteAddress ?? "",
      forwardedFor: call.req.header("x-forwarded-for") ?? null,
    });
  const zone = () => facts.timezone;
  const publicParts: PublicParts = { clock, site, zone, today: openToday(clock, zone) };
  const shared = {
    ...publicParts,
    ...counting,
    live,
    bytes,
    stamps,
    languages: () => LANGUAGES,
    standing: () => standing,
    mail: post.transport !== null,
    publishEvery: settings.publishEvery,
    addressOf: from,
    rangeOf,
    makeLink: links.make,
    readLink: links.read,
    queue: post.queue,
    onNameGone,
  };

  const app = new Hono<Served>();
  app.onError((error, call) => {
    // Whoever went away in the middle of what they sent is no fault of ours.
    const { destroyed, complete } = call.env.incoming;
    if (complete || !destroyed) log.error(error);
    return plainAnswer(call, site(), LANGUAGES, 503, 1);
  });
  app.get("/healthz", () => new Response("ok\n", { headers: { "content-type": "text/plain" } }));
  app.get("/readyz", () => {
    const says = [
      memory.where === "folder" ? "memory: folder" : "no memory folder: memory in this process only",
      post.transport === null ? "no mail" : `mail: ${post.transport}`,
      standing.holders.length === 0 ? "no key holder yet" : "key holder: yes",
    ];
    return new Response(`${says.join("\n")}\n`, { headers: { "content-type": "text/plain" } });
  });
  app.route("/", fileRoutes());

  const guard = openGuard({ store, clock, primitives }, new URL(settings.baseUrl).origin);
  app.route(
    API_PATH,
    organiserRoutes({
      store,
      clock,
      primitives,
      serverKey: keys.server,
      limits,
      guard,
      addressOf: (request, env) =>
        addressOf({
          peer: (env as Served["Bindings"]).incoming.socket.remoteAddress ?? "",
          forwardedFor: request.headers.get("x-forwarded-for"),
        }),
      onBegun: () => {
        dropSetUpLink(settings.dataDir);
        setUpLink = null;
        void follow().catch(log.error);
      },
    }) as unknown as Hono<Served>,
  );
  app.route(
    API_PATH,
    campaignDeskRoutes({
      store,
      clock,
      primitives,
      keys,
      guard,
      openers: openOpeners(primitives, networkId),
      signed: { hasSignatures, countPending },
      baseUrl: settings.baseUrl,
      mail: post.transport !== null,
      logKey: (tx, campaign, record) =>
        addWaiting(tx, [{ campaign, entry: keyEntry(primitives, record), signature: null }], clock.hour()),
      readCounted: readCount,
      onPublished: async (campaign) => {
        await follow();
        await live.refresh(campaign);
        await sequencer.publishKeys();
      },
    }) as unknown as Hono<Served>,
  );
  app.route(
    API_PATH,
    signingDeskRoutes({
      ...counting,
      guard,
      waits: memory.mail.waits,
      sendAgain: post.transport === null ? null : sendingAgain({ ...shared, memory, queue: post.queue }),
      onNameGone,
    }) as unknown as Hono<Served>,
  );
  app.route("/", deskRoutes(readScripts()));

  app.route(
    "/",
    homeRoutes({
      ...shared,
      countOf: (campaign) => readCount(campaign.counted),
      mailBy: mailHost(settings),
      memory: memory.where,
    }),
  );
  app.route("/", linkRoutes({ ...shared, confirm, replay: openReplay<LinkAnswer>(counting, LINK_AGAIN) }));
  app.route(
    "/",
    signRoutes({
      ...shared,
      append,
      limit: limits.signing,
      replay: openReplay<SignAnswer>(counting, FORM_AGAIN),
    }),
  );
  app.route("/", mineRoutes({ ...shared, limit: limits.mine }));
  app.route("/", namesRoutes(shared));
  const campaignPages = {
    ...shared,
    providers: signingParts(shared),
    stamp: () => stamps.make(1),
    facts: countFacts,
  };
  app.route("/", campaignRoutes(campaignPages));
  const known = knownPages(campaignPages);
  app.notFound((call) => plainAnswer(call, site(), LANGUAGES, 404));

  const hourly = async () => {
    memory.expire();
    keys.destroyOldLinks(clock.day());
    await expirePending(store, counting);
    const ended = await endKeeping({ ...counting, keys, live, zone: () => facts.timezone });
    for (const slug of ended)
      log.info(`${slug}: its last day of keeping has ended; what was typed is destroyed`);
  };
  const timers: NodeJS.Timeout[] = [];
  let server: Server | undefined;
  let closeServer = async () => {};
  /** The first thing that a proxy forwards tells that TRUST_PROXY should be on, also a page that counts nobody. */
  const tellOfProxy = ({ rawHeaders }: IncomingMessage) => {
    if (!isForwarded(rawHeaders)) return;
    server?.off("request", tellOfProxy);
    addressOf({ peer: "", forwardedFor: "" });
  };
  return {
    get setUpLink() {
      return setUpLink;
    },
    app,
    publish: sequencer.publish,
    listen: async () => {
      await hourly();
      sequencer.start();
      timers.push(setInterval(() => void hourly().catch(log.error), HOUR));
      if (store.kind === "postgres") {
        timers.push(setInterval(() => void follow().catch(log.error), FOLLOW_EVERY));
      }
      return new Promise((resolve, reject) => {
        const fetch: Fetch = (request, env) =>
          known((env as Served["Bindings"]).incoming) ?? (app.fetch as Fetch)(request, env);
        const opened = openServer(fetch, () =>
          plainPage({ site: site(), language: "en", languages: [], status: 400 }),
        );
        server = opened;
        closeServer = closingInOrder(opened);
        if (!settings.trustProxy) opened.on("request", tellOfProxy);
        opened.once("error", reject);
        opened.listen(settings.port, settings.host, () => resolve((opened.address() as AddressInfo).port));
      });
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await closeServer();
      await Promise.all([append.idle(), confirm.idle()]);
      await sequencer.stop();
      await post.stop();
      await ids.stop();
      memory.close();
      await store.close();
      await marks.close();
    },
  };
}
