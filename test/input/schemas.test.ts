// What fits a call's schema and yet means nothing: whatever a key holder's session sends is done or refused in words,
// on both databases; none of it is a fault of ours.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { campaignApi } from "../../src/campaigns/desk-api.ts";
import { makeCampaign } from "../../src/campaigns/making.ts";
import { everyCall } from "../../src/desk-calls.ts";
import { openClient } from "../../src/organisers/client.ts";
import { invitationsApi } from "../../src/organisers/holders/invitations-api.ts";
import { invite } from "../../src/organisers/holders/inviting.ts";
import { meApi } from "../../src/organisers/me-api.ts";
import { openDesk } from "../../src/organisers/opening.ts";
import { base64url } from "../../src/vault/bytes.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { API_PATH, type Asked, type Send } from "../../src/web/api.ts";
import { openApi } from "../../src/web/openapi.ts";
import { ADDRESS, campaignFile, type DeskNetwork, openDeskNetworkOn, quick } from "../desk-network.ts";
import { fitting, type JsonSchema } from "./fitting.ts";

const SLUG = "night-work";

interface Operation {
  parameters?: { name: string; schema: JsonSchema }[];
  requestBody?: { content: { "application/json": { schema: JsonSchema } } };
}

/** Any call of the API as its own document has it, with a path and a body that fit. */
function anyCall(known: readonly string[]) {
  const { paths } = openApi(everyCall(), "0") as { paths: Record<string, Record<string, Operation>> };
  const calls = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { parameters = [], requestBody }]) => {
      const named = parameters.map(({ name, schema }) => [name, fitting(schema, known)]);
      const schema = requestBody?.content["application/json"].schema;
      return fc.record({
        method: fc.constant(verb.toUpperCase()),
        path: fc
          .record(Object.fromEntries(named) as Record<string, fc.Arbitrary<unknown>>)
          .map((at) =>
            path.replace(/\{([a-z]+)\}/g, (_, name: string) =>
              encodeURIComponent(`${at[name]}`.toWellFormed()),
            ),
          ),
        body: schema ? fitting(schema, known) : fc.constant(undefined),
      });
    }),
  );
  return fc.oneof(...calls);
}

/** Signs the holder in. @returns what their requests say for it */
async function signedIn(here: DeskNetwork): Promise<string> {
  let token = "";
  const send: typeof fetch = (url, init) => {
    token = new Headers(init?.headers).get("authorization") ?? token;
    return fetch(url, init);
  };
  const client = openClient(here.url, { send });
  await openDesk(quick, client, { address: ADDRESS, words: here.words().words });
  await client.send(meApi.sessions, {});
  return token;
}

for (const kind of ["sqlite", "postgres"] as const) {
  describe(`on ${kind}`, () => {
    let here: DeskNetwork;
    before(async () => {
      here = await openDeskNetworkOn(kind);
      await here.publish([{ name: "night.md", text: campaignFile() }]);
      await here.sign(SLUG, { name: "Maya", as: "person", appear: "public" });
      await here.sign(SLUG, { name: "Noor", as: "person", appear: "counted" });
    });
    after(() => here.stop());

    test("an invitation or a campaign with an id that is taken is refused, and changes nothing", async () => {
      const desk = await here.desk();
      let made: Asked<typeof invitationsApi.invite> | undefined;
      const send: Send = (call, asked) => {
        made = asked as unknown as typeof made;
        return desk.client.send(call, asked);
      };
      await invite(quick, { ...desk, client: { ...desk.client, send } }, "organiser", here.url);
      assert.ok(made);
      await assert.rejects(desk.client.send(invitationsApi.invite, made), { status: 409 });
      await assert.rejects(
        desk.client.send(invitationsApi.invite, { ...made, invitation: quick.random(16) }),
        { status: 409 },
      );
      assert.equal((await desk.client.send(invitationsApi.invitations, {})).invitations.length, 1);

      const taken = await here.store.read.selectFrom("campaigns").select("id").executeTakeFirstOrThrow();
      const { made: key, chain } = await makeCampaign(onNode, desk);
      const files = [{ name: "day.md", text: campaignFile().replace(SLUG, "day-work") }];
      const sent = {
        files,
        draft: false,
        small: false,
        made: { ...key, id: taken.id, wrap: await desk.wrapFor(chain) },
      };
      await assert.rejects(desk.client.send(campaignApi.publish, sent), { status: 409 });
      assert.equal((await here.get("/day-work")).status, 404);
    });

    test("no text that PostgreSQL cannot keep and nothing nested without end comes to a handler", async () => {
      const headers = { authorization: await signedIn(here), "content-type": "application/json" };
      const post = async (path: string, body: string) =>
        (await fetch(here.url + API_PATH + path, { method: "POST", headers, body })).status;
      assert.equal(await post("/campaigns/a%00b/open", "{}"), 400);
      assert.equal(await post("/drafts", JSON.stringify({ slug: "a\0b" })), 400);
      for (const [opening, closing] of [
        ["[", "]"],
        ['{"a":', "}"],
      ] as const) {
        const nested = `${opening.repeat(9_000)}${opening === "[" ? "" : "1"}${closing.repeat(9_000)}`;
        assert.equal(await post("/sign-in/passkey", `{"response":{"a":${nested}}}`), 400);
      }
      assert.deepEqual(here.said, []);
    });

    test("whatever fits the schema of a call is done or refused in words", async () => {
      const ids = await here.store.read.selectFrom("campaigns").select("id").execute();
      const known = [SLUG, ADDRESS, campaignFile(), "night.md", ...ids.map(({ id }) => base64url(id))];
      let authorization = await signedIn(here);
      const property = fc.asyncProperty(anyCall(known), async ({ method, path, body }) => {
        const sent =
          body === undefined
            ? { method, headers: { authorization } }
            : {
                method,
                headers: { authorization, "content-type": "application/json" },
                body: JSON.stringify(body),
              };
        const answer = await fetch(here.url + path, sent);
        const text = await answer.text();
        assert.ok(answer.status < 500, `${answer.status}: ${here.said.at(-1)}`);
        if (answer.status !== 200) assert.ok((JSON.parse(text) as { error: string }).error.length > 10);
        // Some calls end the session that makes them.
        if (answer.status === 401) authorization = await signedIn(here);
      });
      await fc.assert(property, { numRuns: 400 });
      assert.deepEqual(
        here.said.filter((line) => line.startsWith("error")),
        [],
      );
    });
  });
}
