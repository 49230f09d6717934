// Signing's part of the desk's API over HTTP: each entry of desk-api.ts with what answers it. The server opens
// nothing; it checks ids against what stands, and keeps what a holder did.

import { Hono } from "hono";
import { noCampaign } from "../campaigns/no-campaign.ts";
import { campaignBySlug } from "../campaigns/store.ts";
import { readWaiting } from "../ledger/store.ts";
import type { RowsOf } from "../memory/waiting.ts";
import type { Campaign } from "../store/schema.ts";
import type { Store, Writing } from "../store/store.ts";
import { ENTRY } from "../vault/entry.ts";
import { type Caller, type Guard, mountCall } from "../web/api.ts";
import type { DeedKept } from "../web/deeds.ts";
import { type CountingParts, type Left, leaveCount } from "./counting.ts";
import { type LostMail, signingApi } from "./desk-api.ts";
import { markListed, readLog, readRequestsAfter, readRows, readRowsAfter, type Waits } from "./desk-pages.ts";
import {
  accept,
  answerRequests,
  dismiss,
  dropRequests,
  hide,
  lostIn,
  markMailed,
  type Range,
  replace,
  show,
  takeOff,
} from "./desk-store.ts";
import { expireRequests, overdue } from "./expiry.ts";
import { noteAccepted, noteBrought } from "./waiting.ts";

/** A mail that never went: to whom, in which language, and what the link of a signature carries. */
export type MailAgain = Pick<LostMail, "id" | "to"> & Partial<Omit<LostMail, "id" | "to">>;

/** Mails that never went, with rows that are marked as mailed together with them. */
export interface MailsAgain {
  of: RowsOf;
  campaign: Pick<Campaign, "id">;
  mails: MailAgain[];
  plain: number[];
}

export interface SigningDeskParts extends CountingParts {
  store: Store;
  guard: Guard;
  waits: Waits;
  /** Makes the links and hands the batch to the post; null where the network sends no mail. */
  sendAgain: ((batch: MailsAgain) => Promise<void>) | null;
  /** Told after a name was taken away. */
  onNameGone(campaign: Uint8Array): Promise<void>;
}

/** Rows in one transaction: others wait meanwhile. */
const GROUP = 500;

