// `undersigned export`: opens a campaign's signatures on one's own computer and writes them out, locked unless asked
// otherwise. Promises that nothing is ever written in the clear but what was asked for in the clear.
import process from "node:process";
import type { Desk } from "../organisers/opening.ts";
import { signingApi } from "../signing/desk-api.ts";
import { type Format, fieldIds, openExport, openLock, PRIVATE, type Private } from "../signing/exporting.ts";
import type { OpenCampaign } from "../signing/open-campaign.ts";
import { openTidying } from "../signing/tidying.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, openCampaign, readSignIn, SIGN_IN } from "./desk.ts";
import { openRows } from "./open-rows.ts";
import { tellFindings } from "./telling.ts";
import { writeOut } from "./write-out.ts";

export const help = `
undersigned export URL SLUG [--format csv|json] [-o FILE] [--in-the-clear]
    [--with email,phone] --words-file F | --envelope-file F

Opens the signatures of a campaign that stand or wait (pending, confirmed, accepted)
on this computer and writes them to FILE, or to stdout.

  --format        csv (default), or json: one object a line
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
    const list = listOf(desk, campaign, format, wanted);
    const text = streamOf(list.lines);
    const written = writeOut(lock ? lock.readable : text, { path: given.output, locked: !clear });
    await Promise.all([written, lock && text.pipeTo(lock.writable)]);
    tell(
      `${list.done.many} signatures.${clear ? " This list is in the clear: delete it when it is used." : ""}`,
    );
    if (!clear) tell(`It opens with the words you signed in with: age --decrypt ${given.output ?? "FILE"}`);
  });
}

function readFormat(typed: string): Format {
  if (typed === "csv" || typed === "json") return typed;
  throw new Mistake(`--format cannot be ${typed}. Allowed: csv, json.`);
}

function readWith(typed: readonly string[]): Set<Private> {
  const wanted = typed.flatMap((some) => some.split(",")).map((one) => one.trim());
  const other = wanted.find((one) => one !== "" && !PRIVATE.some((known) => known === one));
  if (other !== undefined) throw new Mistake(`--with cannot be ${other}. Allowed: ${PRIVATE.join(", ")}.`);
  return new Set(PRIVATE.filter((known) => wanted.includes(known)));
}

/** The list as pieces of text; what was found on the way is said, and how many left is kept, at its end. */
function listOf(desk: Desk, campaign: OpenCampaign, format: Format, wanted: Set<Private>) {
  const done = { many: 0 };
  async function* lines() {
    const exporting = openExport(format, fieldIds(campaign.texts), wanted);
    const tidying = openTidying(campaign.today);
    let said = 0;
    let begun = false;
    try {
      for await (const page of openRows(desk, campaign)) {
        const lines = exporting.lines(page);
        for (const signature of page) {
          if (signature.typed === null || !signature.entryFits) tidying.see(signature);
          if (signature.typed !== null) done.many++;
        }
        // A list of nobody is empty, without a head.
        if (lines !== "") yield begun ? lines : exporting.head + lines;
        begun ||= lines !== "";
        if (done.many - said >= SAY_EVERY) {
          said = done.many;
          tell(`${said} …`);
        }
      }
    } finally {
      // Also of a list that broke off: what has left has left.
      await desk.client.send(signingApi.exported, { slug: campaign.slug, many: done.many });
    }
    tellFindings(tidying.findings);
  }
  return { done, lines: lines() };
}

/** A stream of text as it is asked for: nothing is made ahead of what is written. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await lines.return(undefined);
    },
  });
}
