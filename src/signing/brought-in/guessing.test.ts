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

test("what Google Forms asks as a question is known, in English, French, Spanish and Chinese", () => {
  const both = ["name", "email"];
  for (const head of [
    "Your full name|E-mail address",
    "What is your name?|What is your e-mail address?",
    "What’s your full name? *|Your email (required)",
    "Full name|E‑mail address",
    "Name (as it should appear)|Email Address",
    "Votre nom complet|Votre adresse e-mail",
    "Quel est votre nom ?|Quelle est votre adresse e-mail ? *",
    "Nom et prénom(s)|Votre courriel (facultatif)",
    "Comment vous appelez-vous ?|Indiquez votre adresse courriel",
    "¿Cuál es tu nombre?|¿Cuál es tu correo electrónico?",
    "¿Cómo te llamas?|Tu dirección de correo",
    "Su nombre completo:|Su correo electrónico",
    "您的姓名|您的電子郵件",
    "您的姓名是什麼？|請問您的電子信箱",
    "你叫什么名字？|你的邮箱（选填）",
  ])
    assert.deepEqual(guessed(head), both, head);
  assert.deepEqual(guessed("Votre prénom|Votre nom de famille|Your phone number|¿Cuál es tu ciudad?"), [
    ...["first", "last", "field:phone", "field:place"],
  ]);
  // What is asked about somebody else, or about a name, is not one's own.
  assert.deepEqual(guessed("What is your employer's name?|Your pet|Name of your street"), ["-", "-", "-"]);
});

test("what the form itself calls a field is known, and nothing is taken twice or unasked", () => {
  assert.deepEqual(guessed("Which shift do you work?:|Name|Full name|IBAN"), [
    "field:shift",
    "name",
    "-",
    "-",
  ]);
});
