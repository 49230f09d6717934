// An envelope locked under a later key (docs/formats.md, Sealed again): what was sealed before somebody was removed then
// opens no more for whoever has the old seed and a copy of the disk from afterwards. The rows keep their bytes and their
// hashes: without its envelope nobody opens a row, so that one small row of purpose 10 locks up to 256 of them.
import { base64url, readBase64url } from "./bytes.ts";
import type { Exporter, MaybePromise, Primitives } from "./primitives.ts";
import { type Bound, baseOf, beginSealing, info, openRow, PURPOSE, type Unreadable } from "./row.ts";
import { pad, paddedSize, spell } from "./text.ts";
import { ResealedText } from "./texts.ts";

/** The most envelopes that one outer envelope locks. */
export const MOST_INSIDE = 256;
/** Bytes of a row of purpose 10: its text always fills the same size. */
export const RESEALED_ROW_BYTES = 1729;

/** Of what, and under which key. */
export type ResealedFor = Pick<Bound, "network" | "campaign" | "epoch">;

const boundOf = (of: ResealedFor) => info({ ...of, purpose: PURPOSE.resealed });

/**
 * Locks envelopes under a key.
 * @param publicKey the key of `of.epoch`, vouched for
 * @param envelopes at most MOST_INSIDE, each of 1120 bytes
 * @returns the outer envelope, and for each envelope the row that stands in its place
 * @throws TypeError for what is no envelope
 */
export async function sealEnvelopes(
  p: Primitives,
  publicKey: Uint8Array,
  of: ResealedFor,
  envelopes: readonly Uint8Array[],
): Promise<{ outer: Uint8Array; rows: Uint8Array[] }> {
  const sealer = await beginSealing(p, publicKey, boundOf(of));
  const rows: Uint8Array[] = [];
  for (const envelope of envelopes) {
    const text = spell({ v: 1, envelope: base64url(envelope) });
    const size = paddedSize(baseOf(PURPOSE.resealed), text.length, 0);
    if (envelope.length !== 1120 || size === null) throw new TypeError("an envelope has 1120 bytes");
    rows.push((await sealer.seal(pad(text, size))).row);
  }
  return { outer: sealer.envelope, rows };
}

/** What opens the rows of an outer envelope; null when it cannot be one. */
export function openOuter(
  p: Primitives,
  seed: Uint8Array,
  of: ResealedFor,
  outer: Uint8Array,
): MaybePromise<Exporter | null> {
  return p.openEnvelope(seed, outer, boundOf(of));
}

/**
 * Gets an envelope back. What stands in its place is hostile input: nothing here throws for its bytes.
 * @param exporter what `openOuter` gave
 */
export async function openResealed(
  p: Primitives,
  exporter: Exporter | null,
  outer: Uint8Array,
  row: Uint8Array,
): Promise<{ ok: true; envelope: Uint8Array } | Unreadable> {
  const opened = await openRow(p, exporter, outer, row, null, PURPOSE.resealed);
  if (!opened.ok) return opened;
  const text = ResealedText.safeParse(opened.value);
  const envelope = text.success ? readBase64url(text.data.envelope) : null;
  return envelope ? { ok: true, envelope } : { ok: false, why: "text" };
}

/** Envelopes as a network hands them out, with the outer ones that they need. */
export interface PageEnvelopes {
  envelopes: readonly { id: number; bytes: Uint8Array; inside: number | null }[];
  outer: readonly { id: number; epoch: number; bytes: Uint8Array }[];
}

/** An envelope; or why there is none: it is not there, its outer one's key was not granted, or a check of its row. */
export type GotBack =
  | { ok: true; envelope: Uint8Array }
  | { ok: false; why: "envelope" | "key" | Unreadable["why"] };

/**
 * Opens the envelopes of one page; each outer one once.
 * @param keys the seeds by epoch, and of what
 * @returns gives an envelope by its id
 */
export function envelopesOf(
  p: Primitives,
  { network, campaign, seeds }: Omit<ResealedFor, "epoch"> & { seeds: ReadonlyMap<number, Uint8Array> },
  page: PageEnvelopes,
): (id: number) => Promise<GotBack> {
  const kept = new Map(page.envelopes.map((envelope) => [envelope.id, envelope]));
  const outers = new Map(page.outer.map((outer) => [outer.id, outer]));
  const exporters = new Map<number, MaybePromise<Exporter | null>>();
  const got = new Map<number, Promise<GotBack>>();
  const open = async (id: number): Promise<GotBack> => {
    const envelope = kept.get(id);
    if (!envelope) return { ok: false, why: "envelope" };
    if (envelope.inside === null) return { ok: true, envelope: envelope.bytes };
    const outer = outers.get(envelope.inside);
    if (!outer) return { ok: false, why: "envelope" };
    const { epoch } = outer;
    const seed = seeds.get(epoch);
    if (!seed) return { ok: false, why: "key" };
    let exporter = exporters.get(outer.id);
    if (exporter === undefined) {
      exporter = openOuter(p, seed, { network, campaign, epoch }, outer.bytes);
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
