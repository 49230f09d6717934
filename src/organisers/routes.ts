// The organisers' part of the desk's API over HTTP: each entry of api.ts with what answers it.
import { Hono } from "hono";
import { type Guard, mountCall } from "../web/api.ts";
import { organiserApi } from "./api.ts";
import { begin, type FirstRunParts, sealTests } from "./first-run.ts";
import { callerOf, endSession } from "./sessions.ts";
import { openChallenges, type SignInParts, saltFor, signIn, signInEnvelope } from "./sign-in.ts";
import { keepDeed, readNetwork, setUpHash, setWrap } from "./store.ts";
import { readVouches } from "./vouches.ts";

export interface OrganiserParts extends FirstRunParts, SignInParts {
  guard: Guard;
  /** Where a request comes from, as the limits count it. */
  addressOf(request: Request, env: unknown): string;
}

/**
 * Who has which session, for every room's part of the API.
 * @param parts the network's store, clock and primitives
 * @param origin scheme and host under which the network is reached
 */
export function openGuard(parts: Parameters<typeof callerOf>[0], origin: string): Guard {
  return {
    origin,
    callerOf: (token) => callerOf(parts, token),
    deed: (tx, by, what, campaign, many) =>
      keepDeed(tx, { who: by.id, what, campaign, many, day: parts.clock.day() }),
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
  mountCall(app, guard, organiserApi.signIn, (asked, _caller, c) =>
    signIn(parts, asked, parts.addressOf(c.req.raw, c.env)),
  );
  mountCall(app, guard, organiserApi.challenge, async () => ({
    network: (await readNetwork(store.read)).id,
    challenge: challenges.make(),
  }));
  mountCall(app, guard, organiserApi.signInEnvelope, (asked, _caller, c) =>
    signInEnvelope(parts, challenges, asked, parts.addressOf(c.req.raw, c.env)),
  );
  mountCall(app, guard, organiserApi.signOut, async (_asked, _caller, c) => {
    const token = c.req.header("authorization")?.replace("Bearer ", "") ?? "";
    await store.write((tx) => endSession(tx, primitives, token));
    return {};
  });
  mountCall(app, guard, organiserApi.chain, async () => ({ vouches: await readVouches(store.read) }));
  mountCall(app, guard, organiserApi.wrap, async ({ wrap }, caller) => {
    await store.write((tx) => setWrap(tx, caller.id, wrap));
    return {};
  });
  return app;
}
