import assert from "node:assert/strict";
import { test } from "node:test";
import { opened } from "../../../test/opened.ts";
import type { OpenedRequest, OpenedSignature } from "../opening/opening.ts";
import { answeredBy, openTidying, wordsOf } from "./tidying.ts";

const TODAY = 20_030;

function tidied(signatures: OpenedSignature[], requests: Partial<OpenedRequest>[] = []) {
  const tidying = openTidying(TODAY);
  for (const signature of signatures) tidying.see(signature);
  for (const [at, request] of requests.entries()) {
    const plain = { id: at + 1, day: TODAY, mailed: true, waits: false, confirmed: false, why: null };
    tidying.seeRequest({ who: null, ...plain, ...request });
  }
  return { tidying, decisions: tidying.decide() };
}

const maya = { typed: { email: "maya@example.org" } };

test("the last confirmed signature of an address stands, by the order of counting", () => {
  const { decisions } = tidied([
    opened(1, { ...maya, state: "confirmed", turn: 3 }),
    opened(2, { ...maya, state: "confirmed", turn: 1 }),
    opened(3, { ...maya, state: "confirmed", turn: 2 }),
  ]);
  assert.deepEqual(
    decisions.replace.toSorted((a, b) => a.id - b.id),
    [
      { id: 2, by: 1 },
      { id: 3, by: 1 },
    ],
  );
});

test("a confirmed signature outranks an accepted one, whichever came first", () => {
  for (const [confirmed, accepted] of [
    [1, 2],
    [2, 1],
  ]) {
    const { decisions } = tidied([
      opened(1, { ...maya, state: "confirmed", turn: confirmed ?? 0 }),
      opened(2, { ...maya, state: "accepted", turn: accepted ?? 0 }),
    ]);
    assert.deepEqual(decisions.replace, [{ id: 2, by: 1 }]);
  }
});

test("one address is one however it was typed; a person and an organisation are two; a dot makes two", () => {
  const at = (id: number, email: string, as: "person" | "organisation" = "person") =>
    opened(id, { as, state: "confirmed", typed: { email } });
  const { decisions } = tidied([
    at(1, "Maya@Example.ORG"),
    at(2, "maya@example.org"),
    at(3, "maya@example.org", "organisation"),
    at(4, "ma.ya@example.org"),
  ]);
  assert.deepEqual(decisions.replace, [{ id: 1, by: 2 }]);
});

test("signatures that wait for their link are left alone, and those without an address are nobody's double", () => {
  const { decisions, tidying } = tidied([
    opened(1, { ...maya, state: "confirmed" }),
    opened(2, maya),
    opened(3),
    opened(4),
    opened(5, { state: "accepted" }),
  ]);
  assert.deepEqual(decisions.replace, []);
  assert.deepEqual(tidying.withoutAddress, [3, 4]);
});

test("only a mail that neither went nor waits is asked for again, with address and appearance alone", () => {
  const lost = {
    mailed: false,
    typed: { email: "li@example.org", appear: "public" as const, shownAs: "Li" },
  };
  const { decisions } = tidied([
    opened(1, lost),
    opened(2, { ...lost, waits: true }),
    opened(3, { ...lost, mailed: true }),
    opened(4, { mailed: false }),
  ]);
  assert.deepEqual(decisions.mails, [
    { id: 1, to: "li@example.org", language: "en", appear: "public", follow: false, shown_as: "Li" },
  ]);
  assert.equal(decisions.upTo, 4);
  assert.equal(decisions.unmarked, true);
});

test("an organisation's mail carries the words that its link shows", () => {
  const typed = {
    email: "u@example.org",
    organisation: "Union",
    position: "Chair",
    fields: { name: "Li", phone: "1" },
  };
  const { decisions } = tidied([opened(1, { as: "organisation", mailed: false, typed })]);
  assert.deepEqual(Object.keys(decisions.mails[0] ?? {}).sort(), [
    ...["appear", "follow", "id", "language", "organisation", "position", "to"],
  ]);
});

test("a request whose link was followed takes off everything of its address", () => {
  const { decisions } = tidied(
    [
      opened(1, { ...maya, state: "confirmed" }),
      opened(2, maya),
      opened(3, { ...maya, as: "organisation", state: "accepted" }),
      opened(4, { state: "confirmed", typed: { email: "other@example.org" } }),
    ],
    [{ who: { email: "MAYA@example.org" }, confirmed: true }],
  );
  assert.deepEqual(decisions.answer, [{ id: 1, signatures: [1, 2, 3] }]);
});

