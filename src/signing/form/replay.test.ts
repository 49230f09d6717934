// A double click loses no code and counts nobody twice; and the memory of it stays small.
import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../../vault/bytes.ts";
import { onNode as primitives } from "../../vault/on-node.ts";
import { openReplay } from "./replay.ts";

const MINUTE = 60_000;

function opened() {
  let now = 1_000_000;
  const clock = { now: () => now, day: () => 0, hour: () => 0 };
  const replay = openReplay<string>({ clock, primitives }, 10 * MINUTE);
  let acts = 0;
  const send = (sent: string, remember = true) =>
    replay.once([utf8(sent)], async (r) => {
      acts++;
      await new Promise((turn) => setImmediate(turn));
      assert.equal(r.length, 16);
      return { answer: `${sent} ${acts}`, remember };
    });
  return { send, acts: () => acts, wait: (ms: number) => (now += ms) };
}

test("the same form sent twice is acted on once and shows the same code, also when both come at once", async () => {
  const { send, acts } = opened();
  const [one, other] = await Promise.all([send("maya"), send("maya")]);
  const later = await send("maya");
  assert.equal(acts(), 1);
  assert.deepEqual(other, one);
  assert.deepEqual(later, one);
});

test("two people have two codes", async () => {
  const { send, acts } = opened();
  const maya = await send("maya");
  const amina = await send("amina");
  assert.equal(acts(), 2);
  assert.notDeepEqual(maya.r, amina.r);
});

test("a form that came back to be mended is judged anew", async () => {
  const { send, acts } = opened();
  await send("maya", false);
  await send("maya", false);
  assert.equal(acts(), 2);
});

test("what failed is tried again", async () => {
  const { send } = opened();
  const replay = openReplay<string>(
    { clock: { now: () => 0, day: () => 0, hour: () => 0 }, primitives },
    MINUTE,
  );
  await assert.rejects(
    replay.once([utf8("x")], () => Promise.reject(new Error("disk full"))),
    /disk full/,
  );
  assert.equal(
    (await replay.once([utf8("x")], async () => ({ answer: "done", remember: true }))).answer,
    "done",
  );
  assert.equal((await send("x")).answer, "x 1");
});

test("after ten minutes nothing of it is left, and what comes then has a code of its own", async () => {
  const { send, acts, wait } = opened();
  const first = await send("maya");
  wait(10 * MINUTE);
  const later = await send("maya");
  assert.equal(acts(), 2);
  assert.notDeepEqual(later.r, first.r);
});

test("what takes longer than it is remembered is not done a second time meanwhile", async () => {
  let now = 0;
  const clock = { now: () => now, day: () => 0, hour: () => 0 };
  const replay = openReplay<number>({ clock, primitives }, MINUTE);
  const slow = Promise.withResolvers<void>();
  let acts = 0;
  const send = () =>
    replay.once([utf8("maya")], async () => {
      acts++;
      await slow.promise;
      return { answer: acts, remember: true };
    });
  const first = send();
  now = 2 * MINUTE;
  const second = send();
  slow.resolve();
  assert.deepEqual(await second, await first);
  assert.equal(acts, 1);
});
