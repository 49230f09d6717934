// What fits a call's schema and yet means nothing: whatever a key holder's session sends is done or refused in words,
// on both databases; none of it is a fault of ours.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import * as z from "zod";
import { campaignApi } from "../../src/campaigns/desk-api.ts";
import { draftApi } from "../../src/campaigns/drafts/api.ts";
import { makeCampaign } from "../../src/campaigns/making.ts";
import { everyCall } from "../../src/desk-calls.ts";
import { ApiRefused } from "../../src/organisers/client.ts";
import { invitationsApi } from "../../src/organisers/holders/invitations-api.ts";
import { invite } from "../../src/organisers/holders/inviting.ts";
import { meApi } from "../../src/organisers/me/api.ts";
import type { Desk } from "../../src/organisers/opening.ts";
import { base64url } from "../../src/vault/bytes.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { type AnyCall, API_PATH, type Asked, readAnswer, type Send } from "../../src/web/api.ts";
import { ADDRESS, campaignFile, type DeskNetwork, openDeskNetworkOn, quick } from "../desk-network.ts";
import { fitting, type JsonSchema } from "./fitting.ts";

const SLUG = "night-work";

/** With these somebody ends their own session, or locks themself out. */
const OWN_END = ["signOut", "endSessions", "wrap", "words"];
const CALLS = everyCall();

/** Sends what no client of ours lets through. @returns the answer's bytes */
function sendUnchecked(
  { client }: Desk,
  call: AnyCall,
  asked: Record<string, unknown>,
): Promise<ArrayBuffer> {
  return client.bytes({ ...call, request: z.looseObject({}) }, asked);
}

/** Whether a text can stand in an address: with others it is the address of something else. */
function isOnePart(text: string): boolean {
  return text.isWellFormed() && !["", ".", ".."].includes(text);
}

/** Any call of the API by its name, and what fits its schema. */
function anyCall(known: readonly string[]) {
  const names = Object.keys(CALLS).filter((name) => !OWN_END.includes(name));
  return fc.constantFrom(...names).chain((name) => {
    const { request, path } = CALLS[name] as AnyCall;
    const inPath = [...path.matchAll(/:([a-z]+)/g)].map(([, part = ""]) => part);
    const schema = z.toJSONSchema(request, { io: "input", unrepresentable: "any" }) as JsonSchema;
    const asked = fitting(schema, known) as fc.Arbitrary<Record<string, unknown>>;
    return fc.record({
      name: fc.constant(name),
      asked: asked.filter((one) => inPath.every((part) => isOnePart(`${one[part]}`))),
    });
  });
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
      const desk = await here.desk();
      for (const call of [campaignApi.open, draftApi.beginDraft]) {
        await assert.rejects(sendUnchecked(desk, call, { slug: "a\0b" }), { status: 400 });
      }
      for (const [opening, closing] of [
        ["[", "]"],
        ['{"a":', "}"],
      ] as const) {
        const nested = `${opening.repeat(9_000)}${opening === "[" ? "" : "1"}${closing.repeat(9_000)}`;
        const answer = await fetch(`${here.url}${API_PATH}${meApi.signInPasskey.path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: `{"response":{"a":${nested}}}`,
        });
        assert.equal(answer.status, 400);
      }
      assert.deepEqual(here.said, []);
    });

    test("whatever fits the schema of a call is done or refused in words", async () => {
      const ids = await here.store.read.selectFrom("campaigns").select("id").execute();
      const known = [SLUG, ADDRESS, campaignFile(), "night.md", ...ids.map(({ id }) => base64url(id))];
      const desk = await here.desk();
      let done = 0;
      const property = fc.asyncProperty(anyCall(known), async ({ name, asked }) => {
        const call = CALLS[name] as AnyCall;
        try {
          readAnswer(call, await sendUnchecked(desk, call, asked));
          done++;
        } catch (error) {
          if (!(error instanceof ApiRefused)) throw error;
          assert.ok(error.status < 500, `${error.status}: ${here.said.at(-1)}`);
          assert.notEqual(error.code, "other_answer", "in words that a desk can show");
          assert.notEqual(error.code, "open_first", "what is asked here is proven");
        }
      });
      await fc.assert(property, { numRuns: 400 });
      assert.ok(done > 50, `${done} calls were done`);
      assert.deepEqual(
        here.said.filter((line) => line.startsWith("error")),
        [],
      );
    });
  });
}
