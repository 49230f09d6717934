// The test mail: a code goes to the organiser's own address and is typed back. What is kept is that one came back, on
// which day, and who carried it.
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import { sayAtDesk } from "../../locales/desk.ts";
import type { MailFault } from "../../locales/mail-faults.ts";
import type { Outcome } from "../../mail/carrier.ts";
import type { PlainParts } from "../../mail/plain-letter.ts";
import type { Reading, Store, Writing } from "../../store/store.ts";
import { type Guard, mountCall } from "../../web/mounting.ts";
import { openMailCodes, sendCodeMail } from "../mail-codes.ts";
import { readAccount, readNetwork } from "../store.ts";
import { mailTestApi } from "./api.ts";

export interface MailTestParts extends PlainParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  /** Host name of who carries the mail; null when no mail is sent. */
  mailBy: string | null;
}

/** The routes, to be mounted under API_PATH. */
export function mailTestRoutes(parts: MailTestParts): Hono {
  const { store, clock, guard } = parts;
  const app = new Hono();
  const codes = openMailCodes<{ to: string }>(parts);

  mountCall(app, guard, mailTestApi.mailTest, async (_asked, caller) => ({
    to: codes.waiting(caller.id)?.to ?? null,
  }));
  mountCall(app, guard, mailTestApi.sendMailTest, async ({ language }, caller) => {
    const { email: to } = await readAccount(store.read, caller.id);
    const { name } = await readNetwork(store.read);
    const t = sayAtDesk(language);
    return codes.send(caller.id, { to }, async (code) => {
      const outcome = await sendCodeMail(parts, {
        to,
        from: name,
        subject: t("mailtest.subject"),
        text: `${t("mailtest.text", { code })}\n`,
      });
      return { to, went: outcome.is === "handed", ...answerOf(outcome) };
    });
  });
  mountCall(app, guard, mailTestApi.answerMailTest, async ({ code }, caller) => {
    if (!codes.use(caller.id, code)) return { right: false };
    const carrier = parts.mailBy ?? "";
    await store.write((tx) => keepTest(tx, { account: caller.id, day: clock.day(), carrier }));
    return { right: true };
  });
  return app;
}

function answerOf(outcome: Outcome): { why: string; fault: MailFault | null } {
  return "why" in outcome ? { why: outcome.why, fault: outcome.fault ?? null } : { why: "", fault: null };
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
