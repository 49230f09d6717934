// Mails that never went, found by a key holder's desk in the sealed rows: they get a link of today and wait like
// any other.
import type { Clock } from "../../clock.ts";
import type { Memory } from "../../memory/memory.ts";
import type { Batch } from "../../memory/waiting.ts";
import type { Store } from "../../store/store.ts";
import { sameAddress } from "../../vault/address.ts";
import { base64url } from "../../vault/bytes.ts";
import type { LinkContent } from "../../vault/link.ts";
import { PURPOSE } from "../../vault/row.ts";
import type { MailsAgain } from "../desk/routes.ts";

export interface SendingParts {
  store: Store;
  clock: Clock;
  memory: Memory;
  queue(batch: Batch): void;
  makeLink(content: LinkContent): Promise<string>;
}

/**
 * Makes what the desk calls to have mails sent again.
 * @param parts the memory, the post and the links of the network
 */
export function sendingAgain(parts: SendingParts): (again: MailsAgain) => Promise<void> {
  return async ({ of, campaign, mails, plain }) => {
    const asOf =
      of === "signatures"
        ? await readAs(
            parts.store,
            mails.map(({ id }) => id),
          )
        : new Map();
    const batch: Batch = { of, plain, mails: [] };
    for (const mail of mails) {
      const as = asOf.get(mail.id);
      const same = sameAddress(mail.to);
      if (as && same) parts.memory.tags.remember(campaign.id, as, same, mail.id);
      const content: LinkContent = {
        row: mail.id,
        purpose: of === "signatures" ? PURPOSE.signature : PURPOSE.request,
        appear: mail.appear ?? "counted",
        follow: mail.follow ?? false,
        ...(mail.shown_as === undefined ? {} : { shown_as: mail.shown_as }),
        ...(mail.organisation === undefined ? {} : { organisation: mail.organisation }),
        ...(mail.position === undefined ? {} : { position: mail.position }),
      };
      batch.mails.push({
        row: mail.id,
        kind: of === "signatures" ? "ask" : "request",
        to: mail.to,
        token: await parts.makeLink(content),
        language: mail.language ?? "en",
        campaign: base64url(campaign.id),
        since: parts.clock.now(),
      });
    }
    parts.queue(batch);
  };
}

async function readAs(store: Store, ids: number[]) {
  const rows = await store.read
    .selectFrom("signatures")
    .select(["id", "as"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.as]));
}
