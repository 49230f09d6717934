// Group commit as signing uses it, on both databases: whoever comes while one is under way goes into the next, and a
// row that the database refuses fails alone.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { openMemory } from "../../src/memory/memory.ts";
import type { Batch } from "../../src/memory/waiting.ts";
import { type Append, appendingSignatures } from "../../src/signing/form/appending.ts";
import { plaintextOf } from "../../src/signing/sealing.ts";
import type { SignAs } from "../../src/store/schema.ts";
import type { Store } from "../../src/store/store.ts";
import { hex } from "../../src/vault/bytes.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { PURPOSE } from "../../src/vault/row.ts";
import { movedClock } from "../moved-clock.ts";
import { onBoth } from "./both.ts";

const bytes = (length: number) => new Uint8Array(randomBytes(length));
const key = { campaign: bytes(16), epoch: 1, publicKey: await onNode.xwingPublic(bytes(32)) };

function item(name: string, { as = "person" as SignAs, email = "" } = {}): Append {
  const text = {
    v: 1,
    as,
    email,
    appear: "counted",
    follow: false,
    language: "en",
    text: 1,
    fields: { name },
  };
  const plaintext = plaintextOf(PURPOSE.signature, text, 512) ?? assert.fail();
  const mail = { to: email, same: email, range: "x", token: async (row: number) => `token-${row}` };
  return {
    ...{ key, purpose: PURPOSE.signature, plaintext, slug: "night-work", as, text: 1, language: "en" },
    check: bytes(32),
    mail: email === "" ? null : mail,
  };
}

/** Opens the queue of signing, and counts what it does. */
function open(store: Store, more: { given?: () => Promise<void> } = {}) {
  const did = { transactions: 0, encapsulated: 0, batches: [] as Batch[] };
  const clock = movedClock();
  const append = appendingSignatures({
    network: bytes(16),
    store: {
      ...store,
      write: (work) => {
        did.transactions++;
        return store.write(work);
      },
    },
    ids: { given: more.given ?? (async () => {}), stop: async () => {} },
    clock,
    primitives: {
      ...onNode,
      encapsulate: (...asked) => {
        did.encapsulated++;
        return onNode.encapsulate(...asked);
      },
    },
    memory: openMemory({ runDir: null, clock, primitives: onNode, limits: false }),
    queue: (batch) => did.batches.push(batch),
  });
  return { append, did };
}

const stored = (store: Store) =>
  store.read
    .selectFrom("signatures")
    .innerJoin("envelopes", "envelopes.id", "signatures.envelope")
    .select(["signatures.id", "row", "sealed_hash", "bytes"])
    .orderBy("signatures.id")
    .execute();

/** Makes the database refuse every organisation. */
async function refuseOrganisations(store: Store): Promise<void> {
  await store.write(async (tx) => {
    if (store.kind === "sqlite") {
      await sql`create trigger no_one before insert on signatures when new."as" = 'organisation'
        begin select raise(abort, 'refused here'); end`.execute(tx);
      return;
    }
    await sql`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'refused here'; end $$`.execute(tx);
    await sql`create trigger no_one before insert on signatures for each row
      when (new."as" = 'organisation') execute function refuse()`.execute(tx);
  });
}

onBoth("a hundred who come at once share a commit and an envelope", async ({ store }) => {
  const { append, did } = open(store);
  const ids = await Promise.all(Array.from({ length: 100 }, (_, at) => append.add(item(`Person ${at}`))));
  assert.equal(new Set(ids).size, 100);
  assert.deepEqual([did.transactions, did.encapsulated], [1, 1]);
  assert.equal((await store.read.selectFrom("envelopes").select("id").execute()).length, 1);
});

onBoth("who comes while a commit is under way goes into the next, together", async ({ store }) => {
  const { append, did } = open(store);
  const first = append.add(item("First"));
  const begun = Promise.withResolvers<void>();
  // Somebody holds the database, so that the first commit is under way for a while.
  const held = store.write(() => begun.promise);
  await new Promise((turn) => setTimeout(turn, 20));
  const later = Array.from({ length: 30 }, (_, at) => append.add(item(`Later ${at}`)));
  begun.resolve();
  await Promise.all([held, first, ...later]);
  assert.equal(did.transactions, 2);
});

onBoth(
  "rows that the database refuses fail alone; the others keep the bytes they were sealed with",
  async (on) => {
    const { store } = on;
    await refuseOrganisations(store);
    const { append, did } = open(store);
    const items = Array.from({ length: 64 }, (_, at) =>
      item(`Signer ${at}`, {
        as: at === 5 || at === 40 ? "organisation" : "person",
        email: at % 2 ? `s${at}@post.example` : "",
      }),
    );
    const answers = await Promise.allSettled(items.map(append.add));
    for (const [at, answer] of answers.entries()) {
      const refused = items[at]?.as === "organisation";
      assert.equal(answer.status, refused ? "rejected" : "fulfilled", `signer ${at}`);
      if (answer.status === "rejected") assert.match(String(answer.reason), /refused here/);
    }
    const rows = await stored(store);
    const good = items.filter(({ as }) => as === "person");
    assert.deepEqual(
      rows.map(({ row }) => hex(row ?? new Uint8Array())).sort(),
      good.map(({ sealed }) => hex(sealed?.row ?? new Uint8Array())).sort(),
      "each once, byte for byte as it was sealed first",
    );
    assert.equal(did.encapsulated, 1, "nothing was sealed again");
    for (const { row, sealed_hash, bytes: envelope } of rows) {
      const hash = onNode.sha256(onNode.sha256(envelope), row ?? new Uint8Array());
      assert.equal(hex(sealed_hash), hex(hash), "each beside the envelope that it was sealed with");
    }
    assert.ok(did.transactions <= 1 + 2 * 2 * 6, `${did.transactions} transactions for two bad rows of 64`);
    const mailed = did.batches.flatMap(({ mails }) => mails.map(({ to }) => to));
    assert.deepEqual(
      mailed.sort(),
      good.flatMap(({ mail }) => mail?.to ?? []).sort(),
      "each mail once, none for who was refused",
    );
  },
);

onBoth(
  "ids that cannot be written down ahead are told to nobody, and nothing is appended twice",
  async (on) => {
    const given = async () => {
      throw new Error("the disk is full");
    };
    const { append, did } = open(on.store, { given });
    const answers = await Promise.allSettled(["Maya", "Li", "Noor"].map((name) => append.add(item(name))));
    assert.ok(answers.every(({ status }) => status === "rejected"));
    assert.equal((await stored(on.store)).length, 3);
    assert.deepEqual(did.batches, []);
  },
);

onBoth(
  "with the mails of a commit its other rows are marked, so that the mark tells nothing",
  async ({ store }) => {
    const { append, did } = open(store);
    await Promise.all([append.add(item("Maya")), append.add(item("Li", { email: "li@post.example" }))]);
    const marks = () => store.read.selectFrom("signatures").select("mailed").orderBy("id").execute();
    assert.deepEqual(
      (await marks()).map(({ mailed }) => mailed),
      [0, 0],
    );
    assert.deepEqual(
      did.batches.map(({ plain, mails }) => [plain, mails.map(({ row }) => row)]),
      [[[1], [2]]],
    );
    await append.add(item("Noor"));
    assert.deepEqual(
      (await marks()).map(({ mailed }) => mailed),
      [0, 0, 1],
    );
  },
);
