// The post: hands over the mails that wait, in the order in which they came, and says which rows were mailed.
// Promises: a mail is handed over at least once and, unless the process dies in the moment between the server's
// answer and the next line of this file, only once. A mail that the server refuses for good counts as handed over
// (nobody else would carry it, and asking again would only tell the server more); every other failure is tried
// again until the mail is a day old. Then it is dropped, its row stays unmarked, and bringing up to date finds it.
import type { Clock } from "../clock.ts";
import { MAIL_LIFE } from "../memory/mail.ts";
import type { Memory } from "../memory/memory.ts";
import type { KeptMail } from "../memory/parcel.ts";
import type { Batch, Handed } from "../memory/waiting.ts";
import { sameAddress } from "../vault/address.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Alarm, machineAlarm } from "./alarm.ts";
import type { Carrier, Outcome } from "./carrier.ts";
import type { MailNames } from "./compose.ts";
import { folderCarrier } from "./folder.ts";
import { openMarks } from "./marks.ts";
import { pauseAfter, putOffAfter } from "./pauses.ts";
import { smtpCarrier } from "./smtp.ts";
import { openWriters } from "./writers.ts";

export type { MailNames } from "./compose.ts";

/** Of the settings, what the post needs. */
export interface PostSettings {
  mail: null | { kind: "smtp"; url: string } | { kind: "folder"; dir: string };
  mailFrom: string;
  baseUrl: string;
}

export interface PostParts {
  settings: PostSettings;
  memory: Memory;
  clock: Clock;
  primitives: Primitives;
  /**
   * How a campaign is called; asked at most once a minute for each campaign, language and kind of mail.
   * @returns null when there is no such campaign any more: its mails are dropped
   */
  namesOf(campaign: string, language: string): MailNames | null | Promise<MailNames | null>;
  /** Marks rows as mailed; called with many at once, one call at a time; tried again when it throws. */
  onHanded(handed: Handed[]): Promise<void>;
  /** For the operator's log; never holds an address. */
  warn(line: string): void;
  /** Timers; the machine's unless a test gives its own. */
  alarm?: Alarm;
}

export interface Post {
  transport: "smtp" | "folder" | null;
  /** Keeps a batch (it survives the process when this returns) and hands its mails over soon. */
  queue(batch: Batch): void;
  /** How many mails wait. */
  waiting(): number;
  /** @returns when nothing is left that could be handed over now, and all marks are made */
  idle(): Promise<void>;
  /** Finishes what is in flight, keeps the rest. Within 200 ms when idle. */
  stop(): Promise<void>;
}

/** Mails on their way at once: enough that no connection ever waits for the next. */
const IN_FLIGHT = 32;
/** How long a stopping post waits for a mail server's answers. */
const LAST_WAIT = 5_000;
/** How often memory is cleared of what is over. */
const SWEEP = 60_000;

