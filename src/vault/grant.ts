// How seeds are passed on and kept (docs/formats.md, Box). A grant gives a campaign's seed to one holder or the
// envelope; the server keeps it only closed, under a key whose destruction ends the campaign for good. A wrap keeps
// a holder's own seeds under their words.
import { openBox, sealBox } from "./box.ts";
import { base64url, bytesEqual, concat, readBase64url, readUnsigned, u32, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";
import { baseOf, beginSealing, info, openRow, PURPOSE } from "./row.ts";
import { pad, spell } from "./text.ts";
import { GrantText } from "./texts.ts";

const ENVELOPE_BYTES = 1120;
const CLOSING = utf8("undersigned closing v1");
const WRAP = utf8("undersigned wrap v1");

/** Whose seed a grant gives, and to whom. `holder` is a holder's id or the envelope's. */
export interface Granted {
  network: Uint8Array;
  campaign: Uint8Array;
  epoch: number;
  holder: Uint8Array;
}

function infoOf({ network, campaign, epoch }: Granted): Uint8Array {
  return info({ purpose: PURPOSE.grant, network, campaign, epoch });
}

/** Seals a campaign's seed to the X-Wing key of its holder: envelope ‖ row, 2017 bytes. */
export async function makeGrant(
  p: Primitives,
  granted: Granted,
  holderKey: Uint8Array,
  seed: Uint8Array,
): Promise<Uint8Array> {
  const sealer = await beginSealing(p, holderKey, infoOf(granted));
  const text = spell({ v: 1, holder: base64url(granted.holder), seed: base64url(seed) });
  const { row } = await sealer.seal(pad(text, baseOf(PURPOSE.grant)));
  return concat(sealer.envelope, row);
}

export type OpenedGrant =
  | { ok: true; seed: Uint8Array }
  | { ok: false; why: "unreadable" | "holder" | "key" };

/**
 * Opens a grant with the holder's own X-Wing seed. It counts only if it names this holder and its seed gives the
 * public key that the chain vouches for, whose SHA-256 (`vouched`) is the chain's `campaignKey`.
 */
export async function openGrant(
  p: Primitives,
  granted: Granted,
  ownSeed: Uint8Array,
  vouched: Uint8Array,
  grant: Uint8Array,
): Promise<OpenedGrant> {
  const envelope = grant.slice(0, ENVELOPE_BYTES);
  const exporter = await p.openEnvelope(ownSeed, envelope, infoOf(granted));
  const row = await openRow(p, exporter, envelope, grant.slice(ENVELOPE_BYTES), null, PURPOSE.grant);
  const text = GrantText.safeParse(row.ok ? row.value : null);
  if (!text.success) return { ok: false, why: "unreadable" };
  const holder = readBase64url(text.data.holder);
  const seed = readBase64url(text.data.seed);
  if (holder === null || seed === null) return { ok: false, why: "unreadable" };
  if (!bytesEqual(holder, granted.holder)) return { ok: false, why: "holder" };
  if (!bytesEqual(p.sha256(await p.xwingPublic(seed)), vouched)) return { ok: false, why: "key" };
  return { ok: true, seed };
}

function closingLabel({ campaign, epoch, holder }: Granted): Uint8Array {
  return concat(CLOSING, campaign, u32(epoch), holder);
}

/** A grant as the server keeps it, 2082 bytes. */
export function closeGrant(
  p: Primitives,
  closingKey: Uint8Array,
  granted: Granted,
  grant: Uint8Array,
): Promise<Uint8Array> {
  return sealBox(p, closingKey, closingLabel(granted), grant);
}

/** The grant that the server kept, or null when it is another's or was changed. */
export function uncloseGrant(
  p: Primitives,
  closingKey: Uint8Array,
  granted: Granted,
  closed: Uint8Array,
): Promise<Uint8Array | null> {
  return openBox(p, closingKey, closingLabel(granted), closed);
}

/** What a holder's words keep: both seeds, and what of the chain this holder has seen. */
export interface Wrapped {
  xwingSeed: Uint8Array;
  ed25519Seed: Uint8Array;
  /** SHA-256 of the chain's first vouch, and of the last one seen with its number. */
  root: Uint8Array;
  serial: number;
  head: Uint8Array;
}

const WRAPPED_BYTES = 32 + 32 + 32 + 4 + 32;

function wrapLabel(network: Uint8Array, holder: Uint8Array): Uint8Array {
  return concat(WRAP, network, holder);
}

/** Wraps a holder's seeds under the key that their words give: 197 bytes. */
export function makeWrap(
  p: Primitives,
  wrapKey: Uint8Array,
  network: Uint8Array,
  holder: Uint8Array,
  { xwingSeed, ed25519Seed, root, serial, head }: Wrapped,
): Promise<Uint8Array> {
  const plaintext = concat(xwingSeed, ed25519Seed, root, u32(serial), head);
  if (plaintext.length !== WRAPPED_BYTES) throw new TypeError("seeds and hashes have 32 bytes");
  return sealBox(p, wrapKey, wrapLabel(network, holder), plaintext);
}

/** What a wrap holds, or null: other words, another holder, or changed. */
export async function openWrap(
  p: Primitives,
  wrapKey: Uint8Array,
  network: Uint8Array,
  holder: Uint8Array,
  wrap: Uint8Array,
): Promise<Wrapped | null> {
  const plaintext = await openBox(p, wrapKey, wrapLabel(network, holder), wrap);
  if (plaintext?.length !== WRAPPED_BYTES) return null;
  return {
    xwingSeed: plaintext.slice(0, 32),
    ed25519Seed: plaintext.slice(32, 64),
    root: plaintext.slice(64, 96),
    serial: readUnsigned(plaintext.subarray(96, 100)),
    head: plaintext.slice(100),
  };
}
