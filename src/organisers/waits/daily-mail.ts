// The daily mail: numbers of what waits, and the last day of a campaign when it is 30 or 7 days away, to those accounts
// that asked for it. Promises that an account gets at most one in a day of the network's zone, also across restarts
// and processes; none when nothing waits; and that it says no campaign's title: the network's name, plain names,
// numbers and days.
import { dayIn } from "../../locales/dates.ts";
import { type DeskKey, sayAtDesk } from "../../locales/desk.ts";
import { type PlainParts, sendPlain } from "../../mail/plain-letter.ts";
import type { Store } from "../../store/store.ts";
import { DAILY, gather, type Wait, type WaitKind, type WaitsOf } from "../../web/waits.ts";

/** A campaign whose last day comes. */
export interface Ending {
  id: Uint8Array;
  slug: string;
  /** The last day, an ISO date. */
  until: string;
  /** Days until then. */
  days: number;
}

export interface DailyParts extends PlainParts {
  store: Store;
  /** The network's name and its IANA time zone. */
  facts(): { name: string; timezone: string };
  rooms: readonly WaitsOf[];
  /** What a campaign is called where nobody should be outed. */
  plainName(slug: string, language: string): string;
  /** Campaigns with a last day that is not over. */
  endings(): Ending[];
  warn(line: string): void;
}

/** Mails go between these hours of the network's zone. */
const HOURS = { from: 8, until: 20 };
/** Reminders of a last day, in days before it. */
const STEPS = [30, 7] as const;
const DAY_MS = 86_400_000;

/** What a line says. Kinds that are told without a mail have none. */
const LINES = {
  requests: "daily.requests",
  locked: "daily.locked",
  unread: "daily.unread",
  let_in: "daily.let_in",
  unsent: "daily.unsent",
  pending: "daily.pending",
  fresh: "daily.fresh",
} as const satisfies Partial<Record<WaitKind, DeskKey>>;

interface Recipient {
  id: Uint8Array;
  email: string;
  language: string;
  mailed_day: number | null;
}

/**
 * Sends what is due.
 * @returns how many mails went
 */
export async function sendDaily(parts: DailyParts): Promise<number> {
  if (parts.settings.mail === null) return 0;
  const { day, hour } = localTime(parts.clock.now(), parts.facts().timezone);
  if (hour < HOURS.from || hour >= HOURS.until) return 0;
  const recipients = await parts.store.read
    .selectFrom("accounts")
    .select(["id", "email", "language", "mailed_day"])
    .where("daily", "=", 1)
    .where((where) => where.or([where("mailed_day", "is", null), where("mailed_day", "<", day)]))
    .execute();
  if (recipients.length === 0) return 0;
  const waits = (await gather(parts.rooms)).filter(({ kind }) => DAILY.has(kind));
  let sent = 0;
  for (const recipient of recipients) {
    const reminders = await dueReminders(parts, recipient);
    if (waits.length === 0 && reminders.length === 0) continue;
    if (await sendOne(parts, recipient, day, waits, reminders)) sent++;
  }
  return sent;
}

/** The day and hour it is in a zone: days since 1970-01-01 there. */
function localTime(now: number, zone: string): { day: number; hour: number } {
  const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return { day: dayNumber(there.toPlainDate().toString()), hour: there.hour };
}

function dayNumber(iso: string): number {
  return Math.round(Temporal.PlainDate.from(iso).toZonedDateTime("UTC").epochMilliseconds / DAY_MS);
}

interface Reminder extends Ending {
  step: number;
}

/** The reminders that this account did not get yet: of each campaign the one whose time it is. */
async function dueReminders({ store, endings }: DailyParts, { id }: Recipient): Promise<Reminder[]> {
  const due = endings().flatMap((ending): Reminder[] => {
    const step = STEPS.findLast((one) => ending.days <= one);
    return step === undefined || ending.days < 0 ? [] : [{ ...ending, step }];
  });
  const fresh: Reminder[] = [];
  for (const reminder of due) {
    const told = await store.read
      .selectFrom("reminders")
      .select("step")
      .where("account", "=", id)
      .where("campaign", "=", reminder.id)
      .where("until", "=", dayNumber(reminder.until))
      .where("step", "=", reminder.step)
      .executeTakeFirst();
    if (!told) fresh.push(reminder);
  }
  return fresh;
}

async function sendOne(
  parts: DailyParts,
  recipient: Recipient,
  day: number,
  waits: readonly Wait[],
  reminders: readonly Reminder[],
): Promise<boolean> {
  const { store } = parts;
  const { id, mailed_day } = recipient;
  // Written down first: whoever stops between the two sends none that day rather than two.
  const claimed = await store.write((tx) =>
    tx
      .updateTable("accounts")
      .set({ mailed_day: day })
      .where("id", "=", id)
      .where("daily", "=", 1)
      .where((where) => where.or([where("mailed_day", "is", null), where("mailed_day", "<", day)]))
      .executeTakeFirst(),
  );
  if (Number(claimed.numUpdatedRows) !== 1) return false;
  const outcome = await sendPlain(parts, letterFor(parts, recipient, waits, reminders));
  if (outcome?.is === "handed" || outcome?.is === "refused") {
    if (outcome.is === "refused") parts.warn(`a daily mail was refused for good: ${outcome.why}`);
    await store.write(async (tx) => {
      for (const { id: campaign, until, step } of reminders) {
        await tx
          .insertInto("reminders")
          .values({ account: id, campaign, until: dayNumber(until), step })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    });
    return outcome.is === "handed";
  }
  // Nobody has it: the next hour tries again.
  await store.write((tx) => tx.updateTable("accounts").set({ mailed_day }).where("id", "=", id).execute());
  if (outcome && "why" in outcome)
    parts.warn(`a daily mail does not go: ${outcome.why}; next try in an hour`);
  return false;
}

function letterFor(
  parts: DailyParts,
  { email, language }: Recipient,
  waits: readonly Wait[],
  reminders: readonly Reminder[],
) {
  const t = sayAtDesk(language);
  const { name: network } = parts.facts();
  const { baseUrl } = parts.settings;
  const named = (slug: string | null, line: string) => {
    const name = slug === null ? "" : parts.plainName(slug, language);
    return name === "" ? line : t("daily.line", { name, line });
  };
  const lines = [
    ...waits.flatMap(({ kind, slug, many }) =>
      kind in LINES ? [named(slug, t(LINES[kind as keyof typeof LINES], { many }))] : [],
    ),
    ...reminders.map(({ slug, until, days }) =>
      named(slug, t("daily.ends", { date: dayIn(language, until), days })),
    ),
  ];
  const text = [
    t("daily.lead", { network }),
    lines.map((line) => `- ${line}`).join("\n"),
    `${baseUrl}/desk`,
    t("daily.off", { address: `${baseUrl}/desk/settings` }),
  ];
  return {
    to: email,
    from: network,
    subject: t("daily.subject", { network }),
    text: `${text.join("\n\n")}\n`,
  };
}
