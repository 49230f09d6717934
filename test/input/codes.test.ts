// What `mine` answers to a code: the same to any, whoever has it and whatever is asked for.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { openCampaign } from "../../src/cli/desk.ts";
import { openRows } from "../../src/cli/open-rows.ts";
import { codeOf } from "../../src/vault/code.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { get, post } from "../signer.ts";

const SLUG = "night-work";
let here: DeskNetwork;

beforeEach(async () => {
  here = await openDeskNetwork();
});
afterEach(() => here.stop());

const publish = (as: string) =>
  here.publish([
    {
      name: "night.md",
      text: campaignFile({
        actions: `  - sign: { as: [${as}], appear: [counted, public], fields: [${as === "person" ? "name" : "name, organisation"}] }`,
      }),
    },
  ]);
const signed = async (fields: Record<string, string>) =>
  (await here.sign(SLUG, { appear: "counted", ...fields })).code ?? assert.fail("no code");
const mine = (fields: Record<string, string>) => post(`${here.url}/${SLUG}/mine`, fields);
const nobodys = () => codeOf(onNode, randomBytes(16));

/** How each present signature appears, by its name. */
async function appearances() {
  const desk = await here.desk();
  const rows = (await Array.fromAsync(openRows(desk, await openCampaign(desk, SLUG)))).flat();
  return Object.fromEntries(rows.map(({ typed }) => [typed?.fields.name, [typed?.appear, typed?.shownAs]]));
}

test("to appear without words is answered alike for a person's code, an organisation's and nobody's", async () => {
  await publish("person, organisation");
  const person = await signed({ as: "person", name: "Maya", appear: "public", shown_as: "Maya O." });
  const choir = await signed({ as: "organisation", name: "Li", organisation: "Choir" });
  for (const shown_as of [undefined, "", "  "]) {
    const asked = { do: "appear", appear: "public", ...(shown_as === undefined ? {} : { shown_as }) };
    for (const code of [person, choir, nobodys(), "nonsense", ""]) {
      assert.equal((await mine({ ...asked, code })).status, 200);
    }
  }
  assert.deepEqual(await appearances(), { Maya: ["counted", ""], Li: ["public", ""] });
  const page = (await get(`${here.url}/${SLUG}/mine`)).body;
  assert.match(page, /A person who leaves them empty is only counted\./);
});

test("what cannot be taken is refused alike, byte for byte, before any code is looked up", async () => {
  for (const as of ["person", "person, organisation"]) {
    await here.stop();
    here = await openDeskNetwork();
    await publish(as);
    const codes = [await signed({ as: "person", name: "Maya" }), nobodys(), "nonsense"];
    if (as !== "person") codes.push(await signed({ as: "organisation", name: "Li", organisation: "Choir" }));
    for (const odd of [
      { appear: "addressee" },
      { appear: "public", shown_as: "https://evil.example" },
      { appear: "public", shown_as: "x".repeat(400) },
      ...(as === "person" ? [{ appear: "public" }] : []),
    ]) {
      const answers = await Promise.all(codes.map((code) => mine({ do: "appear", code, ...odd })));
      for (const { status, body } of answers) {
        assert.equal(status, 422, JSON.stringify(odd));
        assert.equal(body, answers[0]?.body);
      }
    }
  }
});
