import assert from "node:assert/strict";
import { test } from "node:test";
import { hex } from "../../vault/bytes.ts";
import { agreesWithChain } from "./agreeing.ts";
import type { Person, Team } from "./team.ts";

const id = (first: number) => new Uint8Array(16).fill(first);
const person = (first: number, role: Person["role"] = "key_holder"): Person => ({
  ...{ id: id(first), name: `${first}`, email: "", organisation: "", role },
  ...{ tested: true, since: 1, opened: null },
});
const standing = (...all: number[]) => new Map(all.map((one) => [hex(id(one)), {} as never]));
const chain = { holders: standing(1, 2), sheets: standing(9) };
const told = (people: Person[], envelope = true): Team => ({ people, envelope });

test("the team as the network tells it is that of the chain, or it is said", () => {
  const all = [person(1), person(2), person(3, "organiser")];
  assert.equal(agreesWithChain(chain, told(all)), true);
  assert.equal(agreesWithChain(chain, told([person(1)])), false, "somebody who can open is hidden");
  assert.equal(
    agreesWithChain(chain, told([person(1), person(2, "organiser")])),
    false,
    "somebody who can open is called an organiser",
  );
  assert.equal(agreesWithChain(chain, told([...all, person(4)])), false, "somebody is made up");
  assert.equal(agreesWithChain(chain, told([person(1), person(1)])), false, "one stands for two");
  assert.equal(agreesWithChain(chain, told(all, false)), false, "the envelope is hidden");
  assert.equal(agreesWithChain({ ...chain, sheets: standing() }, told(all)), false, "an envelope is made up");
});
