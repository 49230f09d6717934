import { strict as assert } from "node:assert";
import { test } from "node:test";
import { sayAtDesk } from "../locales/desk.ts";
import { ApiRefused } from "../organisers/client.ts";
import { NumberDiffers } from "../organisers/holders/letting-in.ts";
import { NotOpened } from "../signing/opening/open-campaign.ts";
import { NotDone, sayError } from "./errors.ts";

const french = sayAtDesk("fr");
const refused = (more: { code?: string; values?: Record<string, string | number> }) =>
  sayError(french, new ApiRefused(409, "As it came.", more));

test("what is refused is said in the desk's language, with its numbers and names", () => {
  assert.match(sayError(french, new NumberDiffers()), /^Ce n’est pas le numéro des clés/);
  assert.match(refused({ code: "draft_unsigned", values: { slug: "harbour" } }), /^harbour est un brouillon/);
  const text = new NotOpened("text", "…", {
    code: "text_unreadable",
    values: { version: 2, slug: "harbour" },
  });
  assert.match(sayError(french, text), /la version 2 du texte de harbour/);
  const why = new ApiRefused(401, "…", { code: "words_do_not_fit" });
  assert.equal(
    sayError(french, new NotDone("Non.", why)),
    "Non. L’adresse et les mots ne vont pas ensemble.",
  );
});

test("a code that is not known, one without its values, and none are said as they came", () => {
  assert.equal(refused({}), "As it came.");
  assert.equal(refused({ code: "of_tomorrow" }), "As it came.");
  assert.equal(refused({ code: "toString" }), "As it came.");
  assert.equal(refused({ code: "draft_unsigned" }), "As it came.");
  assert.match(sayError(french, new ApiRefused(401, "Please sign in.")), /^Votre session est terminée/);
  const slow = new ApiRefused(429, "Too many.", { retryAfter: 90 });
  assert.match(sayError(french, slow), /trop d’essais.* 2 minutes/);
});
