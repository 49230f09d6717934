// What two people do at the same moment, on PostgreSQL, where transactions could run side by side: whoever lowers how
// they appear, or leaves, wins over whoever shows or counts them meanwhile.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import pg from "pg";
import { until } from "../running.ts";
import { countIn, type Held, holderOf, openHeld, SLUG } from "./networks.ts";

let here: Held;
let code: string;
/** Makes every such change take its time. */
const slow = async (change: string, when = "true") => {
  const client = new pg.Client(here.database?.url);
  await client.connect();
  await client.query(
    "create or replace function slowly() returns trigger as $$ begin perform pg_sleep(0.6); return new; end $$ language plpgsql",
  );
  await client.query(
    `create trigger slowly before ${change} for each row when (${when}) execute function slowly()`,
  );
  await client.end();
};
/** @returns when something has begun that takes its time */
const inTheMiddle = () =>
  until("something that takes its time", async () => {
    const client = new pg.Client(here.database?.url);
    await client.connect();
    const asked =
      "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
    const { rowCount } = await client.query(asked);
    await client.end();
    return rowCount === 1;
  });

beforeEach(async () => {
  here = await openHeld("postgres", { publishEvery: 1_440 });
  const fields = { as: "person", name: "Maya Okello", email: "", appear: "public", shown_as: "Maya O." };
  code = (await here.sign(SLUG, fields)).code ?? "";
});
afterEach(() => here.end());

const namesKept = async () => (await here.store.read.selectFrom("names").select("words").execute()).length;

for (const [how, fields] of [
  ["lowers how they appear", { do: "appear", appear: "counted" }],
  ["leaves", { do: "take-off" }],
] as const) {
  test(`whoever ${how} while a holder shows their name is not shown`, async () => {
    const holder = holderOf(here);
    await holder.accept([1]);
    await slow("insert on names");
    const showing = holder.acceptAllAndShow();
    await inTheMiddle();
    const done = here.mine(SLUG, { ...fields, code });
    assert.equal(await done, 200);
    await showing;
    assert.equal(await namesKept(), 0);
  });
}

test("whoever leaves while a lot is numbered is not counted after the next", async () => {
  const holder = holderOf(here);
  await holder.accept([1]);
  here.clock.move({ days: 1, minutes: 60 });
  await slow("insert on lots");
  const lot = here.network.publish();
  await inTheMiddle();
  assert.equal(await here.mine(SLUG, { do: "take-off", code }), 200);
  await lot;
  here.clock.move({ days: 1, minutes: 60 });
  await here.network.publish();
  assert.equal((await countIn(here)).total, 0);
});

test("whoever leaves while others are numbered is not forgotten in the next lot", async () => {
  const holder = holderOf(here);
  const aDay = () => here.clock.move({ days: 1, minutes: 60 });
  await holder.accept([1]);
  aDay();
  await here.network.publish();
  await here.sign(SLUG, { as: "person", name: "Li Wei", email: "", appear: "counted" });
  await holder.accept([2]);
  aDay();
  await slow("update on campaigns", "new.lot <> old.lot");
  const lot = here.network.publish();
  await inTheMiddle();
  assert.equal(await here.mine(SLUG, { do: "take-off", code }), 200);
  await lot;
  assert.equal((await countIn(here)).total, 2);
  aDay();
  await here.network.publish();
  assert.equal((await countIn(here)).total, 1);
});
