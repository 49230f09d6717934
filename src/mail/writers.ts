// One writer of mails for each campaign, language, kind and length of token, renewed every minute: so that what a
// campaign is called, and the Date, are never older than that.
import type { Clock } from "../clock.ts";
import type { KeptMail } from "../memory/parcel.ts";
import type { MailNames } from "./compose.ts";
import { openWriter, type Writer } from "./letter.ts";

const MINUTE = 60_000;

export interface Writers {
  /** @returns what writes this mail; null when its campaign is gone @throws what `namesOf` throws */
  of(mail: KeptMail): Promise<Writer | null>;
}

/** Opens the writers. */
export function openWriters(parts: {
  mailFrom: string;
  baseUrl: string;
  clock: Clock;
  namesOf(campaign: string, language: string): MailNames | null | Promise<MailNames | null>;
}): Writers {
  const { mailFrom: from, baseUrl, clock } = parts;
  let made = new Map<string, Promise<Writer | null>>();
  let minute = 0;
  const make = async ({ kind, campaign, language, token }: KeptMail): Promise<Writer | null> => {
    const names = await parts.namesOf(campaign, language);
    if (names === null) return null;
    return openWriter(
      { kind, language, names, from, baseUrl, date: new Date(minute * MINUTE) },
      token.length,
    );
  };
  return {
    of(mail) {
      const present = Math.floor(clock.now() / MINUTE);
      if (present !== minute) made = new Map();
      minute = present;
      const name = `${mail.kind} ${mail.campaign} ${mail.language} ${mail.token.length}`;
      let writer = made.get(name);
      if (!writer) {
        writer = make(mail);
        made.set(name, writer);
        // What failed is tried again with the next mail.
        writer.catch(() => made.delete(name));
      }
      return writer;
    },
  };
}