/** Opens the post and goes on with the mails that the memory holds. */
export function openPost(parts: PostParts): Post {
  const { settings, memory, clock, primitives, warn } = parts;
  const alarm = parts.alarm ?? machineAlarm;
  const mail = memory.mail;
  const carrier = openCarrier(parts);
  const writers = openWriters({ ...settings, clock, namesOf: parts.namesOf });
  /** Read from memory, not yet on their way. */
  let hand: KeptMail[] = [];
  let inFlight = 0;
  let troubles = 0;
  let pausedUntil = 0;
  let stopped = false;
  let starting = false;
  let refused = 0;
  let refusal = "";
  let sweepAt = 0;
  let wakeAt = 0;
  let cancelWake: (() => void) | null = null;
  let waiters: (() => void)[] = [];

  // While nothing goes, one mail at a time tries.
  const full = () => inFlight >= (troubles > 0 ? 1 : IN_FLIGHT);
  const resting = () => inFlight === 0 && !starting;
  const settle = () => {
    if (!resting()) return;
    const all = waiters;
    waiters = [];
    for (const wake of all) wake();
  };
  const marks = openMarks({ mail, alarm, warn, onHanded: parts.onHanded });

  /** The next mail that may go now; puts off or drops those that may not. */
  const next = (): KeptMail | null => {
    for (;;) {
      if (hand.length === 0) hand = mail.take(clock.now()).reverse();
      const one = hand.pop();
      if (!one) return null;
      const end = one.since + MAIL_LIFE;
      if (end <= clock.now()) {
        mail.drop(one);
        continue;
      }
      if (one.paid || !memory.budgets) return one;
      const { to, ranges, campaign } = one;
      const answer = memory.budgets.take({ address: sameAddress(to) ?? to, ranges, campaign });
      if (answer === "now") {
        mail.paid(one);
        return one;
      }
      mail.putOff(one, Math.min(answer.waitUntil, end));
    }
  };

  const pump = () => {
    starting = false;
    if (!stopped && clock.now() >= sweepAt) sweep();
    if (!stopped && carrier) {
      while (!full() && clock.now() >= pausedUntil) {
        const one = next();
        if (!one) break;
        inFlight++;
        void send(carrier, one);
      }
      if (troubles > 0) letGo();
    }
    wakeLater();
    settle();
  };
  /** A turn of the event loop later, so that batches queued in one turn are one start. */
  const start = () => {
    if (starting || stopped) return;
    starting = true;
    setImmediate(pump);
  };
  const letGo = () => {
    for (const one of hand.reverse()) mail.giveBack(one);
    hand = [];
  };
  const wakeLater = () => {
    if (stopped) return;
    // Whoever is on their way wakes us when they end.
    const waits = carrier && !full();
    const due = waits ? (clock.now() < pausedUntil ? pausedUntil : mail.nextDue()) : null;
    const at = Math.min(sweepAt, due ?? Number.POSITIVE_INFINITY);
    if (cancelWake && at === wakeAt) return;
    cancelWake?.();
    wakeAt = at;
    cancelWake = alarm(Math.max(0, at - clock.now()), () => {
      cancelWake = null;
      start();
    });
  };
  const sweep = () => {
    sweepAt = clock.now() + SWEEP;
    const dropped = memory.expire();
    if (dropped > 0)
      warn(`${dropped} mails waited for a day in vain; bringing up to date will find their rows`);
    if (refused > 0) warn(`${refused} mails were refused for good, the last by ${refusal}`);
    refused = 0;
  };

  const send = async (by: Carrier, one: KeptMail): Promise<void> => {
    const outcome = await attempt(by, one);
    inFlight--;
    end(one, outcome);
    pump();
  };
  const attempt = async (by: Carrier, one: KeptMail): Promise<Outcome | null> => {
    try {
      const write = await writers.of(one);
      if (write === null) return null;
      const id = Buffer.from(primitives.random(16)).toString("hex");
      return await by.carry(await write({ to: one.to, token: one.token, id }));
    } catch (error) {
      return { is: "later", why: (error as Error).message };
    }
  };
  const end = (one: KeptMail, outcome: Outcome | null) => {
    if (outcome === null) return mail.drop(one);
    if (outcome.is === "kept") return mail.giveBack(one);
    if (outcome.is === "handed" || outcome.is === "refused") {
      if (outcome.is === "refused") {
        refused++;
        refusal = outcome.why;
      }
      if (troubles > 0) warn("mail goes again");
      troubles = 0;
      mail.handed(one);
      marks.soon();
      return;
    }
    one.tries++;
    let until = clock.now() + putOffAfter(one.tries);
    if (outcome.is === "trouble") {
      // Those that were on their way together fail together, and are one failure.
      if (clock.now() >= pausedUntil) {
        troubles++;
        pausedUntil = clock.now() + pauseAfter(troubles);
        warn(`mail does not go: ${outcome.why}; next try in ${pauseAfter(troubles) / 1_000} s`);
      }
      until = Math.max(pausedUntil, clock.now() + pauseAfter(one.tries));
    }
    mail.putOff(one, Math.min(until, one.since + MAIL_LIFE));
  };

  sweep();
  marks.soon();
  start();

  return {
    transport: settings.mail?.kind ?? null,
    queue(batch) {
      mail.add(batch);
      if (batch.mails.length === 0) marks.soon();
      start();
    },
    waiting: () => mail.waiting(),
    async idle() {
      do {
        start();
        await new Promise<void>((wake) => {
          waiters.push(wake);
          settle();
        });
        await marks.now();
      } while (!resting());
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      starting = false;
      cancelWake?.();
      letGo();
      carrier?.close();
      const cancel = alarm(LAST_WAIT, () => carrier?.breakOff());
      while (inFlight > 0) await new Promise<void>((wake) => waiters.push(wake));
      cancel();
      await marks.now();
      marks.stop();
    },
  };
}

/** Opens what carries mails. @returns null when the network sends none */
export function openCarrier({
  settings,
  clock,
  primitives,
}: Pick<PostParts, "settings" | "clock" | "primitives">): Carrier | null {
  if (settings.mail === null) return null;
  if (settings.mail.kind === "smtp")
    return smtpCarrier(settings.mail.url, new URL(settings.baseUrl).hostname);
  return folderCarrier(settings.mail.dir, clock, Buffer.from(primitives.random(3)).toString("hex"));
}
