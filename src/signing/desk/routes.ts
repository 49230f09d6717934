// Signing's part of the desk's API over HTTP: each entry of api.ts with what answers it. The server opens
// nothing; it checks ids against what stands, and keeps what a holder did.

import { Hono } from "hono";
import { foundCampaign } from "../../campaigns/no-campaign.ts";
import { readWaiting } from "../../ledger/store.ts";
import type { RowsOf } from "../../memory/waiting.ts";
import type { Campaign } from "../../store/schema.ts";
import type { Store, Writing } from "../../store/store.ts";
import { ENTRY } from "../../vault/entry.ts";
import type { Caller } from "../../web/api.ts";
import type { DeedKept } from "../../web/deeds.ts";
import { type Guard, mountCall } from "../../web/mounting.ts";
import { type CountingParts, type Left, leaveCount } from "../counting.ts";
import { expireRequests, overdue } from "../keeping/expiry.ts";
import { noteAccepted, noteBrought } from "../waiting.ts";
import { type LostMail, signingApi } from "./api.ts";
import { markListed, readLog, readRequestsAfter, readRows, readRowsAfter, type Waits } from "./rows-store.ts";
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
} from "./store.ts";

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
  const app = new Hono();
  const desk = openDeskSide(parts);
  giving(app, desk);
  bringingUpToDate(app, desk);
  sendingMails(app, desk);
  deciding(app, desk);
  return app;
}

/** What the calls do alike. */
interface DeskSide {
  parts: SigningDeskParts;
  /** @throws Refusal when there is no such campaign */
  find(slug: string): Promise<Campaign>;
  /** One transaction and the deed it was, if it touched anything. @returns how many it touched, and what it gives */
  doing<T extends { many: number }>(
    by: Caller,
    what: DeedKept,
    campaign: Campaign,
    work: (tx: Writing) => Promise<T>,
  ): Promise<T>;
  /** The same, in which something may leave; then files and pages follow. */
  leaving<T extends Left>(
    by: Caller,
    what: DeedKept,
    campaign: Campaign,
    work: (tx: Writing) => Promise<T>,
  ): Promise<T>;
  /** After names went, or stand otherwise. */
  namesGone(campaign: Campaign): Promise<void>;
}

function openDeskSide(parts: SigningDeskParts): DeskSide {
  const { store, guard } = parts;
  const desk: DeskSide = {
    parts,
    find: (slug) => foundCampaign(store.read, slug),
    doing: (by, what, campaign, work) =>
      store.write(async (tx) => {
        const done = await work(tx);
        if (done.many > 0) await guard.deed(tx, by, what, campaign.id, done.many);
        return done;
      }),
    leaving: async (by, what, campaign, work) => {
      const { left } = await desk.doing(by, what, campaign, async (tx) => {
        const left = await work(tx);
        return { left, many: left.rows };
      });
      if (left.rows > 0) store.erased("rows");
      if (left.names > 0) await desk.namesGone(campaign);
      return left;
    },
    namesGone: async (campaign) => {
      store.erased("names");
      await parts.onNameGone(campaign.id);
    },
  };
  return desk;
}

/** Sealed rows, requests and the log, as they stand. */
function giving(app: Hono, { parts, find }: DeskSide): void {
  const { store, guard, clock, waits } = parts;
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
    const page = await readRowsAfter(store.read, (await find(slug)).id, after, waits);
    await listed(caller, page.rows);
    return page;
  });
  mountCall(app, guard, signingApi.rowsById, async ({ slug, ids }, caller) => {
    const page = await readRows(store.read, (await find(slug)).id, ids, waits);
    await listed(caller, page.rows);
    return { next: null, ...page };
  });
  mountCall(app, guard, signingApi.requests, async ({ slug, after }) =>
    readRequestsAfter(store.read, (await find(slug)).id, after, waits),
  );
  mountCall(app, guard, signingApi.log, async ({ slug, from }) => {
    const { id } = await find(slug);
    const page = await readLog(store.read, id, from);
    const waiting = page.next === null ? await readWaiting(store.read, id) : [];
    const takes = ({ entry }: { entry: Uint8Array }) =>
      entry[0] === ENTRY.takenBack || entry[0] === ENTRY.takenOff;
    return { ...page, waiting: waiting.filter(takes).map(({ entry }) => entry) };
  });
  mountCall(app, guard, signingApi.exported, async ({ slug, many }, caller) => {
    const campaign = await find(slug);
    await store.write((tx) => guard.deed(tx, caller, "export", campaign.id, many));
    return {};
  });
}

/** What follows from rows that were gone through. */
function bringingUpToDate(app: Hono, { parts, find, doing, leaving }: DeskSide): void {
  const { store, guard, clock } = parts;
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
    const { many } = await doing(caller, "dismiss requests", campaign, async (tx) => ({
      many: await dismiss(tx, campaign.id, ids),
    }));
    if (many > 0) store.erased("rows");
    return { dismissed: many };
  });
}

/** Mails that never went. */
function sendingMails(app: Hono, { parts, find }: DeskSide): void {
  const { store, guard } = parts;
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
}

/** What a key holder decided about signatures. */
function deciding(app: Hono, { parts, find, doing, leaving, namesGone }: DeskSide): void {
  const { store, guard } = parts;
  mountCall(app, guard, signingApi.accept, async ({ slug, ids }, caller) => {
    const campaign = await find(slug);
    const { many } = await doing(caller, "accept", campaign, async (tx) => {
      const many = await accept(tx, parts, campaign.id, ids);
      if (many > 0) await noteAccepted(tx, campaign.id, many);
      return { many };
    });
    return { accepted: many };
  });
  mountCall(app, guard, signingApi.show, async ({ slug, names }, caller) => {
    const campaign = await find(slug);
    const { shown, replaced } = await doing(caller, "show", campaign, async (tx) => {
      const done = await show(tx, campaign.id, names);
      return { ...done, many: done.shown.length };
    });
    if (replaced) await namesGone(campaign);
    return { shown };
  });
  mountCall(app, guard, signingApi.hide, async ({ slug, ids }, caller) => {
    const campaign = await find(slug);
    const { hidden } = await doing(caller, "hide", campaign, async (tx) => {
      const hidden = await hide(tx, campaign.id, ids);
      return { hidden, many: hidden.length };
    });
    if (hidden.length > 0) await namesGone(campaign);
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
}
