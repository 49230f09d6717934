// The post: hands over the mails that wait, in the order in which they came, and says which rows were mailed.
import type { Clock } from "../clock.ts";
import type { Memory } from "../memory/memory.ts";
import type { Batch, Handed } from "../memory/waiting.ts";
import type { Primitives } from "../vault/primitives.ts";

/** How a campaign is called in mails: nothing else of it is in them. */
export interface MailNames {
  /** The network's name. */
  network: string;
  /** The campaign's `plain_name` in that language. */
  plainName: string;
}

/** Of the settings, what the post needs. */
export interface PostSettings {
  mail: null | { kind: "smtp"; url: string } | { kind: "folder"; dir: string };
  mailFrom: string;
  baseUrl: string;
  /** Setting LIMITS; off: no budgets, no pacing. */
  limits: boolean;
}

export interface PostParts {
  settings: PostSettings;
  memory: Memory;
  clock: Clock;
  primitives: Primitives;
  /**
   * How a campaign is called; asked at most once a minute for each campaign and language.
   * @returns null when there is no such campaign any more: its mails are dropped
   */
  namesOf(campaign: string, language: string): MailNames | null | Promise<MailNames | null>;
  /** Marks rows as mailed; called with many at once, one call at a time; tried again when it throws. */
  onHanded(handed: Handed[]): Promise<void>;
  /** For the operator's log; never holds an address. */
  warn(line: string): void;
}

export interface Post {
  transport: "smtp" | "folder" | null;
  /** Keeps a batch (synchronously: it survives the process from here on) and hands its mails over soon. */
  queue(batch: Batch): void;
  /** How many mails wait. */
  waiting(): number;
  /** @returns when nothing is left that could be handed over now, and all marks are made */
  idle(): Promise<void>;
  /** Finishes what is in flight, keeps the rest. Within 200 ms when idle. */
  stop(): Promise<void>;
}

/** Opens the post and goes on with the mails that the memory holds. */
export function openPost(parts: PostParts): Post {
  throw new Error(`not built yet: ${parts.settings.mailFrom}`);
}
