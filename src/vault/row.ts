// A row: one padded text, sealed so that only the holder of a campaign's seed can open it (docs/formats.md,
// Row). One encapsulation, the envelope, serves up to 256 rows of a commit; each row has a key of its own, so
// rows open singly, in any order, after their neighbours are gone. A sealer lives for one commit and is never
// stored or copied; what must be tried again is stored again as the same bytes.
import { bytesEqual, concat, readUtf8, u8, u32, utf8 } from "./bytes.ts";
import type { Exporter, Primitives } from "./primitives.ts";
import { canonical, unpad } from "./text.ts";

/** What a row is for; part of `info`, so a row cannot pass for one of another purpose. */
export const PURPOSE = {
  test: 0,
  signature: 1,
  follower: 2,
  coming: 3,
  letter: 4,
  comment: 5,
  request: 6,
  grant: 7,
  appearance: 8,
  invitation: 9,
  resealed: 10,
} as const;
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];

/** Version, n and c before the ciphertext; the tag after it. */
const AROUND = 1 + 16 + 32 + 16;
const VERSION = 1;
const VERSION_BYTE = u8(VERSION);
const MOST_ROWS = 256;
const ENVELOPE_BYTES = 1120;
const INFO_BYTES = 51;
const LARGE: readonly number[] = [PURPOSE.signature, PURPOSE.coming, PURPOSE.letter, PURPOSE.comment];

/** Sixteen zero bytes: the campaign of what belongs to none. */
export const NO_CAMPAIGN: Uint8Array = new Uint8Array(16);

/** The smallest size of a padded text for a purpose; the others are its doubles, up to 32 times. */
export function baseOf(purpose: number): number {
  return LARGE.includes(purpose) ? 1664 : 832;
}

function isSize(purpose: number, bytes: number): boolean {
  const times = bytes / baseOf(purpose);
  return times === 1 || times === 2 || times === 4 || times === 8 || times === 16 || times === 32;
}

/** Whether a sealed row of a purpose may have this length; nothing else of it can be seen from outside. */
export function isRowSize(purpose: Purpose, bytes: number): boolean {
  return isSize(purpose, bytes - AROUND);
}

/** What a seal is bound to. */
export interface Bound {
  /** 2 for a page's own blob inside a row, 1 for everything else (the default). */
  layer?: 1 | 2;
  purpose: Purpose;
  network: Uint8Array;
  campaign: Uint8Array;
  /** From 1; 0 where there is none. */
  epoch: number;
}

/** HPKE's `info`, 51 bytes. Throws when an id has not 16 bytes. */
export function info({ layer = 1, purpose, network, campaign, epoch }: Bound): Uint8Array {
  if (network.length !== 16 || campaign.length !== 16) throw new TypeError("an id has 16 bytes");
  return concat(utf8("undersigned/1"), u8(layer), u8(purpose), network, campaign, u32(epoch));
}

/** A row and its hash, as both are stored. */
export interface Sealed {
  row: Uint8Array;
  sealedHash: Uint8Array;
}

/** Seals the rows of one commit. */
export interface Sealer {
  /** Stored once, beside its rows. */
  readonly envelope: Uint8Array;
  /** How many more rows may be sealed. */
  readonly left: number;
  /** Seals one padded text (text.ts). Throws after 256 rows, and for a length no opener accepts. */
  seal(plaintext: Uint8Array): Promise<Sealed>;
}

const ROW_LABEL = utf8("row");

/** Encapsulates once to a public key; `info` as the function of that name makes it. Throws for what is no key. */
export async function beginSealing(p: Primitives, publicKey: Uint8Array, info: Uint8Array): Promise<Sealer> {
  if (info.length !== INFO_BYTES) throw new TypeError("info has 51 bytes");
  const purpose = info[14] ?? 0;
  const { envelope, exporter } = await p.encapsulate(publicKey, info);
  const envelopeHash = p.sha256(envelope);
  let left = MOST_ROWS;
  return {
    envelope,
    get left() {
      return left;
    },
    async seal(plaintext) {
      if (left === 0) throw new Error(`an envelope holds ${MOST_ROWS} rows`);
      if (!isSize(purpose, plaintext.length)) throw new Error(`no row of purpose ${purpose} has this length`);
      left--;
      const n = p.random(16);
      const secret = await exporter.export(concat(ROW_LABEL, n), 64);
      const ciphertext = await p.aesSeal(secret.subarray(0, 32), plaintext);
      const row = concat(VERSION_BYTE, n, secret.subarray(32), ciphertext);
      return { row, sealedHash: p.sha256(envelopeHash, row) };
    },
  };
}

/** SHA-256(SHA-256(envelope) ‖ row): what an entry commits to. */
export function sealedHash(p: Primitives, envelope: Uint8Array, row: Uint8Array): Uint8Array {
  return p.sha256(p.sha256(envelope), row);
}

/** A row that opened: its text without the blanks at its end, and the object that it spells. */
export interface Opened {
  ok: true;
  text: string;
  value: Record<string, unknown>;
}

/** Why a row is unreadable: the first check that failed. */
export interface Unreadable {
  ok: false;
  why: "version" | "length" | "commitment" | "tag" | "hash" | "text";
}

/**
 * Opens one row. Takes the exporter of its envelope (null, when that could not be opened, fails at the
 * commitment), and the hash kept beside it, or null where none is. A row is hostile input: nothing here throws
 * for its bytes, and the purpose's schema (text.ts) is for the caller to check next.
 */
export async function openRow(
  p: Primitives,
  exporter: Exporter | null,
  envelope: Uint8Array,
  row: Uint8Array,
  keptHash: Uint8Array | null,
  purpose: Purpose,
): Promise<Opened | Unreadable> {
  if (row[0] !== VERSION) return { ok: false, why: "version" };
  if (!isSize(purpose, row.length - AROUND)) return { ok: false, why: "length" };
  if (exporter === null || envelope.length !== ENVELOPE_BYTES) return { ok: false, why: "commitment" };
  const secret = await exporter.export(concat(ROW_LABEL, row.subarray(1, 17)), 64);
  if (!p.equal(secret.subarray(32), row.subarray(17, 49))) return { ok: false, why: "commitment" };
  const plaintext = await p.aesOpen(secret.subarray(0, 32), row.subarray(49));
  if (plaintext === null) return { ok: false, why: "tag" };
  if (keptHash && !bytesEqual(sealedHash(p, envelope, row), keptHash)) return { ok: false, why: "hash" };
  const text = readUtf8(unpad(plaintext));
  const value = text === null ? null : canonical(text);
  return text === null || value === null ? { ok: false, why: "text" } : { ok: true, text, value };
}
