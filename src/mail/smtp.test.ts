import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answer, startMailServer } from "../../test/mail-server.ts";
import { composeWhole } from "./letter.ts";
import { outcomeOf, smtpCarrier } from "./smtp.ts";

const letter = (to = "maya@example.org") =>
  composeWhole(
    {
      ...{
        kind: "confirm",
        language: "en",
        names: { network: "N", plainName: "P" },
        from: "sign@example.org",
      },
      ...{ baseUrl: "https://sign.example.org", date: new Date(0) },
    },
    { to, token: "t".repeat(431), id: "0".repeat(32) },
  );

test("a mail goes with a null return path, under our own name and not the machine's", async (t) => {
  const server = await startMailServer();
  t.after(() => server.close());
  const carrier = smtpCarrier(server.url, "sign.example.org");
  assert.deepEqual(await carrier.carry(await letter()), { is: "handed" });
  carrier.close();
  const [received] = server.received;
  assert.equal(received?.from, "");
  assert.equal(received?.to, "maya@example.org");
  assert.equal(received?.helo, "sign.example.org");
  assert.ok(received?.mail.text?.includes("t".repeat(431)));
});

test("an address in another script arrives", async (t) => {
  const server = await startMailServer();
  t.after(() => server.close());
  const carrier = smtpCarrier(server.url, "sign.example.org");
  assert.deepEqual(await carrier.carry(await letter("ñandú@bücher.example")), { is: "handed" });
  carrier.close();
  assert.match(server.received[0]?.to ?? "", /^ñandú@/);
});

test("user and password of the address sign in; wrong ones are trouble for all mails", async (t) => {
  const server = await startMailServer({ password: "horse" });
  t.after(() => server.close());
  const good = smtpCarrier(server.url, "sign.example.org");
  assert.deepEqual(await good.carry(await letter()), { is: "handed" });
  good.close();
  const bad = smtpCarrier(server.url.replace("horse", "cow"), "sign.example.org");
  assert.deepEqual(await bad.carry(await letter()), {
    is: "trouble",
    why: "EAUTH AUTH PLAIN 535",
    fault: "sign_in",
  });
  bad.close();
});

test("what the server says decides whether the mail, or all, have to wait", async (t) => {
  const answer = (code: number, text = "no") => ({ code, text });
  const cases: ["sender" | "recipient" | "content", Answer, string, string][] = [
    ["recipient", answer(550), "refused", "address"],
    ["recipient", answer(450), "later", "later"],
    ["recipient", answer(554, "Relay access denied"), "trouble", "sender"],
    ["recipient", answer(530), "trouble", "sign_in"],
    ["content", answer(554), "refused", "mail"],
    ["content", answer(452), "later", "later"],
    ["content", answer(421), "trouble", "later"],
    ["sender", answer(550), "trouble", "sender"],
    ["sender", answer(451), "trouble", "later"],
  ];
  for (const [step, says, expected, about] of cases) {
    const server = await startMailServer({ [step]: () => says });
    t.after(() => server.close());
    const carrier = smtpCarrier(server.url, "sign.example.org");
    const outcome = await carrier.carry(await letter());
    assert.equal(outcome.is, expected, `${step} ${says.code}`);
    assert.equal("fault" in outcome && outcome.fault, about, `${step} ${says.code}`);
    assert.ok(!JSON.stringify(outcome).includes("maya"), "no address in what is logged");
    carrier.close();
  }
});

test("no server is trouble, and a mail that no server can be told of is refused", async () => {
  const server = await startMailServer();
  await server.close();
  const carrier = smtpCarrier(server.url, "sign.example.org");
  const gone = await carrier.carry(await letter());
  assert.equal(gone.is, "trouble");
  assert.equal("fault" in gone && gone.fault, "connection");
  carrier.close();
  const unsafe = Object.assign(new Error("self-signed certificate"), { code: "ESOCKET", command: "CONN" });
  assert.deepEqual(outcomeOf(unsafe, false), { is: "trouble", why: "ESOCKET CONN", fault: "tls" });
  const unwritable = Object.assign(new Error("Invalid recipient"), { code: "EENVELOPE", command: "API" });
  assert.deepEqual(outcomeOf(unwritable, false), { is: "refused", why: "EENVELOPE API", fault: "address" });
});

test("closing lets the mail under way end and keeps those that had not begun", async (t) => {
  let release = () => {};
  const held = new Promise<void>((wake) => (release = wake));
  let begun = () => {};
  const first = new Promise<void>((wake) => (begun = wake));
  const server = await startMailServer({
    hold() {
      begun();
      return held;
    },
  });
  t.after(() => server.close());
  const carrier = smtpCarrier(server.url, "sign.example.org");
  const mail = await letter();
  const all = Array.from({ length: 20 }, () => carrier.carry(mail));
  await first;
  carrier.close();
  release();
  const outcomes = (await Promise.all(all)).map(({ is }) => is);
  assert.equal(outcomes.filter((is) => is === "handed").length, server.received.length);
  assert.ok(outcomes.includes("kept"));
  assert.ok(outcomes.every((is) => is === "kept" || is === "handed"));
});
