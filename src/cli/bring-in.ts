// `undersigned bring-in`: brings in a list that was collected elsewhere. It is sealed on this computer and counted apart,
// under a label. The same reading, mapping and sending as the desk's.
import { readFile as readBytes } from "node:fs/promises";
import { bringIn } from "../signing/brought-in/bringing.ts";
import { type FileWhy, readFile, type Table } from "../signing/brought-in/file.ts";
import { guessTargets, type Target } from "../signing/brought-in/guessing.ts";
import { type LineWhy, readList, type Wrong } from "../signing/brought-in/reading.ts";
import { SEPARATORS } from "../signing/exporting/exporting.ts";
import type { OpenCampaign } from "../signing/opening/open-campaign.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, openCampaign, readSignIn, SIGN_IN } from "./desk.ts";

export const help = `
undersigned bring-in URL SLUG FILE --label "from …" [--as organisation]
    [--column "HEAD=WHAT"]… [--language xx] [--separator comma|semicolon|tab]
    [--leave-wrong] [--check] --words-file F

Brings in a CSV that was collected elsewhere: everybody in it is sealed on this
computer, and counted apart: "412 people from Action Network, not checked by us".

  --label        what stands behind the number in public, such as "from Action Network"
  --as           what its lines are: person (default) or organisation
  --column       what a column is, where it is not guessed from its head: name, first,
                 last, email, agreed (to be named when the list is handed over), a
                 field of the form by its id, or nothing after = to leave it out
  --language     noted for everybody; the campaign's own unless told
  --leave-wrong  brings in the others when lines are wrong; without it nothing is
  --check        only says what would be brought in

A file is UTF-8 or UTF-16. Of each address the first line counts.`;

const OPTIONS = {
  ...SIGN_IN,
  label: { type: "string" },
  as: { type: "string" },
  column: { type: "string", multiple: true },
  language: { type: "string" },
  separator: { type: "string" },
  "leave-wrong": { type: "boolean" },
  check: { type: "boolean" },
} as const;

const FILE_WHY: Record<FileWhy, string> = {
  encoding: "is neither UTF-8 nor UTF-16. Save it as “CSV UTF-8”",
  empty: "has no lines under its head",
  workbook: "is a workbook. Save it as “CSV UTF-8”",
  quotes: "has a quotation mark that is not closed, or stands where none can",
  too_large: "has more than 64 MB. Cut it into several",
};

const LINE_WHY: Record<LineWhy, string> = {
  nobody: "nobody is named",
  email: "not an e-mail address",
  twice: "the same address stands further up",
  missing: "empty",
  too_long: "too long",
  url: "a web address where a name should be",
  leading: "a name that begins with = + - @",
  control: "control characters",
  not_offered: "not one of the form's choices",
  repeated: "given twice",
  unknown: "not asked by the form",
};

/** Brings in. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, slug] = [needed(words[0], "URL"), needed(words[1], "SLUG")];
  const path = needed(words[2], "FILE");
  const label = given.check ? (given.label ?? "") : needed(given.label, "--label");
  const as = given.as ?? "person";
  if (as !== "person" && as !== "organisation") throw new Mistake("--as is person or organisation.");
  const table = await readTable(path, given.separator);
  await atDesk(url, await readSignIn(given), async (desk) => {
    const campaign = await openCampaign(desk, slug);
    const text = campaign.texts.at(-1);
    if (!text?.sign)
      throw new Mistake(`${slug} asks for nothing: there is no form to which a list could fit.`);
    const columns = columnsOf(table, campaign, given.column ?? []);
    for (const [at, head] of table.head.entries()) tell(`  ${head} → ${columns[at] ?? "left out"}`);
    const language = given.language ?? text.languages[0] ?? "en";
    const { good, wrong } = readList(table, { columns, as, language }, text, campaign.texts.length);
    for (const one of wrong) tell(`${path}:${one.line}: ${sayWrong(one)}`);
    if (wrong.length > 0 && !given["leave-wrong"] && !given.check) {
      throw new Mistake(
        `${wrong.length} lines are wrong, and nothing was brought in. Mend them, or give --leave-wrong.`,
      );
    }
    if (good.length === 0) throw new Mistake("Nobody is left to be brought in.");
    if (given.check) return tell(`${good.length} would be brought in.`);
    const asked = { p: onNode, send: desk.client.send, chain: desk.chain, campaign, label, people: good };
    const id = await bringIn({ ...asked, tell: () => undefined });
    give(String(id));
    tell(`${good.length} brought in, ${label}. They are counted apart.`);
  });
}

async function readTable(path: string, typed: string | undefined): Promise<Table> {
  const separator = typed === undefined ? undefined : SEPARATORS[typed as keyof typeof SEPARATORS];
  if (typed !== undefined && separator === undefined) {
    throw new Mistake(`--separator cannot be ${typed}. Allowed: ${Object.keys(SEPARATORS).join(", ")}.`);
  }
  const bytes = await readBytes(path).catch((error: Error) => {
    throw new Mistake(`${path} cannot be read: ${error.message}`);
  });
  const read = readFile(bytes, separator);
  if (read.ok) return read.table;
  throw new Mistake(`${path}${read.line === null ? "" : `:${read.line}`} ${FILE_WHY[read.why]}.`);
}

/** What the columns are: as guessed, unless told. @throws Mistake for a head or a target that there is not */
function columnsOf(table: Table, campaign: OpenCampaign, told: readonly string[]): (Target | null)[] {
  const text = campaign.texts.at(-1);
  const columns = text ? guessTargets(table.head, text) : [];
  const ids = text?.sign?.fields.map(({ id }) => id) ?? [];
  for (const one of told) {
    const cut = one.lastIndexOf("=");
    const [head, what] = [one.slice(0, cut), one.slice(cut + 1).trim()];
    const at = table.head.indexOf(head);
    if (cut < 0 || at < 0) throw new Mistake(`--column ${one}: no column is called that.`);
    const target =
      OWN.find((own) => own === what) ?? (ids.includes(what) ? (`field:${what}` as const) : null);
    if (target === null && what !== "") {
      throw new Mistake(`--column ${one}: a column can be ${[...OWN, ...ids].join(", ")}.`);
    }
    const other = target === null ? -1 : columns.indexOf(target);
    if (other >= 0) columns[other] = null;
    columns[at] = target;
  }
  return columns;
}

const OWN = ["name", "first", "last", "email", "agreed"] as const;

function sayWrong({ why, column }: Wrong): string {
  return column === "" ? LINE_WHY[why] : `${column}: ${LINE_WHY[why]}`;
}
