import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { groupCommit } from "./group-commit.ts";

/** A commit that keeps what it was given, and ends when it is let. */
function held() {
  const groups: number[][] = [];
  const ends: (() => void)[] = [];
  const commit = async (items: number[]) => {
    groups.push(items);
    await new Promise<void>((end) => ends.push(end));
    return items.map((item) => item * 10);
  };
  const release = async () => {
    ends.shift()?.();
    for (let turns = 0; turns < 3; turns++) await turn();
  };
  return { groups, commit, release };
}

test("what arrives while a commit is under way goes into the next one", async () => {
  const { groups, commit, release } = held();
  const queue = groupCommit(commit);
  const first = [1, 2].map(queue.add);
  await turn();
  await turn();
  const later = [3, 4, 5].map(queue.add);
  assert.deepEqual(groups, [[1, 2]]);
  assert.equal(queue.waiting(), 3);
  await release();
  assert.deepEqual(groups, [
    [1, 2],
    [3, 4, 5],
  ]);
  await release();
  assert.deepEqual(await Promise.all([...first, ...later]), [10, 20, 30, 40, 50]);
});

test("nobody is answered before the commit that holds their own item", async () => {
  const { commit, release } = held();
  const queue = groupCommit(commit);
  const answered: number[] = [];
  void queue.add(1).then((answer) => answered.push(answer));
  await turn();
  await turn();
  void queue.add(2).then((answer) => answered.push(answer));
  await turn();
  assert.deepEqual(answered, []);
  await release();
  assert.deepEqual(answered, [10]);
  await release();
  assert.deepEqual(answered, [10, 20]);
});

test("a group holds no more than it may", async () => {
  const sizes: number[] = [];
  const queue = groupCommit(async (items: number[]) => {
    sizes.push(items.length);
    return items;
  }, 4);
  await Promise.all(Array.from({ length: 10 }, (_, at) => queue.add(at)));
  assert.deepEqual(sizes, [4, 4, 2]);
});

test("bad items fail alone, whatever stands beside them, and each good one is committed once", async () => {
  const items = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
  const property = fc.asyncProperty(items, fc.integer({ min: 1, max: 16 }), async (bad, most) => {
    const committed: number[] = [];
    const queue = groupCommit(async (group: number[]) => {
      const first = group.find((at) => bad[at]);
      if (first !== undefined) throw new Error(`bad ${first}`);
      committed.push(...group);
      return group.map((at) => `kept ${at}`);
    }, most);
    const results = await Promise.allSettled(bad.map((_, at) => queue.add(at)));
    for (const [at, result] of results.entries()) {
      if (bad[at]) assert.ok(result.status === "rejected" && result.reason.message === `bad ${at}`);
      else assert.deepEqual(result, { status: "fulfilled", value: `kept ${at}` });
    }
    assert.deepEqual(
      committed,
      [...bad.keys()].filter((at) => !bad[at]),
    );
  });
  await fc.assert(property, { numRuns: 100 });
});

test("halves of a group that failed are given the very same items", async () => {
  const seen = new Map<string, Set<object>>();
  const queue = groupCommit(async (group: { name: string }[]) => {
    for (const item of group) seen.set(item.name, (seen.get(item.name) ?? new Set()).add(item));
    if (group.some(({ name }) => name === "c")) throw new Error("no");
    return group;
  });
  await Promise.allSettled(["a", "b", "c", "d"].map((name) => queue.add({ name })));
  assert.deepEqual(
    [...seen.values()].map((objects) => objects.size),
    [1, 1, 1, 1],
  );
});

test("what was committed is not committed again when something after it fails", async () => {
  const committed: number[] = [];
  const queue = groupCommit(async (group: number[]) => {
    committed.push(...group);
    const after = async () => {
      throw new Error("the folder is full");
    };
    return { answers: group, after };
  });
  const results = await Promise.allSettled([1, 2, 3].map(queue.add));
  assert.deepEqual(committed, [1, 2, 3]);
  assert.ok(results.every((result) => result.status === "rejected"));
});

test("a group that failed does not stop the next, and idle waits for all of it", async () => {
  const queue = groupCommit(async (group: number[]) => {
    await turn();
    if (group.includes(1)) throw new Error("no");
    return group;
  });
  await assert.rejects(queue.add(1));
  let answered = 0;
  void queue.add(2).then(() => answered++);
  await queue.idle();
  assert.equal(answered, 1);
  assert.equal(queue.waiting(), 0);
});
