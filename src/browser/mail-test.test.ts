import { strict as assert } from "node:assert";
import { test } from "node:test";
import { sayAtDesk } from "../locales/desk.ts";
import { MAIL_FAULTS } from "../locales/mail-faults.ts";
import { sayMailTest } from "./mail-test.ts";

const t = sayAtDesk("fr");

test("a test mail that did not go is told by what it means, with what the mail server answered as a quotation", () => {
  const said = (fault: (typeof MAIL_FAULTS)[number] | null, why: string) =>
    sayMailTest(t, { to: "a@b.example", went: false, why, fault });
  const refused = said("sign_in", "EAUTH AUTH PLAIN 535");
  assert.match(refused, /n’accepte pas le nom et le mot de passe .* «\u202fEAUTH AUTH PLAIN 535\u202f»\.$/);
  const all = MAIL_FAULTS.map((fault) => said(fault, ""));
  assert.equal(new Set(all).size, MAIL_FAULTS.length);
  for (const one of all) assert.match(one, /^Le message n’est pas parti\u00a0: /);
  assert.equal(said(null, ""), "Le message n’est pas parti.");
});
