// The envelopes that a page of sealed rows needs: one of an earlier key may be locked again, inside an outer envelope of a
// later one (docs/formats.md, Sealed again). At the network they are read; at the holder's own device they are got back.
import * as z from "zod";
import type { Reading } from "../store/store.ts";
import type { Exporter, MaybePromise, Primitives } from "../vault/primitives.ts";
import { openOuter, openResealed } from "../vault/resealed.ts";
import type { Unreadable } from "../vault/row.ts";
import { bytes } from "../web/api.ts";

/** Members of a page of sealed rows. */
export const pageEnvelopes = {
  envelopes: z.array(
    z.strictObject({
      id: z.int(),
      /** The encapsulation; or the row that gives it back, where it was locked again. */
      bytes: bytes(),
      /** The outer envelope that it was locked again in. */
      inside: z.nullable(z.int()),
    }),
  ),
  outer: z.array(z.strictObject({ id: z.int(), epoch: z.int(), bytes: bytes() })),
};
export type PageEnvelopes = z.output<z.ZodObject<typeof pageEnvelopes>>;

/**
 * Reads envelopes with the outer ones that they need, as they stand at one moment.
 * @param ids null and doubles are passed over
 */
export async function readEnvelopes(db: Reading, ids: readonly (number | null)[]): Promise<PageEnvelopes> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return { envelopes: [], outer: [] };
  const kept = await db
    .selectFrom("envelopes as e")
    .leftJoin("envelopes as o", "o.id", "e.inside")
    .select(["e.id", "e.bytes", "e.inside", "o.epoch as outer_epoch", "o.bytes as outer_bytes"])
    .where("e.id", "in", wanted)
    .execute();
  const outer = new Map<number, PageEnvelopes["outer"][number]>();
  for (const { inside: id, outer_epoch: epoch, outer_bytes } of kept) {
    if (id !== null && epoch !== null && outer_bytes !== null)
      outer.set(id, { id, epoch, bytes: outer_bytes });
  }
  return {
    envelopes: kept.map(({ id, bytes, inside }) => ({ id, bytes, inside })),
    outer: [...outer.values()],
  };
}

/** An envelope, or why there is none. */
export type GotBack =
  | { ok: true; envelope: Uint8Array }
  | { ok: false; why: "envelope" | "key" | Unreadable["why"] };

/**
 * Opens the envelopes of one page; each outer one once.
 * @param keys of the campaign, or the list
 * @returns gives an envelope by its id
 */
export function envelopesOf(
  p: Primitives,
  keys: { network: Uint8Array; campaign: Uint8Array; seeds: ReadonlyMap<number, Uint8Array> },
  page: PageEnvelopes,
): (id: number) => Promise<GotBack> {
  const plain = new Map(page.envelopes.map((envelope) => [envelope.id, envelope]));
  const outers = new Map(page.outer.map((outer) => [outer.id, outer]));
  const exporters = new Map<number, MaybePromise<Exporter | null>>();
  const got = new Map<number, Promise<GotBack>>();
  const open = async (id: number): Promise<GotBack> => {
    const envelope = plain.get(id);
    if (!envelope) return { ok: false, why: "envelope" };
    if (envelope.inside === null) return { ok: true, envelope: envelope.bytes };
    const outer = outers.get(envelope.inside);
    if (!outer) return { ok: false, why: "envelope" };
    const seed = keys.seeds.get(outer.epoch);
    if (!seed) return { ok: false, why: "key" };
    let exporter = exporters.get(outer.id);
    if (exporter === undefined) {
      const { network, campaign } = keys;
      exporter = openOuter(p, seed, { network, campaign, epoch: outer.epoch }, outer.bytes);
      exporters.set(outer.id, exporter);
    }
    return openResealed(p, await exporter, outer.bytes, envelope.bytes);
  };
  return (id) => {
    const known = got.get(id) ?? open(id);
    got.set(id, known);
    return known;
  };
}
