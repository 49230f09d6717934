// Somebody who knows an address or tries codes learns nothing from the answers: status, bytes, mail and time are
// those of an address and a code that nobody has.
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { codeOf } from "../../src/vault/code.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { type Running, startNetwork, until } from "../running.ts";
import { type Answer, codeOn, confirm, formsOf, get, post, sign } from "../signer.ts";

const SLUG = "work-without-fear";
const KNOWN = "maya@example.org";
let network: Running;
let hidden: Record<string, string>;
let code: string;

before(async () => {
  network = await startNetwork();
  await network.begin();
  await network.cli("publish", network.url, "samples/declaration.md", "--words-file", network.words);
  hidden = formsOf((await get(`${network.url}/${SLUG}/sign`)).body)[0]?.hidden ?? {};
  await sign(network.url, SLUG, { name: "Maya", email: KNOWN });
  const mail = await until("the mail", async () => (await network.mails())[0]);
  code = codeOn((await confirm(mail.link)).body) ?? "";
  assert.ok(code);
});
after(() => network.end());

// Another name each time: the very same bytes would get the very same answer, and at once.
const signWith = (email: string) =>
  post(`${network.url}/${SLUG}/sign`, { ...hidden, name: `Somebody ${randomUUID()}`, email });
const mine = (fields: Record<string, string>) => post(`${network.url}/${SLUG}/mine`, fields);
const unknownCode = () => codeOf(onNode, randomBytes(16));
const unknown = () => `${randomUUID()}@example.org`;

/** What an answer shows but for the hour. */
function shown({ status, body, headers }: Answer) {
  const said = [...headers].filter(([name]) => name !== "date").sort();
  return { status, body, said };
}

/**
 * How often one kind of call takes longer than the other, over interleaved pairs in random order: one half when
 * nothing can be told (a sign test).
 */
async function slower(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
  pairs: number,
): Promise<number> {
  const time = async (call: () => Promise<unknown>) => {
    const start = performance.now();
    await call();
    return performance.now() - start;
  };
  let longer = 0;
  for (let at = 0; at < pairs; at++) {
    const first = Math.random() < 0.5;
    const a = first ? await time(one) : 0;
    const b = await time(other);
    const took = first ? a : await time(one);
    if (took > b) longer++;
  }
  return longer / pairs;
}

/** Five standard deviations of a fair coin: a test of a promise that holds fails once in some million runs. */
const within = (pairs: number) => 5 * Math.sqrt(0.25 / pairs);

test("signing again with a known address is answered, mailed and timed like the first time with an unknown one", async () => {
  const [known, first] = [await signWith(KNOWN), await signWith(unknown())];
  assert.deepEqual(shown(known), shown(first));
  const mails = await until("both mails", async () => {
    const all = await network.mails();
    return all.length >= 3 ? all : null;
  });
  const words = mails.map(({ subject, text, html, link }) => {
    const token = new URL(link).pathname;
    return [subject, text.replace(token, "/c/…"), html.replace(token, "/c/…")];
  });
  for (const one of words) assert.deepEqual(one, words[0]);

  const pairs = 120;
  const share = await slower(
    () => signWith(KNOWN),
    () => signWith(unknown()),
    pairs,
  );
  assert.ok(Math.abs(share - 0.5) < within(pairs), `known is slower in ${share} of the pairs`);
});

test("a code that somebody has is looked up like one that nobody has; no code is repeated", async () => {
  const pairs = 150;
  const wrong = unknownCode();
  const known = await mine({ code, do: "look" });
  const other = await mine({ code: wrong, do: "look" });
  assert.deepEqual([known.status, other.status], [200, 200]);
  for (const { body } of [known, other]) assert.ok(!body.includes(code) && !body.includes(wrong));
  const share = await slower(
    () => mine({ code, do: "look" }),
    () => mine({ code: unknownCode(), do: "look" }),
    pairs,
  );
  assert.ok(Math.abs(share - 0.5) < within(pairs), `a known code is slower in ${share} of the pairs`);
});

test("a wrong checksum, a code of nobody, and one whose signature left get the very same answer", async () => {
  const answer = await sign(network.url, SLUG, { name: "Leaves" });
  const gone = codeOn(answer.body) ?? "";
  assert.equal((await mine({ code: gone, do: "take-off" })).status, 200);
  const answers = [gone, unknownCode(), "nonsense", `${gone.slice(0, -1)}${gone.endsWith("0") ? "1" : "0"}`];
  const [first, ...others] = await Promise.all(answers.map((typed) => mine({ code: typed, do: "look" })));
  assert.ok(first);
  for (const other of others) assert.deepEqual(shown(other), shown(first));
});

test("asking to be taken off is answered the same for names and addresses that are known and that are not", async () => {
  const byName = [await mine({ do: "ask", name: "Maya" }), await mine({ do: "ask", name: "Nobody At All" })];
  assert.deepEqual(shown(byName[0] as Answer), shown(byName[1] as Answer));
  const byMail = [await mine({ do: "ask", email: KNOWN }), await mine({ do: "ask", email: unknown() })];
  assert.deepEqual(shown(byMail[0] as Answer), shown(byMail[1] as Answer));
});
