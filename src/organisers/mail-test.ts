// The test mail: a code goes to the organiser's own address and is typed back. Codes live in this process alone; what
// is kept is that one came back, on which day, and who carried it.
import { Hono } from "hono";
import type { Clock } from "../clock.ts";
import { sayAtDesk } from "../locales/desk.ts";
import { type PlainParts, sendPlain } from "../mail/plain-letter.ts";
import type { Reading, Store, Writing } from "../store/store.ts";
import { hex } from "../vault/bytes.ts";
import { type Guard, mountCall, Refusal } from "../web/api.ts";
import { mailTestApi } from "./mail-test-api.ts";
import { readAccount, readNetwork } from "./store.ts";

export interface MailTestParts extends PlainParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  /** Host name of who carries the mail; null when no mail is sent. */
  mailBy: string | null;
}

interface Waiting {
  code: string;
  until: number;
  tries: number;
}

/** A code works for an hour, and a new one may be sent after a minute. */
const LIFE = 3_600_000;
const PAUSE = 60_000;
const TRIES = 5;
const DIGITS = 6;

/** The routes, to be mounted under API_PATH. */
export function mailTestRoutes(parts: MailTestParts): Hono {
  const { store, clock, guard, primitives } = parts;
  const app = new Hono();
  const waiting = new Map<string, Waiting>();

  mountCall(app, guard, mailTestApi.sendMailTest, async ({ language }, caller) => {
    const account = await readAccount(store.read, caller.id);
    const { name } = await readNetwork(store.read);
    const own = hex(caller.id);
    const before = waiting.get(own);
    if (before && before.until - LIFE + PAUSE > clock.now()) {
      throw new Refusal(429, "A test mail was sent a moment ago. Wait a minute.", { retryAfter: 60 });
    }
    const code = codeOf(primitives.random(8));
    const t = sayAtDesk(language);
    const outcome = await sendPlain(parts, {
      to: account.email,
      from: name,
      subject: t("mailtest.subject"),
      text: `${t("mailtest.text", { code })}\n`,
    });
    if (outcome === null)
      throw new Refusal(409, "This network sends no mail (MAIL_URL is not set).", { code: "no_mail" });
    const went = outcome.is === "handed";
    if (went) waiting.set(own, { code, until: clock.now() + LIFE, tries: 0 });
    return { to: account.email, went, why: "why" in outcome ? outcome.why : "" };
  });
  mountCall(app, guard, mailTestApi.answerMailTest, async ({ code }, caller) => {
    const own = hex(caller.id);
    const sent = waiting.get(own);
    if (!sent || sent.until <= clock.now() || sent.tries >= TRIES) return { right: false };
    sent.tries++;
    if (code.replace(/\D/g, "") !== sent.code) return { right: false };
    waiting.delete(own);
    const carrier = parts.mailBy ?? "";
    await store.write((tx) => keepTest(tx, { account: caller.id, day: clock.day(), carrier }));
    return { right: true };
  });
  return app;
}

/** Six digits, each as likely as the others to a hair (of 2^64). */
function codeOf(random: Uint8Array): string {
  const number = BigInt(`0x${hex(random)}`) % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, "0");
}

async function keepTest(tx: Writing, test: { account: Uint8Array; day: number; carrier: string }) {
  await tx.deleteFrom("mail_tests").where("account", "=", test.account).execute();
  await tx.insertInto("mail_tests").values(test).execute();
}

/** Whether a test mail of this carrier was ever answered. */
export async function mailWasTested(db: Reading, carrier: string | null): Promise<boolean> {
  if (carrier === null) return false;
  const one = await db
    .selectFrom("mail_tests")
    .select("day")
    .where("carrier", "=", carrier)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}
