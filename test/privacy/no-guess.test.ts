// No guess: whoever has the disk and a list of 1,000 people of whom 500 signed tells them apart no better than a
// coin. The same thief does succeed against a store that leaks in one of the usual ways, each way for itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byHashing, byOpening, byRow, inTheClear } from "./guesses.ts";
import { byLength, byOrder } from "./guesses-by-shape.ts";
import { LEAKS } from "./leaks.ts";
import type { Loot } from "./loot.ts";
import { DATABASES } from "./networks.ts";
import { type Suspect, shuffled } from "./people.ts";
import { type Signed, signedNetwork } from "./signed-network.ts";

/** So many standard deviations come by chance once in 150,000 tries. */
const FAR = 4.5;

type Method = (
  loot: Loot,
  suspects: readonly Suspect[],
  everybody: readonly Suspect[],
) => number[] | Promise<number[]>;

const METHODS: Record<string, Method> = {
  "reading what lies in the clear": inTheClear,
  "hashing with every key": byHashing,
  "hashing with every row's salt": byRow,
  "opening with every key": byOpening,
  "how long rows are": byLength,
  "the order in which rows lie": (loot, suspects, everybody) => byOrder(everybody)(loot, suspects),
};

/** The first loot; the leaks are added to it. */
let stolen: Signed | undefined;

/** How many standard deviations a guess is from a coin's: it names those with the highest scores as signers. */
function distance(
  scores: readonly number[],
  suspects: readonly Suspect[],
  signers: ReadonlySet<Suspect>,
): number {
  const guessed = shuffled([...suspects.keys()])
    .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0))
    .slice(0, signers.size);
  const right = guessed.filter((at) => signers.has(suspects[at] as Suspect)).length;
  const [all, some] = [suspects.length, signers.size];
  const share = some / all;
  const deviation = Math.sqrt((some * share * (1 - share) * (all - some)) / (all - 1));
  return (right - some * share) / deviation;
}

/** Every method's distance, and that of all together. */
async function attack(signed: Signed): Promise<Map<string, number>> {
  const distances = new Map<string, number>();
  const together = signed.suspects.map(() => 0);
  for (const [name, method] of Object.entries(METHODS)) {
    const scores = await method(signed.loot, signed.suspects, signed.everybody);
    distances.set(name, distance(scores, signed.suspects, signed.signers));
    const most = Math.max(...scores.map(Math.abs), Number.MIN_VALUE);
    for (const [at, score] of scores.entries()) together[at] = (together[at] ?? 0) + score / most;
  }
  return distances.set("all together", distance(together, signed.suspects, signed.signers));
}

for (const database of DATABASES) {
  test(`everything of a network on ${database}, a day later, tells nobody from anybody else on the list`, async () => {
    const signed = await signedNetwork(database);
    checkStolen(signed);
    for (const [how, far] of await attack(signed)) {
      assert.ok(Math.abs(far) < FAR, `${how}: ${far.toFixed(1)} standard deviations from a coin`);
    }
    stolen ??= signed;
  });
}

function checkStolen({ loot, signers, typed }: Signed): void {
  assert.equal(loot.rows.length, signers.size + loot.names.length);
  assert.ok(loot.names.length >= 50, `only ${loot.names.length} names are public`);
  assert.ok(typed.size > 400, `only ${typed.size} rows are sealed`);
  assert.ok(
    loot.files.some(({ path }) => path.includes("links/")),
    "the keys of links are not there",
  );
}

for (const [leak, { by, spill }] of Object.entries(LEAKS)) {
  test(`the same thief succeeds where ${leak}`, async () => {
    assert.ok(stolen, "nothing was stolen");
    const method = METHODS[by] as Method;
    const scores = await method(await spill(stolen.loot, stolen.typed), stolen.suspects, stolen.everybody);
    const far = distance(scores, stolen.suspects, stolen.signers);
    assert.ok(far > FAR, `${by}: only ${far.toFixed(1)} standard deviations from a coin`);
  });
}
