import assert from "node:assert/strict";
import { test } from "node:test";
import { campaignFile } from "../../../test/desk-network.ts";
import { readCampaign } from "../../campaigns/file/translations.ts";
import { guessTargets } from "./guessing.ts";

const read = readCampaign([
  {
    name: "night.md",
    text: campaignFile({
      actions: `  - sign:
      as: [person, organisation]
      fields: [name, organisation, { id: phone, optional: true }, { id: region, optional: true }, { id: place, optional: true }, { id: postal_code, optional: true }, { id: comment, optional: true }, { id: shift, label: "Which shift do you work?", type: text, optional: true }]`,
    }),
  },
]);
assert.ok(read.ok);
const text = read.campaign;
const guessed = (head: string) => guessTargets(head.split("|"), text).map((target) => target ?? "-");

test("the heads of Action Network, Change.org and Google Forms are known in the languages in which they come", () => {
  assert.deepEqual(guessed("first_name|last_name|email|can2_phone|city|state|zip_code|country|created_at"), [
    ...[
      "first",
      "last",
      "email",
      "field:phone",
      "field:place",
      "field:region",
      "field:postal_code",
      "-",
      "-",
    ],
  ]);
  assert.deepEqual(guessed("Name|City|State|Postal Code|Country|Signed On"), [
    ...["name", "field:place", "field:region", "field:postal_code", "-", "-"],
  ]);
  assert.deepEqual(guessed("Prénom|Nom de famille|Ville|Code postal|Pays"), [
    ...["first", "last", "field:place", "field:postal_code", "-"],
  ]);
  assert.deepEqual(guessed("Horodateur|Adresse e-mail|Nom complet *|Téléphone"), [
    ...["-", "email", "name", "field:phone"],
  ]);
  assert.deepEqual(guessed("Nom|Ville|Pays"), ["last", "field:place", "-"]);
  assert.deepEqual(guessed("Vorname|Name|Stadt"), ["first", "last", "field:place"]);
  assert.deepEqual(guessed("Marca temporal|Dirección de correo electrónico|Nombre completo"), [
    ...["-", "email", "name"],
  ]);
  assert.deepEqual(guessed("時間戳記|電子郵件地址|姓名|電話"), ["-", "email", "name", "field:phone"]);
  assert.deepEqual(guessed("时间戳记|电子邮件地址|姓名"), ["-", "email", "name"]);
  assert.deepEqual(guessed("ประทับเวลา|ที่อยู่อีเมล|ชื่อ-นามสกุล"), ["-", "email", "name"]);
});

test("what the form itself calls a field is known, and nothing is taken twice or unasked", () => {
  assert.deepEqual(guessed("Which shift do you work?:|Name|Full name|IBAN"), [
    "field:shift",
    "name",
    "-",
    "-",
  ]);
});
