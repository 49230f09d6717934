// What waits, over HTTP: each entry of api.ts with what answers it.
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import type { Store } from "../../store/store.ts";
import { type Guard, mountCall } from "../../web/mounting.ts";
import { gather, type WaitsOf } from "../../web/waits.ts";
import { waitsApi } from "./api.ts";

/** How many days are shown, today the last. */
const DAYS = 10;

export interface WaitsParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  /** Whether the network sends mail. */
  mail: boolean;
  rooms: readonly WaitsOf[];
  /** How many signed on each of some days, by campaign (src/signing/waiting.ts). */
  signedByDay(from: number, days: number): Promise<{ slug: string; many: number[] }[]>;
}

/** The routes, to be mounted under API_PATH. */
export function waitsRoutes(parts: WaitsParts): Hono {
  const { store, clock, guard } = parts;
  const app = new Hono();
  mountCall(app, guard, waitsApi.waits, async () => {
    const from = clock.day() - DAYS + 1;
    return {
      waits: await gather(parts.rooms),
      signed: { from, campaigns: await parts.signedByDay(from, DAYS) },
    };
  });
  mountCall(app, guard, waitsApi.daily, async (_asked, caller) => {
    const { daily } = await store.read
      .selectFrom("accounts")
      .select("daily")
      .where("id", "=", caller.id)
      .executeTakeFirstOrThrow();
    return { daily: daily === 1, mail: parts.mail };
  });
  mountCall(app, guard, waitsApi.setDaily, async ({ daily }, caller) => {
    await store.write((tx) =>
      tx
        .updateTable("accounts")
        .set({ daily: daily ? 1 : 0 })
        .where("id", "=", caller.id)
        .execute(),
    );
    return {};
  });
  return app;
}
