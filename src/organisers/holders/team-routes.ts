// Who organises here, over HTTP.
import { Hono } from "hono";
import type { Store } from "../../store/store.ts";
import { type Guard, mountCall } from "../../web/api.ts";
import { standingSheet } from "../store.ts";
import { teamApi } from "./team-api.ts";

/** The routes, to be mounted under API_PATH. */
export function teamRoutes({ store, guard }: { store: Store; guard: Guard }): Hono {
  const app = new Hono();
  mountCall(app, guard, teamApi.team, async () => {
    const accounts = await store.read
      .selectFrom("accounts")
      .select(["id", "name", "email", "organisation", "role", "tested", "made_day"])
      .orderBy("made_day")
      .orderBy("id")
      .execute();
    const people = accounts.map(({ tested, made_day: since, ...rest }) => ({
      ...{ ...rest, tested: tested === 1, since },
    }));
    return { people, envelope: (await standingSheet(store.read)) !== null };
  });
  return app;
}