test("a request by address waits for its link: its mail is sent again when it never went, until the link is over", () => {
  const who = { email: "maya@example.org" };
  const { decisions } = tidied(
    [opened(1, { ...maya, state: "confirmed" })],
    [
      { who, mailed: false },
      { who, mailed: true },
      { who, mailed: false, waits: true },
      { who, day: TODAY - 16 },
    ],
  );
  assert.deepEqual(decisions.requestMails, [{ id: 1, to: "maya@example.org" }]);
  assert.deepEqual(decisions.answer, [{ id: 4, signatures: [] }]);
});

test("a request by name alone is for a holder to decide: it takes nothing off by itself", () => {
  const { decisions } = tidied(
    [
      opened(1, { state: "confirmed", typed: { fields: { name: "Maya  Okello" } } }),
      opened(2, { state: "accepted", typed: { shownAs: "maya okello" } }),
      opened(3, { state: "accepted", typed: { fields: { name: "Somebody" } } }),
    ],
    [{ who: { name: "Maya Okello" } }],
  );
  assert.deepEqual(decisions.byName, [{ id: 1, name: "Maya Okello", signatures: [1, 2] }]);
  assert.deepEqual(decisions.answer, []);
});

test("taking a signature off answers the requests that asked for it by name", () => {
  const ask = (id: number, name: string): OpenedRequest => {
    return { id, day: TODAY, mailed: true, waits: false, confirmed: false, why: null, who: { name } };
  };
  const taken = [opened(1, { typed: { fields: { name: "Maya Okello" } } })];
  assert.deepEqual(answeredBy([ask(1, "maya okello"), ask(2, "Li Wei")], taken), [1]);
});

test("what does not fit together is found: unreadable rows, entries, names", () => {
  const name = { words: "Maya", detail: "" };
  const shown = { appear: "public" as const, shownAs: "Maya" };
  const { tidying } = tidied([
    opened(1, { typed: null, why: "hash" }),
    opened(2, { entryFits: false }),
    opened(3, { state: "confirmed", name, typed: shown }),
    opened(4, { state: "confirmed", name, typed: { ...shown, shownAs: "M." } }),
    opened(5, { state: "confirmed", name, typed: { ...shown, appear: "counted" } }),
    opened(6, { state: "confirmed", answerWhy: "tag" }),
  ]);
  assert.deepEqual(
    [...tidying.findings.unreadable],
    [
      ["hash", [1]],
      ["answer: tag", [6]],
    ],
  );
  assert.deepEqual(tidying.findings.wrongEntry, [2]);
  assert.deepEqual(tidying.findings.wrongName, [4, 5]);
});

test("words are shown of whoever chose it, and of nobody else", () => {
  const of = (as: "person" | "organisation", typed: object) => {
    const { typed: all } = opened(1, { typed });
    assert.ok(all);
    return wordsOf(as, all);
  };
  const organisation = { organisation: "Union", position: "Chair" };
  assert.equal(of("person", { shownAs: "Maya" }), null);
  assert.equal(of("person", { shownAs: "Maya", appear: "addressee" }), null);
  assert.equal(of("person", { appear: "public" }), null);
  assert.deepEqual(of("person", { shownAs: "Maya", appear: "public" }), { words: "Maya", detail: "" });
  assert.deepEqual(of("organisation", { ...organisation, appear: "public" }), {
    words: "Union",
    detail: "Chair",
  });
  assert.deepEqual(of("organisation", { ...organisation, appear: "public", shownAs: "Li" }), {
    words: "Union",
    detail: "Li, Chair",
  });
  assert.equal(of("organisation", organisation), null);
});

test("names wait to be shown of rows that stand or gave no address, not of those that wait for their link", () => {
  const typed = { appear: "public" as const, shownAs: "Maya" };
  const { tidying } = tidied([
    opened(1, { typed }),
    opened(2, { typed: { ...typed, email: "maya@example.org" } }),
    opened(3, { state: "confirmed", typed: { ...typed, email: "li@example.org" } }),
    opened(4, { state: "confirmed", typed, name: { words: "Maya", detail: "" } }),
  ]);
  assert.deepEqual(
    tidying.unshown.map(({ id }) => id),
    [1, 3],
  );
});
