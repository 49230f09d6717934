// The team over HTTP: each entry of team-api.ts with what answers it.
import { Hono } from "hono";
import type { Store } from "../../store/store.ts";
import { deedOf } from "../../web/deeds.ts";
import { type Guard, mountCall } from "../../web/mounting.ts";
import { standingSheet } from "../store.ts";
import { teamApi } from "./team-api.ts";
import { readDeeds, readTeam } from "./team-store.ts";

/** Lines of a page of what was done. */
const LINES = 50;

export interface TeamParts {
  store: Pick<Store, "read">;
  guard: Guard;
}

/** The routes, to be mounted under API_PATH. */
export function teamRoutes({ store, guard }: TeamParts): Hono {
  const app = new Hono();
  mountCall(app, guard, teamApi.team, async () => {
    const people = await readTeam(store.read);
    return {
      people: people.map(({ made_day: since, tested, ...rest }) => ({
        ...rest,
        since,
        tested: tested === 1,
      })),
      envelope: (await standingSheet(store.read)) !== null,
    };
  });
  mountCall(app, guard, teamApi.deeds, async ({ before }) => {
    const rows = await readDeeds(store.read, Number(before), LINES + 1);
    const deeds = rows.slice(0, LINES).flatMap(({ id: at, name: who, what, whom, slug, many, day }) => {
      const kind = deedOf(what);
      return kind ? [{ at, who, what: kind, whom, slug, many, day }] : [];
    });
    return { deeds, more: rows.length > LINES };
  });
  return app;
}
