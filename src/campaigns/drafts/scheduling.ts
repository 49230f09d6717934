// Publishing on a day to come. The key is made and vouched for when it is set, at a key holder's own device; the
// network then only opens the door. Promises that it checks again at that moment what publishing by hand checks, and
// says why when it cannot.
import type * as z from "zod";
import type { Clock } from "../../clock.ts";
import type { Store, Writing } from "../../store/store.ts";
import { Refused } from "../../web/api.ts";
import { type Guard, Refusal } from "../../web/mounting.ts";
import { checkOpeners, refuseMistakes } from "../desk.ts";
import type { Openers } from "../new-key.ts";
import { putTogether, readGiven } from "../publishing.ts";
import { campaignBySlug, readTexts, setText } from "../store.ts";
import { dropSchedule, dueSchedules, readSchedule, type Schedule, setSchedule } from "./store.ts";

export interface SchedulingParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  openers: Openers;
  /** Whether the network sends mail. */
  mail: boolean;
  zone(): string;
  today(): string;
  /** Told once a campaign stands anew. */
  onPublished(campaign: Uint8Array): Promise<void>;
  /** For the operator's log. */
  warn(line: string): void;
}

/** A year and a day: beyond it somebody mistyped. */
const FARTHEST = 366;

/**
 * Sets when a campaign is published by itself.
 * @param local a local time of the network, `2027-03-08T09:00`; null takes back what was set
 * @throws Refusal when that is no time to come, or the campaign is no draft with a key
 */
export async function setTime(
  parts: SchedulingParts,
  tx: Writing,
  slug: string,
  local: string | null,
  who: Uint8Array,
): Promise<Schedule | null> {
  const campaign = await campaignBySlug(tx, slug);
  if (campaign?.state !== "draft") {
    throw new Refusal(409, "Only a campaign whose key is made and that is not public yet can be scheduled.", {
      code: "not_schedulable",
    });
  }
  if (local === null) {
    await dropSchedule(tx, campaign.id);
    return null;
  }
  const at = momentOf(local, parts.zone());
  if (at === null)
    throw new Refusal(422, "That is no day and hour, such as 2027-03-08T09:00.", { code: "no_moment" });
  if (at <= parts.clock.now())
    throw new Refusal(422, "That moment is over. Choose one to come.", { code: "moment_over" });
  const farthest = parts.clock.now() + FARTHEST * 86_400_000;
  if (at > farthest) throw new Refusal(422, "That is more than a year away.", { code: "moment_far" });
  const schedule = { campaign: campaign.id, at, who, why: "" };
  await setSchedule(tx, schedule);
  return schedule;
}

/** A moment as a local time of the network. */
export function localTime(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" });
}

function momentOf(local: string, zone: string): number | null {
  try {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return null;
    return Temporal.PlainDateTime.from(local, { overflow: "reject" }).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Publishes what is due. @returns how many campaigns became public */
export async function publishDue(parts: SchedulingParts): Promise<number> {
  const { store, clock } = parts;
  let many = 0;
  for (const { campaign } of await dueSchedules(store.read, clock.now())) {
    const published = await store.write(async (tx) => {
      // Read again: somebody may just have published it by hand, or taken it back.
      const schedule = await readSchedule(tx, campaign);
      return schedule !== null && publishOne(parts, tx, schedule);
    });
    if (!published) continue;
    many++;
    await parts.onPublished(campaign);
  }
  return many;
}

/** Why it could not be published, as it is kept: with its code, so that each desk says it in its own language. */
function keptWhy({ message, code, values, mistakes }: Refusal): string {
  const why: z.input<typeof Refused> = { error: message, code, values: values && { ...values }, mistakes };
  return JSON.stringify(why);
}

/** @param kept what `keptWhy` made, or the English sentence that earlier versions kept; "" before it was tried */
export function readWhy(kept: string): z.output<typeof Refused> | null {
  if (kept === "") return null;
  return kept.startsWith("{") ? Refused.parse(JSON.parse(kept)) : { error: kept };
}

async function publishOne(parts: SchedulingParts, tx: Writing, schedule: Schedule): Promise<boolean> {
  const row = await tx
    .selectFrom("campaigns")
    .select(["slug", "state", "text", "published_day"])
    .where("id", "=", schedule.campaign)
    .executeTakeFirst();
  if (row?.state !== "draft") {
    await dropSchedule(tx, schedule.campaign);
    return false;
  }
  try {
    await check(parts, tx, schedule.campaign, row);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, mistakes = [] } = error;
    await setSchedule(tx, { ...schedule, why: keptWhy(error) });
    const why = [message, ...mistakes.map(({ what }) => what)].join(" ");
    parts.warn(`${row.slug} was to be published by itself, and could not be: ${why}`);
    return false;
  }
  const day = parts.clock.day();
  await setText(tx, schedule.campaign, {
    text: row.text,
    state: "published",
    published_day: row.published_day ?? day,
  });
  await dropSchedule(tx, schedule.campaign);
  const by = { kind: "account", id: schedule.who, role: "organiser" } as const;
  await parts.guard.deed(tx, by, "publish", schedule.campaign, 1);
  return true;
}

/** What publishing by hand checks. @throws Refusal */
async function check(
  parts: SchedulingParts,
  tx: Writing,
  campaign: Uint8Array,
  { slug, text }: { slug: string; text: number },
): Promise<void> {
  const texts = await readTexts(tx, campaign, text);
  const given = readGiven(texts.map(({ language, file }) => ({ name: language, text: file })));
  const made = given.ok
    ? putTogether(slug, given.given, [], { public: true, mail: parts.mail, today: parts.today() })
    : given;
  if (!made.ok) refuseMistakes(made.mistakes);
  if (made.text.sign) await checkOpeners(parts, tx);
}
