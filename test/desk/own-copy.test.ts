// `undersigned desk`: the desk with pages and scripts from one's own copy, and a network that would like to send others.
import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ownDesk } from "../../src/web/own-desk.ts";
import { readScripts } from "../../src/web/scripts.ts";
import { openTab, signIn } from "./browser.ts";
import { keepOwn, whoJoins } from "./ceremony.ts";
import { openSite } from "./site.ts";

const ROOT = join(import.meta.dirname, "..", "..");
let desk: ChildProcess;
let address = "";

const { network, browser } = await openSite();
before(async () => {
  await network.cli(
    "publish",
    network.url,
    join(ROOT, "samples", "declaration.md"),
    "--words-file",
    network.words,
  );
  desk = spawn(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    join(ROOT, "src/cli/main.ts"),
    "desk",
    network.url,
  ]);
  const [line] = (await once(desk.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  address = line
    .toString()
    .trim()
    .replace(/\/desk$/, "");
});
after(async () => {
  desk?.kill();
});

test("everything that runs comes from this computer; the network gets calls and no more", async () => {
  const { context, page, broken } = await openTab(browser);
  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.url()));
  await signIn(page, { url: address, words: network.words });
  await page.waitForSelector("text=Work without fear");
  assert.ok(asked.length > 5);
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(`${address}/`) && !url.startsWith("data:")),
    [],
  );
  assert.equal(
    await page.getAttribute(".links >> text=The public page", "href"),
    `${network.url}/work-without-fear`,
  );
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(broken, []);
  await page.reload();
  await page.waitForSelector("#f-address");
  await context.close();
});

test("a page elsewhere that gives its name this computer's number gets nothing", async () => {
  const { port } = new URL(address);
  const status = await new Promise((resolve) => {
    request({ host: "127.0.0.1", port, path: "/desk", headers: { host: "evil.example" } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).end();
  });
  assert.equal(status, 421);
  const foreign = await fetch(`${address}/desk/api/network`, { headers: { "sec-fetch-site": "cross-site" } });
  assert.equal(foreign.status, 403);
});

test("what a hostile network answers becomes neither a page, nor a script, nor a cookie", async () => {
  const hostile = createServer((_, answer) => {
    answer.writeHead(200, {
      "content-type": "text/html",
      "set-cookie": "a=b",
      "x-evil": "1",
      refresh: "0; url=/x",
    });
    answer.end("<script>alert(1)</script>");
  }).listen(0, "127.0.0.1");
  await once(hostile, "listening");
  const scripts = readScripts();
  assert.ok(scripts);
  const app = ownDesk(`http://127.0.0.1:${(hostile.address() as AddressInfo).port}`, scripts);
  const get = (path: string) => app.request(path, { headers: { host: "localhost" } });
  const call = await get("/desk/api/network");
  assert.equal(call.headers.get("content-type"), "application/json");
  assert.equal(call.headers.get("x-content-type-options"), "nosniff");
  for (const name of ["set-cookie", "x-evil", "refresh"]) assert.equal(call.headers.get(name), null, name);
  for (const path of ["/pictures/x.webp", "/", "/work-without-fear", "/assets/x.js", "/desk/api/../x"]) {
    assert.doesNotMatch(await (await get(path)).text(), /alert/, path);
  }
  hostile.close();
});

test("whoever is invited joins at a desk from their own copy: their words are typed into no page of the network's", async () => {
  const { context, page, broken } = await openTab(browser);
  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.url()));
  const as = ["--as", "key-holder", "--words-file", network.words];
  const link = (await network.cli("invite", network.url, ...as)).trim();
  await page.goto(`${address}/desk/start`);
  await page.fill("#f-link", link);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#f-name");
  await whoJoins(page, "Noor", "noor@second.example");
  await keepOwn(page);
  await page.waitForSelector(".digits");
  const number = (await page.locator(".digits li").allTextContents()).join(" ");
  await network.cli("let-in", network.url, "--number", number, "--words-file", network.words);
  await page.waitForSelector(".next-steps");
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(`${address}/`) && !url.startsWith("data:")),
    [],
  );
  assert.deepEqual(broken, []);
  await context.close();
});
