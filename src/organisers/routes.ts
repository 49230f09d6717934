// The organisers' part of the desk's API over HTTP: each entry of api.ts with what answers it.
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Guard, mountCall, tokenOf } from "../web/mounting.ts";
import { organiserApi } from "./api.ts";
import { begin, type FirstRunParts, sealTests } from "./first-run.ts";
import { meRoutes } from "./me/routes.ts";
import { openProofs } from "./proofs.ts";
import { callerOf, endSession } from "./sessions.ts";
import { openChallenges, type SignInParts, saltFor, signIn, signInEnvelope } from "./sign-in.ts";
import { keepDeed, readAccount, readNetwork, setUpHash, setWrap } from "./store.ts";
import { readVouches } from "./vouches.ts";

export interface OrganiserParts extends FirstRunParts, SignInParts {
  guard: Guard;
  /** Where a request comes from, as the limits count it. */
  addressOf(request: Request, env: unknown): string;
  /** Who carries the mail; null without mail. */
  mailBy: string | null;
  baseUrl: string;
  /** Told when the network's name, zone or languages changed. */
  onChanged(): Promise<void>;
}

/**
 * Who has which session, for every room's part of the API.
 * @param parts the network's id, store, clock and primitives
 * @param origin scheme and host under which the network is reached
 */
export function openGuard(
  parts: Parameters<typeof callerOf>[0] & { network: Uint8Array },
  origin: string,
): Guard {
  return {
    origin,
    // The prefix makes browsers refuse one that another host or a page without TLS sets.
    cookie: origin.startsWith("https:") ? "__Host-undersigned" : "undersigned-desk",
    callerOf: (token) => callerOf(parts, token),
    proofs: openProofs(parts, parts.network),
    deed: (tx, by, what, campaign, many, whom) =>
      keepDeed(tx, { who: by.id, what, campaign, many, day: parts.clock.day(), ...(whom && { whom }) }),
  };
}

/** The routes, to be mounted under API_PATH. */
export function organiserRoutes(parts: OrganiserParts): Hono {
  const { store, guard, primitives } = parts;
  const app = new Hono();
  const challenges = openChallenges(parts);

  mountCall(app, guard, organiserApi.network, async () => {
    const { id, name, timezone } = await readNetwork(store.read);
    return { network: id, name, timezone, begun: (await setUpHash(store.read)) === null };
  });
  mountCall(app, guard, organiserApi.beginTest, (asked) => sealTests(parts, asked));
  mountCall(app, guard, organiserApi.begin, async (asked) => {
    await begin(parts, asked);
    return {};
  });
  mountCall(app, guard, organiserApi.salt, async ({ address }) => ({
    network: (await readNetwork(store.read)).id,
    salt: await saltFor(parts, address),
  }));
  const secure = guard.origin.startsWith("https:");
  const attributes = { path: "/", httpOnly: true, sameSite: "Strict", secure } as const;
  /** Hands out a new session's token, and ends the one that this browser had. */
  const hand = async <T extends { token: string }>(c: Context, cookie: boolean | undefined, session: T) => {
    if (!cookie) return session;
    const before = tokenOf(c, guard);
    if (before !== null) await store.write((tx) => endSession(tx, primitives, before));
    setCookie(c, guard.cookie, session.token, attributes);
    return { ...session, token: "" };
  };
  mountCall(app, guard, organiserApi.signIn, async (asked, _caller, c) =>
    hand(c, asked.cookie, await signIn(parts, asked, parts.addressOf(c.req.raw, c.env))),
  );
  mountCall(app, guard, organiserApi.challenge, async () => ({
    network: (await readNetwork(store.read)).id,
    challenge: challenges.make(),
  }));
  mountCall(app, guard, organiserApi.signInEnvelope, async (asked, _caller, c) =>
    hand(c, asked.cookie, await signInEnvelope(parts, challenges, asked, parts.addressOf(c.req.raw, c.env))),
  );
  mountCall(app, guard, organiserApi.signOut, async (_asked, _caller, c) => {
    const token = tokenOf(c, guard) ?? "";
    await store.write((tx) => endSession(tx, primitives, token));
    if (getCookie(c, guard.cookie) !== undefined) deleteCookie(c, guard.cookie, attributes);
    return {};
  });
  mountCall(app, guard, organiserApi.proving, async (_asked, caller, c) => ({
    challenge: guard.proofs.challengeOf(tokenOf(c, guard) ?? "", caller),
  }));
  mountCall(app, guard, organiserApi.me, async (_asked, caller) => {
    const { languages: _, ...network } = await readNetwork(store.read);
    if (caller.kind === "sheet") {
      const nobody = { role: null, name: "", email: "", organisation: "", language: "en" };
      return { id: caller.id, kind: "sheet" as const, ...nobody, network };
    }
    return { kind: "account" as const, ...(await readAccount(store.read, caller.id)), network };
  });
  mountCall(app, guard, organiserApi.chain, async () => ({ vouches: await readVouches(store.read) }));
  mountCall(app, guard, organiserApi.wrap, async ({ wrap }, caller) => {
    await store.write((tx) => setWrap(tx, caller.id, wrap));
    return {};
  });
  app.route("/", meRoutes({ ...parts, challenges, hand, origin: guard.origin }));
  return app;
}
