// Who follows, over HTTP (api.ts), and the end of a list. Promises that a pass counts as a whole or not at all,
// so that nobody is taken over twice, whichever desks are at it, and that the last day of a list destroys it.

import { Hono } from "hono";
import { keepNewKey, type NewKeyParts } from "../../campaigns/new-key.ts";
import { foundCampaign } from "../../campaigns/no-campaign.ts";
import type { Clock } from "../../clock.ts";
import type { KeyFiles } from "../../store/key-files.ts";
import type { Store } from "../../store/store.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import { PURPOSE, sealedHash } from "../../vault/row.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { followersApi } from "./api.ts";
import {
  addFollowers,
  countFollowers,
  dropFollowers,
  dropList,
  dropLockedLists,
  endPass,
  markFollowed,
  pastLists,
  readList,
} from "./store.ts";

/** The longest that a list may be kept before its followers are asked anew: three years. */
const LONGEST = 3 * 366;

export interface FollowersParts extends NewKeyParts {
  store: Store;
  clock: Clock;
  guard: Guard;
}

/** The routes, to be mounted under API_PATH. */
export function followersRoutes(parts: FollowersParts): Hono {
  const { store, clock, guard, primitives } = parts;
  const app = new Hono();

  mountCall(app, guard, followersApi.followers, async () => {
    const list = await readList(store.read);
    if (!list) return { list: null };
    const { id, epoch, public_key: publicKey, keep_until: keepUntil } = list;
    return { list: { id, epoch, publicKey, keepUntil, many: await countFollowers(store.read, id) } };
  });
  mountCall(app, guard, followersApi.makeFollowers, async ({ made, keepUntil }, caller) => {
    const today = clock.day();
    if (keepUntil < today || keepUntil > today + LONGEST) {
      throw new Refusal(422, "The last day of the list is past, or more than three years away.", {
        code: "list_day",
      });
    }
    await store.write(async (tx) => {
      if (await readList(tx))
        throw new Refusal(409, "There is a list of followers already.", { code: "list_there" });
      await dropLockedLists(tx);
      await keepNewKey(tx, parts, made, caller);
      await tx
        .insertInto("follower_lists")
        .values({ id: made.id, epoch: 1, made_day: today, keep_until: keepUntil })
        .execute();
      await guard.deed(tx, caller, "followers", null, 1);
    });
    return {};
  });
  mountCall(app, guard, followersApi.addFollowers, async ({ list, epoch, pass, envelope, rows }) => {
    const sealed = rows.map((row) => ({ row, sealed_hash: sealedHash(primitives, envelope, row) }));
    await store.write(async (tx) => {
      const stands = await readList(tx);
      if (!stands || !bytesEqual(stands.id, list) || stands.epoch !== epoch) {
        throw new Refusal(409, "The list of followers has another key by now. Try again.", {
          code: "list_other_key",
        });
      }
      await addFollowers(tx, { list, epoch, pass }, { purpose: PURPOSE.follower, bytes: envelope }, sealed);
    });
    return {};
  });
  mountCall(app, guard, followersApi.followed, async ({ slug, pass, many, ids }) => {
    const campaign = await foundCampaign(store.read, slug);
    await store.write(async (tx) => {
      const whole = (await endPass(tx, pass)) === many;
      const ours = (await markFollowed(tx, campaign.id, ids)) === new Set(ids).size;
      // Another desk went through some of them meanwhile: then none of this pass stands.
      if (!whole || !ours)
        throw new Refusal(409, "Another desk was here meanwhile. Try again.", { code: "desk_meanwhile" });
    });
    return {};
  });
  return app;
}

/**
 * Destroys what is over: rows of passes that never ended, and a list after its last day.
 * @param parts store, keys and clock of the network
 */
export async function endFollowing({
  store,
  keys,
  clock,
}: {
  store: Store;
  keys: KeyFiles;
  clock: Clock;
}): Promise<void> {
  let gone = await store.write((tx) => dropFollowers(tx, "unfinished"));
  for (const list of await pastLists(store.read, clock.day())) {
    // First what opens: from here on nobody can, however far the rest comes.
    keys.destroyClosing(list);
    gone += await store.write(async (tx) => {
      const many = await dropFollowers(tx, { list });
      await dropList(tx, list);
      return many;
    });
  }
  if (gone > 0) store.erased("rows");
}
