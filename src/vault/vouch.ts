// Vouches: one chain of signed records says whose keys stand (docs/formats.md, Vouches). Nobody has to believe the
// server about a key: a desk reads the chain, and seals and opens with nothing that the chain does not give it.
import { bytesEqual, concat, hex, isZero, readUnsigned, u8, u32, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

/** What a record says. */
export const KIND = {
  /** The first holder, who signs themself. */
  first: 0,
  /** A holder, or new keys of one. */
  holder: 1,
  /** The envelope (the sheet with ten words). */
  sheet: 2,
  campaignKey: 3,
  /** Of a holder or an envelope. */
  removal: 9,
} as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** What a record of each kind names, and whether an envelope may sign it. */
const RULES: Record<Kind, { xwing: boolean; ed25519: boolean; epoch: boolean; bySheet: boolean }> = {
  [KIND.first]: { xwing: true, ed25519: true, epoch: false, bySheet: false },
  [KIND.holder]: { xwing: true, ed25519: true, epoch: false, bySheet: true },
  [KIND.sheet]: { xwing: true, ed25519: true, epoch: false, bySheet: true },
  [KIND.campaignKey]: { xwing: true, ed25519: false, epoch: true, bySheet: false },
  [KIND.removal]: { xwing: false, ed25519: false, epoch: false, bySheet: false },
};

const LABEL = utf8("undersigned vouch v1");
const FINGERPRINT = utf8("undersigned fingerprint v1");
const SIGNED_BYTES = 173;
const RECORD_BYTES = 237;
const NO_HASH = new Uint8Array(32);

/** What is to be said; keys that the kind does not name are null. */
export interface NewVouch {
  kind: Kind;
  network: Uint8Array;
  /** A holder's, an envelope's or a campaign's id. */
  subject: Uint8Array;
  /** 0 except for a campaign key. */
  epoch: number;
  serial: number;
  /** SHA-256 of the record before; zeros for the first. */
  prev: Uint8Array;
  xwing: Uint8Array | null;
  ed25519: Uint8Array | null;
  signer: Uint8Array;
}

/** Signs a record (237 bytes) with the signer's Ed25519 seed. */
export function makeVouch(p: Primitives, vouch: NewVouch, seed: Uint8Array): Uint8Array {
  const { kind, network, subject, epoch, serial, prev, xwing, ed25519, signer } = vouch;
  const hashOf = (key: Uint8Array | null) => (key ? p.sha256(key) : NO_HASH);
  const head = concat(LABEL, u8(kind), network, subject, u32(epoch), u32(serial), prev);
  const signed = concat(head, hashOf(xwing), hashOf(ed25519), signer);
  if (signed.length !== SIGNED_BYTES) throw new TypeError("ids have 16 bytes, hashes 32");
  return concat(signed, p.sign(seed, signed));
}

/** A record, taken apart; nothing about it is checked but its form. */
export interface Vouch {
  kind: Kind;
  network: Uint8Array;
  subject: Uint8Array;
  epoch: number;
  serial: number;
  prev: Uint8Array;
  xwingHash: Uint8Array;
  ed25519Hash: Uint8Array;
  signer: Uint8Array;
  signed: Uint8Array;
  signature: Uint8Array;
}

function kindOf(byte: number | undefined): Kind | null {
  return Object.values(KIND).find((kind) => kind === byte) ?? null;
}

/** Takes a record apart, or null when it has not the form of one. */
export function readVouch(record: Uint8Array): Vouch | null {
  const kind = kindOf(record[20]);
  if (record.length !== RECORD_BYTES || kind === null || !bytesEqual(record.subarray(0, 20), LABEL))
    return null;
  return {
    kind,
    network: record.slice(21, 37),
    subject: record.slice(37, 53),
    epoch: readUnsigned(record.subarray(53, 57)),
    serial: readUnsigned(record.subarray(57, 61)),
    prev: record.slice(61, 93),
    xwingHash: record.slice(93, 125),
    ed25519Hash: record.slice(125, 157),
    signer: record.slice(157, SIGNED_BYTES),
    signed: record.slice(0, SIGNED_BYTES),
    signature: record.slice(SIGNED_BYTES),
  };
}

/** A record as it is kept: with the public keys whose hashes it signs. */
export interface VouchWithKeys {
  record: Uint8Array;
  xwing: Uint8Array | null;
  ed25519: Uint8Array | null;
}

/** Whoever stands in the chain, with the keys they stand with. */
export interface Standing {
  id: Uint8Array;
  xwing: Uint8Array;
  ed25519: Uint8Array;
}

export interface Chain {
  network: Uint8Array;
  /** SHA-256 of the first record, and of the last. */
  root: Uint8Array;
  head: Uint8Array;
  /** Of the last record. */
  serial: number;
  /** SHA-256 of each record, by serial. */
  hashes: readonly Uint8Array[];
  /** Key holders that stand, by their id in hex. */
  holders: ReadonlyMap<string, Standing>;
  /** Envelopes that stand (vouched for and not removed), by their id in hex. */
  sheets: ReadonlyMap<string, Standing>;
  /** The one vouched for last: what new grants go to. */
  sheet: Standing | null;
  holder(id: Uint8Array): Standing | null;
  /** SHA-256 of the X-Wing key of a campaign's epoch, or null when nobody vouched for one. */
  campaignKey(campaign: Uint8Array, epoch: number): Uint8Array | null;
  /** The last epoch vouched for; 0 when there is none. */
  epochOf(campaign: Uint8Array): number;
}

/** Why a record does not go on from the ones before it. `forked`: two records say that they follow the same one. */
export type BrokenWhy =
  | "empty"
  | "unreadable"
  | "network"
  | "forked"
  | "order"
  | "kind"
  | "keys"
  | "epoch"
  | "subject"
  | "signer"
  | "signature";

/** `at` is the record's place, from 0. */
export type ChainRead = { ok: true; chain: Chain } | { ok: false; why: BrokenWhy; at: number };

interface Links {
  hashes: Uint8Array[];
  holders: Map<string, Standing>;
  sheets: Map<string, Standing>;
  /** Every id that was ever a holder's or an envelope's: neither may become the other. */
  heldBy: Map<string, "holder" | "sheet">;
  /** By campaign in hex, then epoch. */
  campaigns: Map<string, Map<number, Uint8Array>>;
}

/** Each check of one record, in the order in which they are told. */
function broken(
  p: Primitives,
  network: Uint8Array,
  links: Links,
  vouch: Vouch,
  { xwing, ed25519 }: VouchWithKeys,
): BrokenWhy | null {
  const { kind, subject, serial, prev } = vouch;
  const rule = RULES[kind];
  const first = links.hashes.length === 0;
  if (!bytesEqual(vouch.network, network)) return "network";
  if (serial !== links.hashes.length || !bytesEqual(prev, links.hashes.at(-1) ?? NO_HASH)) {
    const followed = first ? [] : [NO_HASH, ...links.hashes.slice(0, -1)];
    return followed.some((hash) => bytesEqual(hash, prev)) ? "forked" : "order";
  }
  if (first !== (kind === KIND.first)) return "kind";
  const names = (named: boolean, key: Uint8Array | null, length: number, hash: Uint8Array) =>
    named ? key?.length === length && bytesEqual(p.sha256(key), hash) : key === null && isZero(hash);
  if (!names(rule.xwing, xwing, 1216, vouch.xwingHash)) return "keys";
  if (!names(rule.ed25519, ed25519, 32, vouch.ed25519Hash)) return "keys";
  if (rule.epoch ? vouch.epoch <= lastEpoch(links, subject) : vouch.epoch !== 0) return "epoch";
  if (!mayBeSubject(links, kind, subject)) return "subject";
  const signer = signerOf(links, vouch, rule.bySheet, ed25519);
  if (signer === null) return "signer";
  return p.verify(signer, vouch.signed, vouch.signature) ? null : "signature";
}

function mayBeSubject(links: Links, kind: Kind, subject: Uint8Array): boolean {
  const id = hex(subject);
  if (kind === KIND.removal) return links.holders.has(id) || links.sheets.has(id);
  const was = links.heldBy.get(id);
  if (kind === KIND.sheet) return was !== "holder";
  return kind === KIND.campaignKey || was !== "sheet";
}

function signerOf(links: Links, vouch: Vouch, bySheet: boolean, own: Uint8Array | null): Uint8Array | null {
  if (vouch.kind === KIND.first) return bytesEqual(vouch.signer, vouch.subject) ? own : null;
  const id = hex(vouch.signer);
  const signer = links.holders.get(id) ?? (bySheet ? links.sheets.get(id) : undefined);
  return signer?.ed25519 ?? null;
}

function lastEpoch(links: Links, campaign: Uint8Array): number {
  return Math.max(0, ...(links.campaigns.get(hex(campaign))?.keys() ?? []));
}

function add(p: Primitives, links: Links, vouch: Vouch, { record, xwing, ed25519 }: VouchWithKeys): void {
  const id = hex(vouch.subject);
  links.hashes.push(p.sha256(record));
  if (vouch.kind === KIND.removal) {
    links.holders.delete(id);
    links.sheets.delete(id);
  } else if (vouch.kind === KIND.campaignKey) {
    const epochs = links.campaigns.get(id) ?? new Map<number, Uint8Array>();
    links.campaigns.set(id, epochs.set(vouch.epoch, vouch.xwingHash));
  } else if (xwing && ed25519) {
    const [standing, as] =
      vouch.kind === KIND.sheet ? [links.sheets, "sheet" as const] : [links.holders, "holder" as const];
    // Deleted first, so that the one vouched for last comes last.
    standing.delete(id);
    standing.set(id, { id: vouch.subject, xwing, ed25519 });
    links.heldBy.set(id, as);
  }
}

/** Reads a network's chain from its first record on. It stands as a whole, or the first record that breaks it is told. */
export function readChain(p: Primitives, network: Uint8Array, records: readonly VouchWithKeys[]): ChainRead {
  const links: Links = {
    hashes: [],
    holders: new Map(),
    sheets: new Map(),
    heldBy: new Map(),
    campaigns: new Map(),
  };
  for (const [at, kept] of records.entries()) {
    const vouch = readVouch(kept.record);
    if (vouch === null) return { ok: false, why: "unreadable", at };
    const why = broken(p, network, links, vouch, kept);
    if (why !== null) return { ok: false, why, at };
    add(p, links, vouch, kept);
  }
  const { hashes, holders, sheets } = links;
  const root = hashes[0];
  const head = hashes.at(-1);
  if (!root || !head) return { ok: false, why: "empty", at: 0 };
  const chain: Chain = {
    network,
    root,
    head,
    serial: hashes.length - 1,
    hashes,
    holders,
    sheets,
    sheet: [...sheets.values()].at(-1) ?? null,
    holder: (id) => holders.get(hex(id)) ?? null,
    campaignKey: (campaign, epoch) => links.campaigns.get(hex(campaign))?.get(epoch) ?? null,
    epochOf: (campaign) => lastEpoch(links, campaign),
  };
  return { ok: true, chain };
}

/** Whether a chain goes on from what a desk saw last: the same first record, and the record of that serial. */
export function holdsSeen(chain: Chain, root: Uint8Array, serial: number, head: Uint8Array): boolean {
  const seen = chain.hashes[serial];
  return bytesEqual(chain.root, root) && seen !== undefined && bytesEqual(seen, head);
}

/** The number that is read out on the telephone: 24 digits in six groups of four. A campaign's key is X-Wing alone. */
export function number(p: Primitives, xwing: Uint8Array, ed25519?: Uint8Array): string {
  const hash = p.sha256(FINGERPRINT, xwing, ed25519 ?? new Uint8Array(0));
  const digits = (BigInt(`0x${hex(hash)}`) % 10n ** 24n).toString().padStart(24, "0");
  return digits.match(/.{4}/g)?.join(" ") ?? "";
}
