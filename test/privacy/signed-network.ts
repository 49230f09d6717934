// A network that 500 of 1,000 people signed, in every way in which one can: with and without an address, confirmed,
// accepted, left to wait, taken off, shown by name. Stolen a day later by somebody who knows the 1,000.
import assert from "node:assert/strict";
import { type Loot, steal } from "./loot.ts";
import { type Database, type Held, holderOf, openHeld, SLUG } from "./networks.ts";
import { makeRoster, type Suspect, shuffled } from "./people.ts";
import { talkativePostgres } from "./talkative-postgres.ts";

export interface Signed {
  loot: Loot;
  everybody: Suspect[];
  /** Those whose names are not public: to be told apart. */
  suspects: Suspect[];
  /** Those of the suspects who signed. */
  signers: Set<Suspect>;
  /** Who signed which row that is still sealed. Nobody but the test knows. */
  typed: Map<number, Suspect>;
}

const PEOPLE = 1_000;
const AT_ONCE = 16;

/** Does something for each, some at a time. */
async function forAll<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...list];
  const worker = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Makes one, steals it, and removes it. */
export async function signedNetwork(kind: Database): Promise<Signed> {
  const cluster = kind === "postgres" ? await talkativePostgres() : null;
  const here = await openHeld("sqlite", cluster ? { database: { kind: "postgres", url: cluster.url } } : {});
  try {
    const everybody = makeRoster(PEOPLE);
    const some = shuffled(everybody).slice(0, PEOPLE / 2);
    const shown = some.slice(0, 150);
    await signAll(here, some, new Set(shown));
    here.clock.move({ days: 1 });
    await here.restart();
    const typed = await whoSigned(here, everybody);
    await cluster?.run("CHECKPOINT");
    const loot = await steal(here.settings, cluster);
    const shownToAll = new Set(shown);
    const suspects = everybody.filter((person) => !shownToAll.has(person));
    const signers = new Set(some.filter((person) => !shownToAll.has(person)));
    return { loot, everybody, suspects, signers, typed };
  } finally {
    await here.end();
    await cluster?.stop();
  }
}

async function signAll(here: Held, some: readonly Suspect[], shown: ReadonlySet<Suspect>): Promise<void> {
  const holder = holderOf(here);
  const sign = async ({ name, phone, email, position }: Suspect, more: Record<string, string> = {}) => {
    const fields = { as: "person", name, phone, position, email, appear: "counted", ...more };
    const { status, code } = await here.sign(SLUG, fields);
    assert.equal(status, 200, `${name} could not sign`);
    return code ?? "";
  };
  const part = (from: number, to: number) => some.slice(from, to);
  const [byMail, accepted, gone, late] = [part(0, 300), part(300, 400), part(400, 440), part(440, 500)];
  const codes: string[] = [];
  await forAll(shuffled([...byMail, ...accepted, ...gone]), async (person) => {
    if (shown.has(person)) await sign(person, { appear: "public", shown_as: person.name });
    else if (byMail.includes(person)) await sign(person);
    else if (accepted.includes(person)) await sign(person, { email: "" });
    else codes.push(await sign(person, { email: "" }));
  });
  await forAll(codes, (code) => here.mine(SLUG, { do: "take-off", code }));
  // The first 200 follow their links; the other 100 never do.
  const following = new Map(part(0, 200).map((person) => [person.email.toLowerCase(), person]));
  await forAll(await allMails(here, byMail.length), async ({ to, link }) => {
    const person = following.get(to.toLowerCase());
    if (!person) return;
    const appear = shown.has(person) ? "public" : "counted";
    assert.equal(await here.confirm(link, { appear }), 200);
  });
  const words = await holder.acceptAllAndShow();
  assert.equal(words.length, shown.size);
  await here.network.publish();
  await forAll(shuffled(late), (person) => sign(person, late.indexOf(person) % 2 === 0 ? { email: "" } : {}));
  // Asking to be taken off says nothing either: those who signed ask, and those who did not.
  await forAll(part(180, 200), ({ email }) => here.mine(SLUG, { do: "ask", email }));
}

async function allMails(here: Held, many: number) {
  for (;;) {
    const mails = await here.mails();
    if (mails.length >= many) return mails;
    await new Promise((turn) => setTimeout(turn, 50));
  }
}

async function whoSigned(here: Held, everybody: readonly Suspect[]): Promise<Map<number, Suspect>> {
  const byName = new Map(everybody.map((person) => [person.name, person]));
  const typed = new Map<number, Suspect>();
  for (const row of await holderOf(here).rows()) {
    const person = byName.get(String(row.typed?.fields.name ?? "").normalize("NFC"));
    assert.ok(person, `row ${row.id} opens to nobody on the list (${row.why})`);
    typed.set(row.id, person);
  }
  return typed;
}
