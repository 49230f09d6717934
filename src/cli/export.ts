// `undersigned export`: opens a campaign's signatures on one's own computer and writes them out, locked unless asked
// otherwise. Promises that nothing is ever written in the clear but what was asked for in the clear.
import process from "node:process";
import {
  FORMATS,
  type Format,
  openLock,
  PRIVATE,
  type Private,
  SEPARATORS,
  type Separator,
} from "../signing/exporting/exporting.ts";
import { saveList, streamOf } from "../signing/exporting/saving.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, openCampaign, readSignIn, SIGN_IN } from "./desk.ts";
import { openRows } from "./open-rows.ts";
import { tellFindings } from "./telling.ts";
import { writeOut } from "./write-out.ts";

export const help = `
undersigned export URL SLUG [--format csv|sheet|json] [--separator comma|semicolon|tab]
    [-o FILE] [--in-the-clear] [--with email,phone] --words-file F | --envelope-file F

Opens the signatures of a campaign that stand or wait (pending, confirmed, accepted)
on this computer and writes them to FILE, or to stdout.

  --format        csv (default); sheet, a CSV for spreadsheets; or json: one object a line
  --separator     between the cells of a CSV: comma (default), semicolon or tab
  -o, --output    the file; it is made for you alone (mode 600). One that is there
                  already is replaced once the new one is complete, and not before
  --in-the-clear  not locked; without it the list is an age file that your words open:
                  age --decrypt -o list.csv list.age   (with the envelope: its words)
  --with          what is left out by itself: email, phone or both (email,phone, or
                  --with twice)

Cells of a CSV that a spreadsheet would run as a formula begin with an apostrophe.`;

const OPTIONS = {
  ...SIGN_IN,
  format: { type: "string" },
  separator: { type: "string" },
  output: { type: "string", short: "o" },
  "in-the-clear": { type: "boolean" },
  with: { type: "string", multiple: true },
} as const;

const SAY_EVERY = 10_000;

/** Exports. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, slug] = [needed(words[0], "URL"), needed(words[1], "SLUG")];
  const format = readFormat(given.format ?? "csv");
  const separator = readSeparator(given.separator ?? "comma");
  const wanted = readWith(given.with ?? []);
  const clear = given["in-the-clear"] ?? false;
  if (!clear && given.output === undefined && process.stdout.isTTY) {
    throw new Mistake("A locked file cannot be shown: give -o FILE, or --in-the-clear.");
  }
  const who = await readSignIn(given);
  // Before signing in: making a lock from words holds everything up for seconds, also what the network waits for.
  const lock = clear ? null : await openLock(who.words);
  await atDesk(url, who, async (desk) => {
    const campaign = await openCampaign(desk, slug);
    let many = 0;
    let said = 0;
    const list = saveList({
      send: desk.client.send,
      campaign,
      rows: openRows(desk, campaign),
      ...{ format, separator, wanted },
      tell: (now) => {
        many = now;
        if (many - said < SAY_EVERY) return;
        said = many;
        tell(`${many} …`);
      },
      found: tellFindings,
    });
    const text = streamOf(list);
    const written = writeOut(lock ? lock.readable : text, { path: given.output, locked: !clear });
    await Promise.all([written, lock && text.pipeTo(lock.writable)]);
    tell(`${many} signatures.${clear ? " This list is in the clear: delete it when it is used." : ""}`);
    if (!clear) tell(`It opens with the words you signed in with: age --decrypt ${given.output ?? "FILE"}`);
  });
}

function readFormat(typed: string): Format {
  const format = FORMATS.find((one) => one === typed);
  if (format) return format;
  throw new Mistake(`--format cannot be ${typed}. Allowed: ${FORMATS.join(", ")}.`);
}

function readSeparator(typed: string): Separator {
  if (Object.hasOwn(SEPARATORS, typed)) return typed as Separator;
  throw new Mistake(`--separator cannot be ${typed}. Allowed: ${Object.keys(SEPARATORS).join(", ")}.`);
}

function readWith(typed: readonly string[]): Set<Private> {
  const wanted = typed.flatMap((some) => some.split(",")).map((one) => one.trim());
  const other = wanted.find((one) => one !== "" && !PRIVATE.some((known) => known === one));
  if (other !== undefined) throw new Mistake(`--with cannot be ${other}. Allowed: ${PRIVATE.join(", ")}.`);
  return new Set(PRIVATE.filter((known) => wanted.includes(known)));
}
