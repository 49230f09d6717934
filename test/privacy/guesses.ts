// What somebody who has a thief's loot and a list of names tries. Each method gives every person on the list a
// number: the higher, the likelier that they signed. A method that finds nothing gives everybody the same.
import { createHash, createHmac, hash } from "node:crypto";
import { sameAddress } from "../../src/vault/address.ts";
import { bytesEqual, concat, utf8 } from "../../src/vault/bytes.ts";
import { checkOf } from "../../src/vault/code.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { addressTag, budgetTag } from "../../src/vault/tag.ts";
import { pad } from "../../src/vault/text.ts";
import { keysAmong, type Loot } from "./loot.ts";
import { type Suspect, textOf } from "./people.ts";
import { makeScanner, type Needle, SHORTEST } from "./scan.ts";
import { spellingsOf } from "./spellings.ts";

export type Guess = (loot: Loot, suspects: readonly Suspect[]) => number[];

/** How many bytes of a digest are looked for: what is kept may be cut. */
const PREFIX = 12;

/** What identifies somebody, in the forms in which it may have been hashed. */
function wordsFor({ name, email, phone }: Suspect): string[] {
  const same = sameAddress(email) ?? email;
  const digits = phone.replace(/\D/g, "");
  return [...new Set([same, email, email.toUpperCase(), name, name.toLowerCase(), phone, digits])];
}

/** Scores people by how many of their needles are found anywhere. */
function scoreByScan(
  suspects: readonly Suspect[],
  needles: Iterable<Needle<number>>,
  where: readonly Uint8Array[],
): number[] {
  const scanner = makeScanner(needles);
  const scores = suspects.map(() => 0);
  for (const bytes of where) for (const at of scanner.scan(bytes)) scores[at] = (scores[at] ?? 0) + 1;
  return scores;
}

function clearNeedles(suspects: readonly Suspect[]): Needle<number>[] {
  return suspects.flatMap(({ name, email, phone }, label) =>
    [name, email, phone].flatMap(spellingsOf).map(({ bytes }) => ({ bytes, label })),
  );
}

/** Reads the names, addresses and telephone numbers where they lie. */
export const inTheClear: Guess = (loot, suspects) =>
  scoreByScan(
    suspects,
    clearNeedles(suspects),
    loot.files.map(({ bytes }) => bytes),
  );

const PLAIN_HASHES = ["md5", "sha1", "sha256", "sha512", "sha3-256"];

/** Digests of what identifies somebody: bare, and under each key; and the codes that would follow from them. */
function* digestsOf(suspect: Suspect, loot: Loot, keys: readonly Uint8Array[]): Generator<Uint8Array> {
  const p = onNode;
  const { id: campaign } = loot.campaign;
  const same = sameAddress(suspect.email) ?? suspect.email;
  for (const word of wordsFor(suspect)) {
    for (const name of PLAIN_HASHES) yield hash(name, word, "buffer");
    yield createHash("sha256").update(loot.network).update(word).digest();
    yield createHash("sha256").update(campaign).update(word).digest();
    for (const key of keys) {
      yield createHmac("sha256", key).update(word).digest();
      yield createHash("sha256").update(key).update(word).digest();
      yield p.expand(key, utf8(word), 32);
    }
  }
  for (const key of [...keys, loot.network, campaign]) {
    yield addressTag(p, key, campaign, "person", same);
    yield budgetTag(p, key, same);
    yield checkOf(p, createHmac("sha256", key).update(same).digest().subarray(0, 16));
  }
  for (const text of [textOf(suspect), textOf({ ...suspect, email: "" })]) {
    for (const whole of [text, pad(text, 1_664)]) yield hash("sha256", whole, "buffer");
  }
  for (const word of [same, suspect.name]) yield checkOf(p, hash("sha256", word, "buffer").subarray(0, 16));
}

/** Hashes everybody in every way, with every key that lies there, and looks for what comes out. */
export const byHashing: Guess = (loot, suspects) => {
  const keys = keysAmong(loot).map(({ key }) => key);
  function* needles(): Generator<Needle<number>> {
    for (const [label, suspect] of suspects.entries()) {
      for (const digest of digestsOf(suspect, loot, keys)) {
        const bytes = Buffer.from(digest.subarray(0, PREFIX));
        yield { bytes, label };
        yield { bytes: Buffer.from(bytes.toString("hex")), label };
        yield { bytes: Buffer.from(bytes.toString("base64url")), label };
      }
    }
  }
  return scoreByScan(
    suspects,
    needles(),
    loot.files.map(({ bytes }) => bytes),
  );
};

