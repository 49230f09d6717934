// `undersigned accept`: accepts signatures that nobody confirmed by mail, and shows approved names.

import type { Desk } from "../organisers/opening.ts";
import type { ApprovedName } from "../signing/desk/api.ts";
import type { OpenCampaign } from "../signing/opening/open-campaign.ts";
import type { ByHand } from "../signing/people/accepting.ts";
import { decideByHand, sendAccepted, sendShown } from "../signing/people/deciding.ts";
import { openTidying } from "../signing/tidying/tidying.ts";
import { onNode } from "../vault/on-node.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, openCampaign, readSignIn, SIGN_IN } from "./desk.ts";
import { readIds } from "./ids.ts";
import { openRows } from "./open-rows.ts";
import { tidy } from "./tidy.ts";

export const help = `
undersigned accept URL SLUG ID…|--all [--show] --words-file F

  ID…     accepts these. One that gave an address waits for its link; by its ID it is
          accepted all the same, but not while another of that address stands
  --all   brings up to date, then accepts every signature that gave no address
  --show  puts names on the page: of these IDs, or with --all of every signature that
          stands, where its owner chose to be shown and the words are not yet there

Accepting twice changes nothing.`;

const OPTIONS = { ...SIGN_IN, all: { type: "boolean" }, show: { type: "boolean" } } as const;

const WHY: Record<ByHand["refused"][number]["why"], string> = {
  "not there": "no such signature stands or waits",
  "another stands": "another signature of that address stands",
  unreadable: "it cannot be opened",
};

/** Accepts. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, slug] = [needed(words[0], "URL"), needed(words[1], "SLUG")];
  const ids = readIds(words.slice(2));
  const all = given.all ?? false;
  if (all === ids.length > 0) throw new Mistake("Give IDs or --all.");
  await atDesk(url, await readSignIn(given), async (desk) => {
    const found = all ? await findAll(desk, slug) : await findByHand(desk, slug, ids);
    const accepted = await sendAccepted({ send: desk.client.send, slug }, found.accept);
    tell(`${accepted} accepted.`);
    if (given.show) await show(desk, slug, found.names);
    if (found.refused.length > 0) {
      const lines = found.refused.map(({ id, why }) => `${id}: ${WHY[why]}.`);
      throw new Mistake(["Not accepted:", ...lines].join("\n"));
    }
  });
}

interface Found extends ByHand {
  names: readonly ApprovedName[];
}

async function findAll(desk: Desk, slug: string): Promise<Found> {
  const { tidying } = await tidy(desk, slug);
  return { accept: [...tidying.withoutAddress], refused: [], names: tidying.unshown };
}

async function findByHand(desk: Desk, slug: string, ids: number[]): Promise<Found> {
  const campaign = await openCampaign(desk, slug);
  const deciding = { p: onNode, send: desk.client.send, slug, keys: campaign.keys };
  return decideByHand(deciding, ids, () => everybody(desk, campaign));
}

async function everybody(desk: Desk, campaign: OpenCampaign) {
  const others = openTidying(campaign.today);
  for await (const page of openRows(desk, campaign)) page.forEach(others.see);
  return others;
}

async function show(desk: Desk, slug: string, names: readonly ApprovedName[]): Promise<void> {
  const shown = await sendShown({ send: desk.client.send, slug }, names);
  for (const { id, words, detail } of shown) give([id, words, detail].join("\t").trimEnd());
  tell(`${shown.length} shown, from the next publication on.`);
}