/** The routes, to be mounted under API_PATH. */
export function signingDeskRoutes(parts: SigningDeskParts): Hono {
  const { store, guard, clock } = parts;
  const app = new Hono();

  const find = async (slug: string) => {
    const campaign = await campaignBySlug(store.read, slug);
    if (!campaign) throw noCampaign(slug);
    return campaign;
  };
  /** One transaction in which something may leave, with the deed it was; then files and pages follow. */
  const leaving = async <T extends Left>(
    by: Caller,
    what: DeedKept,
    campaign: Campaign,
    work: (tx: Writing) => Promise<T>,
  ): Promise<T> => {
    const left = await store.write(async (tx) => {
      const done = await work(tx);
      if (done.rows > 0) await guard.deed(tx, by, what, campaign.id, done.rows);
      return done;
    });
    if (left.rows > 0) store.erased("rows");
    if (left.names > 0) {
      store.erased("names");
      await parts.onNameGone(campaign.id);
    }
    return left;
  };
  /** What a key holder is shown counts as listed from today on. */
  const listed = (caller: Caller, rows: readonly { id: number; state: string }[]) => {
    const pending = caller.kind === "account" ? rows.filter(({ state }) => state === "pending") : [];
    return markListed(
      store,
      pending.map(({ id }) => id),
      clock.day(),
    );
  };

  mountCall(app, guard, signingApi.rows, async ({ slug, after }, caller) => {
    const page = await readRowsAfter(store.read, (await find(slug)).id, after, parts.waits);
    await listed(caller, page.rows);
    return page;
  });
  mountCall(app, guard, signingApi.rowsById, async ({ slug, ids }, caller) => {
    const page = await readRows(store.read, (await find(slug)).id, ids, parts.waits);
    await listed(caller, page.rows);
    return { next: null, ...page };
  });
  mountCall(app, guard, signingApi.requests, async ({ slug, after }) =>
    readRequestsAfter(store.read, (await find(slug)).id, after, parts.waits),
  );
  mountCall(app, guard, signingApi.log, async ({ slug, from }) => {
    const { id } = await find(slug);
    const page = await readLog(store.read, id, from);
    const waiting = page.next === null ? await readWaiting(store.read, id) : [];
    const takes = ({ entry }: { entry: Uint8Array }) =>
      entry[0] === ENTRY.takenBack || entry[0] === ENTRY.takenOff;
    return { ...page, waiting: waiting.filter(takes).map(({ entry }) => entry) };
  });

  mountCall(app, guard, signingApi.expire, async ({ slug }, caller) => {
    const campaign = await find(slug);
    const today = clock.day();
    const ids = await overdue(store.read, today, { campaign: campaign.id });
    let expired = 0;
    for (let at = 0; at < ids.length; at += GROUP) {
      const group = ids.slice(at, at + GROUP);
      const left = await leaving(caller, "expire", campaign, (tx) =>
        leaveCount(tx, parts, group, "expired", "holder"),
      );
      expired += left.rows;
    }
    await expireRequests(store, campaign.id, today);
    await store.write((tx) => noteBrought(tx, campaign.id, today));
    return { expired };
  });
  mountCall(app, guard, signingApi.replace, async ({ slug, pairs }, caller) => {
    const campaign = await find(slug);
    const left = await leaving(caller, "replace", campaign, (tx) => replace(tx, parts, campaign.id, pairs));
    return { replaced: left.rows };
  });
  mountCall(app, guard, signingApi.answer, async ({ slug, requests }, caller) => {
    const campaign = await find(slug);
    const left = await leaving(caller, "withdraw", campaign, (tx) =>
      answerRequests(tx, parts, campaign.id, requests),
    );
    store.erased("rows");
    return { withdrawn: left.rows };
  });
  mountCall(app, guard, signingApi.dismiss, async ({ slug, ids }, caller) => {
    const campaign = await find(slug);
    const dismissed = await store.write(async (tx) => {
      const many = await dismiss(tx, campaign.id, ids);
      if (many > 0) await guard.deed(tx, caller, "dismiss requests", campaign.id, many);
      return many;
    });
    if (dismissed > 0) store.erased("rows");
    return { dismissed };
  });

  const mailAgain = async (caller: Caller, of: RowsOf, slug: string, range: Range, asked: MailAgain[]) => {
    const campaign = await find(slug);
    const ids = asked.map(({ id }) => id);
    const { lost, plain } = await lostIn(store.read, of, campaign.id, range, ids, parts.waits);
    const mails = asked.filter(({ id }) => lost.has(id));
    const together = mails.length > 0 && parts.sendAgain !== null;
    await store.write(async (tx) => {
      if (!together) await markMailed(tx, of, plain);
      else await guard.deed(tx, caller, "mail", campaign.id, mails.length);
    });
    if (together) await parts.sendAgain?.({ of, campaign, mails, plain });
    return { queued: together ? mails.length : 0 };
  };
  mountCall(app, guard, signingApi.mails, ({ slug, after, upTo, mails }, caller) =>
    mailAgain(caller, "signatures", slug, { after, upTo }, mails),
  );
  mountCall(app, guard, signingApi.requestMails, ({ slug, after, upTo, mails }, caller) =>
    mailAgain(caller, "requests", slug, { after, upTo }, mails),
  );

  mountCall(app, guard, signingApi.accept, async ({ slug, ids }, caller) => {
    const campaign = await find(slug);
    const accepted = await store.write(async (tx) => {
      const many = await accept(tx, parts, campaign.id, ids);
      if (many > 0) {
        await guard.deed(tx, caller, "accept", campaign.id, many);
        await noteAccepted(tx, campaign.id, many);
      }
      return many;
    });
    return { accepted };
  });
  mountCall(app, guard, signingApi.show, async ({ slug, names }, caller) => {
    const campaign = await find(slug);
    const done = await store.write(async (tx) => {
      const shown = await show(tx, campaign.id, names);
      if (shown.shown.length > 0) await guard.deed(tx, caller, "show", campaign.id, shown.shown.length);
      return shown;
    });
    if (done.replaced) {
      store.erased("names");
      await parts.onNameGone(campaign.id);
    }
    return { shown: done.shown };
  });
  mountCall(app, guard, signingApi.hide, async ({ slug, ids }, caller) => {
    const campaign = await find(slug);
    const hidden = await store.write(async (tx) => {
      const gone = await hide(tx, campaign.id, ids);
      if (gone.length > 0) await guard.deed(tx, caller, "hide", campaign.id, gone.length);
      return gone;
    });
    if (hidden.length > 0) {
      store.erased("names");
      await parts.onNameGone(campaign.id);
    }
    return { hidden };
  });
  mountCall(app, guard, signingApi.takeOff, async ({ slug, ids, reason, requests }, caller) => {
    const campaign = await find(slug);
    const left = await leaving(caller, `take off: ${reason}`, campaign, async (tx) => {
      const done = await takeOff(tx, parts, campaign.id, ids);
      await dropRequests(tx, campaign.id, requests);
      return done;
    });
    if (requests.length > 0) store.erased("rows");
    return { taken: left.taken, unknown: left.unknown };
  });
  mountCall(app, guard, signingApi.exported, async ({ slug, many }, caller) => {
    const campaign = await find(slug);
    await store.write((tx) => guard.deed(tx, caller, "export", campaign.id, many));
    return {};
  });
  return app;
}