/** Hashes everybody once for each row, with what lies beside it, and compares with what lies beside it. */
export const byRow: Guess = (loot, suspects) => {
  const scores = suspects.map(() => 0);
  const people = suspects.map(({ name, email }) => ({
    same: utf8(sameAddress(email) ?? email),
    contents: [hash("sha256", name, "buffer"), hash("sha256", sameAddress(email) ?? email, "buffer")],
  }));
  const label = utf8("undersigned entry v1");
  for (const { salt, entry, check, sealed_hash: sealed, row } of loot.rows) {
    if (salt === null) continue;
    const others = [entry?.subarray(1), check, sealed, row?.subarray(17, 49)].filter((one) => !!one);
    const known = new Set(others.map((one) => Buffer.from(one).toString("latin1")));
    const type = entry?.subarray(0, 1) ?? new Uint8Array(1);
    for (const [at, { same, contents }] of people.entries()) {
      const digests = [
        hash("sha256", concat(salt, same), "buffer"),
        createHmac("sha256", salt).update(same).digest(),
        ...contents.map((content) => hash("sha256", concat(label, type, salt, content), "buffer")),
      ];
      if (digests.some((digest) => known.has(digest.toString("latin1")))) scores[at] = (scores[at] ?? 0) + 1;
    }
  }
  return scores;
};

/** Opens what it can with the keys that lie there, and reads it. */
export const byOpening = async (loot: Loot, suspects: readonly Suspect[]): Promise<number[]> => {
  const read = await openedWithKeys(loot);
  return scoreByScan(suspects, clearNeedles(suspects), read);
};

const TOKEN = /[A-Za-z0-9_-]{120,}/g;

async function openedWithKeys(loot: Loot): Promise<Uint8Array[]> {
  const p = onNode;
  const keys = keysAmong(loot).map(({ key }) => key);
  const opened: Uint8Array[] = [];
  const tokens = loot.files.flatMap(({ bytes }) => Buffer.from(bytes).toString("latin1").match(TOKEN) ?? []);
  const boxes = [
    ...loot.rows.flatMap(({ row }) => (row ? [row] : [])),
    ...loot.answers.map(({ row }) => row),
    ...loot.grants.map(({ closed }) => closed),
    ...[...new Set(tokens)].flatMap((token) => {
      const bytes = new Uint8Array(Buffer.from(token, "base64url"));
      return [bytes, bytes.slice(2)];
    }),
  ];
  const { network, campaign } = loot;
  const labels = (box: Uint8Array) => [
    utf8("row"),
    concat(utf8("undersigned link v1"), network, box.subarray(0, 2)),
    ...days(loot).map((day) => concat(utf8("undersigned link v1"), network, day)),
    ...loot.grants.map(({ epoch, holder }) =>
      concat(utf8("undersigned closing v1"), campaign.id, Uint8Array.of(0, 0, 0, epoch), holder),
    ),
  ];
  for (const box of boxes) {
    if (box[0] !== 1 || box.length < 65 + SHORTEST) continue;
    const nonce = box.subarray(1, 17);
    for (const key of keys) {
      for (const label of labels(box)) {
        const both = p.expand(key, concat(label, nonce), 64);
        if (!bytesEqual(both.subarray(32), box.subarray(17, 49))) continue;
        const text = await p.aesOpen(both.subarray(0, 32), box.subarray(49));
        if (text) opened.push(text);
      }
    }
  }
  // A campaign's seed would open every row.
  const seeds = [...keys, ...opened.flatMap((text) => (text.length >= 32 ? [text.subarray(0, 32)] : []))];
  for (const seed of seeds) {
    if (bytesEqual(await p.xwingPublic(seed), campaign.publicKey)) {
      throw new Error("the campaign's seed lies on the disk: every row can be opened");
    }
  }
  return opened;
}

/** The days whose link keys lie there, as two bytes. */
function days(loot: Loot): Uint8Array[] {
  return keysAmong(loot).flatMap(({ path }) => {
    const day = Number(/links\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
    return Number.isNaN(day) ? [] : [Uint8Array.of(day >> 8, day & 255)];
  });
}
