// The desk's API for how long a campaign is kept, over HTTP: each entry of api.ts with what answers it.

import { Hono } from "hono";
import type { Campaign } from "../../store/schema.ts";
import type { Reading, Store } from "../../store/store.ts";
import { bytesEqual, hex } from "../../vault/bytes.ts";
import type { Answered } from "../../web/api.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import type { LiveCampaigns } from "../live.ts";
import type { Openers } from "../new-key.ts";
import { foundCampaign } from "../no-campaign.ts";
import { originalOf } from "../store.ts";
import { closingApi } from "./api.ts";
import { readCertificate } from "./certificate.ts";
import type { Closing } from "./closing.ts";
import { keptUntil, lastDay } from "./keeping.ts";
import { readPromised } from "./promised.ts";

export interface ClosingRouteParts {
  store: Store;
  guard: Guard;
  openers: Openers;
  live: LiveCampaigns;
  closing: Closing;
  /** The day it is in the network's zone, an ISO date. */
  today(): string;
  /** How many sealed rows there are of each version of a text (src/signing/keeping/keeping.ts). */
  keptRows(db: Reading, campaign: Uint8Array): Promise<ReadonlyMap<number, number>>;
}

type Keeping = Answered<typeof closingApi.keeping>;

/** The routes, to be mounted under API_PATH. */
export function closingRoutes(parts: ClosingRouteParts): Hono {
  const { store, guard, live } = parts;
  const app = new Hono();
  const find = (slug: string) => foundCampaign(store.read, slug);

  mountCall(app, guard, closingApi.keeping, async ({ slug }) => keepingOf(parts, await find(slug)));
  mountCall(app, guard, closingApi.certificate, async ({ slug }) => certificateOf(store, await find(slug)));
  mountCall(app, guard, closingApi.close, async ({ slug, typed }, caller) => {
    const campaign = await find(slug);
    if (typed !== slug)
      throw new Refusal(422, "What was typed is not the campaign's address.", {
        code: "typed_other_address",
      });
    if (campaign.state === "draft")
      throw new Refusal(409, `${slug} is a draft: nobody has signed it.`, {
        code: "draft_unsigned",
        values: { slug },
      });
    const standing = await parts.openers.standing(store.read);
    const name = standing.find(({ id }) => bytesEqual(id, caller.id))?.name ?? "";
    const shown = live.kept({ id: campaign.id });
    if (!shown) throw new Error(`${slug} is not among the campaigns`);
    await parts.closing.close(shown, {
      name,
      deed: (tx, id) => guard.deed(tx, caller, "close", id, 1),
    });
    return certificateOf(store, campaign);
  });
  return app;
}

async function certificateOf({ read }: Store, { id, slug }: Campaign) {
  const kept = await read
    .selectFrom("certificates")
    .select(["text", "done"])
    .where("campaign", "=", id)
    .executeTakeFirst();
  if (!kept)
    throw new Refusal(404, `${slug} is not closed: there is no certificate.`, {
      code: "not_closed",
      values: { slug },
    });
  return { certificate: readCertificate(kept.text), done: kept.done };
}

async function keepingOf(parts: ClosingRouteParts, campaign: Campaign): Promise<Keeping> {
  const { read } = parts.store;
  const { id, slug, state, epoch } = campaign;
  const promised = await readPromised(read, id);
  const rows = await parts.keptRows(read, id);
  const endings = await read
    .selectFrom("endings")
    .select(["version", "day"])
    .where("campaign", "=", id)
    .execute();
  const grants = await read
    .selectFrom("grants")
    .select("holder")
    .where("campaign", "=", id)
    .where("epoch", "=", epoch)
    .execute();
  const granted = new Set(grants.map(({ holder }) => hex(holder)));
  const { public_key: publicKey } = await read
    .selectFrom("campaign_keys")
    .select("public_key")
    .where("campaign", "=", id)
    .where("epoch", "=", epoch)
    .executeTakeFirstOrThrow();
  const certificate = await read
    .selectFrom("certificates")
    .select("day")
    .where("campaign", "=", id)
    .executeTakeFirst();
  return {
    id,
    slug,
    title: (await originalOf(read, campaign))?.title ?? slug,
    state,
    today: parts.today(),
    until: lastDay(promised),
    versions: promised.map(({ version, day, until }) => ({
      version,
      day,
      promised: until,
      kept: keptUntil(promised, version),
      rows: rows.get(version) ?? 0,
      ended: endings.find((one) => one.version === version)?.day ?? null,
    })),
    openers: (await parts.openers.standing(read)).map(({ id: who, kind, name, organisation }) => ({
      ...{ id: who, kind, name, organisation },
      granted: granted.has(hex(who)),
    })),
    key: { epoch, publicKey },
    certified: certificate !== undefined,
  };
}
