// Addresses that are nearly right, methods that are not there, and what a page's language depends on: read from what
// comes over the line.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ApiRefused } from "../../src/organisers/client.ts";
import { signingApi } from "../../src/signing/desk/api.ts";
import { API_PATH } from "../../src/web/api.ts";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { ask, spell } from "./line.ts";

const SLUG = "night-work";
const URLENCODED = "content-type: application/x-www-form-urlencoded";
let here: DeskNetwork;

before(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
});
after(() => here.stop());

test("a slash too many or capitals lead to the page, whatever is asked for, and nowhere else", async () => {
  for (const [path, location] of [
    [`/${SLUG}/`, `/${SLUG}`],
    [`/${SLUG.toUpperCase()}`, `/${SLUG}`],
    [`/Night-Work///?lang=en&x=//evil.example`, `/${SLUG}?lang=en&x=//evil.example`],
    [`/${SLUG}/names/`, `/${SLUG}/names`],
    [`/Night-Work/sign/?as=organisation`, `/${SLUG}/sign?as=organisation`],
    ["/Night-Work.JSON", `/${SLUG}.json`],
    ["/Privacy/", "/privacy"],
  ] as const) {
    for (const method of ["GET", "HEAD", "POST"]) {
      const { status, headers } = await ask(here.url, spell(method, path));
      assert.deepEqual([status, headers.get("location")], [308, location], `${method} ${path}`);
    }
  }
});

test("a method that an address does not have is told which ones it has; where there is nothing, there is none", async () => {
  for (const [path, allowed] of [
    ["/", "GET, HEAD"],
    ["/privacy", "GET, HEAD"],
    [`/${SLUG}`, "GET, HEAD"],
    [`/${SLUG}.json`, "GET, HEAD"],
    [`/${SLUG}/names`, "GET, HEAD"],
    [`/${SLUG}/sign`, "GET, HEAD, POST"],
    [`/${SLUG}/mine`, "GET, HEAD, POST"],
    ["/robots.txt", "GET, HEAD"],
    ["/desk/in", "GET, HEAD"],
    [`${API_PATH}/network`, "GET, HEAD"],
    [`${API_PATH}/sign-in`, "POST"],
  ] as const) {
    for (const method of ["DELETE", "PUT", "OPTIONS", ...(allowed.includes("POST") ? [] : ["POST"])]) {
      const got = await ask(here.url, spell(method, path, [URLENCODED], "name=Maya"));
      assert.deepEqual([got.status, got.headers.get("allow")], [405, allowed], `${method} ${path}`);
      assert.match(got.body, path.startsWith(API_PATH) ? /"error":/ : /<h1[\s\S]+<\/html>/);
    }
    if (allowed.includes("GET")) assert.equal((await ask(here.url, spell("HEAD", path))).status, 200, path);
  }
  for (const path of [
    "/nowhere",
    "/Nowhere",
    "/nowhere/",
    `/${SLUG}/nowhere`,
    "/nowhere/sign",
    `${API_PATH}/none`,
  ]) {
    for (const method of ["GET", "POST", "DELETE"]) {
      const { status, headers } = await ask(here.url, spell(method, path));
      assert.deepEqual([status, headers.get("allow")], [404, undefined], `${method} ${path}`);
    }
  }
});

test("what a route itself does not find stays its own answer", async () => {
  const desk = await here.desk();
  const refused = desk.client.send(signingApi.rows, { slug: "nowhere", after: 0 });
  await assert.rejects(refused, (error) => error instanceof ApiRefused && error.status === 404);
  const odd = await ask(here.url, spell("POST", `/${SLUG}/sign`, [URLENCODED], "as=nobody"));
  assert.notEqual(odd.status, 405);
});

test("a page that may be in another language for somebody else says so to whatever keeps it", async () => {
  for (const path of ["/", "/privacy", `/${SLUG}`, `/${SLUG}/sign`, `/${SLUG}/names`, "/nowhere", "/desk"]) {
    for (let view = 0; view < 2; view++) {
      const { headers } = await ask(here.url, spell("GET", path));
      assert.equal(headers.get("vary"), "Accept-Language", path);
    }
  }
});
