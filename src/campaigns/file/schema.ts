// The campaign file's front matter as one zod schema: what an original may say and what a translation may
// say. The messages say what is allowed. What needs two values at once is in rules.ts.
import { z } from "zod";
import { KNOWN_FIELD_IDS } from "../form/known-fields.ts";
import { Attend, AttendWords, Letter, LetterWords, Memorial, MemorialWords } from "./later-rooms.ts";
import {
  block,
  colour,
  count,
  day,
  email,
  fieldId,
  language,
  line,
  lines,
  list,
  listOf,
  oneOf,
  phone,
  pictureFile,
  slug,
  web,
  yesOrNo,
} from "./values.ts";

/** A form has at most this many fields. */
const MOST_FIELDS = 40;
const MOST_OPTIONS = 300;

const options = list(line(200), "options", MOST_OPTIONS);

const Field = block(
  {
    id: fieldId,
    label: line(300).optional(),
    hint: line(500).optional(),
    type: oneOf(["text", "long", "choice", "choices"]).optional(),
    options: options.optional(),
    for: oneOf(["both", "person", "organisation"]).optional(),
    optional: yesOrNo.optional(),
  },
  "field",
);

const Sign = block({
  as: listOf(["person", "organisation"]).optional(),
  email: oneOf(["optional", "required", "none"]).optional(),
  appear: listOf(["counted", "addressee", "public"]).optional(),
  // value-mistakes.ts relies on the order: a word first, a block second.
  fields: list(z.union([oneOf(KNOWN_FIELD_IDS), Field]), "fields", MOST_FIELDS).optional(),
  follow: oneOf(["ask", "off"]).optional(),
});

const Share = block({ text: lines(1_000).optional() }, "share");
const Link = block({ label: line(200), url: web });

const oneAction = { minProperties: 1, maxProperties: 1 };

const Action = block(
  {
    sign: Sign.optional(),
    share: Share.optional(),
    link: Link.optional(),
    letter: Letter.optional(),
    attend: Attend.optional(),
    memorial: Memorial.optional(),
  },
  "action",
).meta(oneAction);

const ways = { email: email.optional(), phone: phone.optional(), url: web.optional() };
const Demand = block({ title: line(300).optional(), text: lines(2_000).optional() }, "call");
const demands = list(Demand, "calls");

const everyone = {
  slug,
  language,
  summary: lines(1_000).optional(),
  opposition: lines(2_000).optional(),
  demands_heading: line(300).optional(),
  demands: demands.optional(),
};

/** The file with `kind`: what every language shares, and the words of its own. */
export const Original = block({
  ...everyone,
  kind: oneOf(["declaration", "petition", "open-letter", "alert", "gathering"]),
  title: line(300),
  plain_name: line(60),
  accent: colour.optional(),
  hosts: list(block({ name: line(200), url: web.optional() }, "host"), "hosts", 50),
  contact: block({ name: line(200), ...ways }),
  press: block({ name: line(200), ...ways }).optional(),
  target: block({
    name: line(200),
    role: line(200).optional(),
    organisation: line(200).optional(),
    email: email.optional(),
  }).optional(),
  decision: block({ what: line(500), on: day, by: line(200).optional() }).optional(),
  opens: day.optional(),
  closes: day.optional(),
  keep_until: day.optional(),
  picture: block({ file: pictureFile, alt: line(500), credit: line(200) }).optional(),
  founders: list(line(200), "names", 500).optional(),
  brought_in: list(
    block({ label: line(200), people: count.optional(), organisations: count.optional() }, "brought"),
    "brought",
    20,
  ).optional(),
  actions: list(Action, "actions", 20),
  comments: oneOf(["off", "moderated"]).optional(),
});

const FieldWords = block(
  { id: fieldId, label: line(300).optional(), hint: line(500).optional(), options: options.optional() },
  "field_words",
);

const ActionWords = block(
  {
    sign: block({ fields: list(FieldWords, "fields", MOST_FIELDS).optional() }).optional(),
    share: Share.optional(),
    link: block({ label: line(200).optional(), url: web.optional() }).optional(),
    letter: LetterWords.optional(),
    attend: AttendWords.optional(),
    memorial: MemorialWords.optional(),
  },
  "action_words",
).meta(oneAction);

/** A file without `kind`: the same campaign's words in another language. */
export const Translation = block({
  ...everyone,
  title: line(300).optional(),
  plain_name: line(60).optional(),
  hosts: list(block({ name: line(200) }, "host"), "hosts", 50).optional(),
  contact: block({ name: line(200).optional(), ...ways }).optional(),
  press: block({ name: line(200).optional(), ...ways }).optional(),
  target: block({
    name: line(200).optional(),
    role: line(200).optional(),
    organisation: line(200).optional(),
  }).optional(),
  decision: block({ what: line(500).optional(), by: line(200).optional() }).optional(),
  picture: block({ alt: line(500).optional(), credit: line(200).optional() }).optional(),
  founders: list(line(200), "names", 500).optional(),
  brought_in: list(block({ label: line(200) }, "label"), "labels", 20).optional(),
  actions: list(ActionWords, "actions", 20).optional(),
});

/** The whole format. */
export const CampaignFileSchema = z.union([Original, Translation]);

export type OriginalData = z.infer<typeof Original>;
export type TranslationData = z.infer<typeof Translation>;
export type SignData = z.infer<typeof Sign>;
export type FieldData = z.infer<typeof Field>;

/** Keys that only an original has: a file with one of them and no `kind` has forgotten it. */
export const ORIGINAL_ONLY: readonly string[] = Object.keys(Original.shape).filter(
  (key) => !(key in Translation.shape),
);
