// Stores that leak, each in one of the usual ways: so that a test that finds nothing in ours can be seen to find.
import { createHash, createHmac, hash, randomBytes } from "node:crypto";
import { sameAddress } from "../../src/vault/address.ts";
import { concat, utf8 } from "../../src/vault/bytes.ts";
import { checkOf } from "../../src/vault/code.ts";
import { makeLink } from "../../src/vault/link.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { PURPOSE } from "../../src/vault/row.ts";
import { addressTag } from "../../src/vault/tag.ts";
import { pad } from "../../src/vault/text.ts";
import { keysAmong, type Loot, type StolenRow } from "./loot.ts";
import { type Suspect, textOf } from "./people.ts";

/** Who signed which row. */
type Typed = ReadonlyMap<number, Suspect>;

export interface Leak {
  /** The method that has to find it. */
  by: string;
  spill(loot: Loot, typed: Typed): Loot | Promise<Loot>;
}

const same = ({ email }: Suspect) => sameAddress(email) ?? email;

function keyAt(loot: Loot, path: RegExp): Uint8Array {
  const found = keysAmong(loot).find((one) => path.test(one.path));
  if (!found) throw new Error(`there is no key ${path}`);
  return found.key;
}

/** What is left: the keys, and one file more. */
function withFile(loot: Loot, bytes: Uint8Array): Loot {
  const keys = loot.files.filter((file) => file.bytes.length === 32);
  return { ...loot, files: [...keys, { path: "leak", bytes }] };
}

/** A file in which something stands for each row. */
const inFile =
  (write: (person: Suspect, loot: Loot) => Uint8Array | string) =>
  (loot: Loot, typed: Typed): Loot =>
    withFile(
      loot,
      concat(...[...typed.values()].map((person) => Buffer.from(write(person, loot) as string))),
    );

/** Rows that are changed by who signed them. */
const inRows =
  (change: (row: StolenRow, person: Suspect) => Partial<StolenRow>) =>
  (loot: Loot, typed: Typed): Loot => ({
    ...withFile(loot, new Uint8Array(1)),
    rows: loot.rows.map((row) => {
      const person = typed.get(row.id);
      return person ? { ...row, ...change(row, person) } : row;
    }),
  });

const HASHING = "hashing with every key";
const SALTS = "hashing with every row's salt";
const CLEAR = "reading what lies in the clear";
const OPENING = "opening with every key";
const LENGTH = "how long rows are";
const ORDER = "the order in which rows lie";

export const LEAKS: Record<string, Leak> = {
  "the log names addresses in base64": {
    by: CLEAR,
    spill: inFile(({ email }) => `sent to ${Buffer.from(`<${email}>`).toString("base64")}\n`),
  },
  "an index folds names": { by: CLEAR, spill: inFile(({ name }) => `${name.toLowerCase()}\0`) },
  "addresses are kept as SHA-256, in hexadecimal": {
    by: HASHING,
    spill: inFile((person) => `${hash("sha256", same(person))}\n`),
  },
  "the tags of addresses lie beside the server's key": {
    by: HASHING,
    spill: inFile((person, loot) =>
      addressTag(onNode, keyAt(loot, /server$/), loot.campaign.id, "person", same(person)),
    ),
  },
  "addresses are kept under the key of the day's links, cut to twelve bytes": {
    by: HASHING,
    spill: inFile((person, loot) =>
      createHmac("sha256", keyAt(loot, /links\//))
        .update(same(person))
        .digest()
        .subarray(0, 12),
    ),
  },
  "codes follow from addresses": {
    by: HASHING,
    spill: inFile((person) => checkOf(onNode, hash("sha256", same(person), "buffer").subarray(0, 16))),
  },
  "a row's random bytes follow from what was typed": {
    by: HASHING,
    spill: inFile((person) => hash("sha256", pad(textOf(person), 1_664), "buffer").subarray(0, 16)),
  },
  "entries commit to what was typed": {
    by: SALTS,
    spill: inRows(({ salt, entry }, { name }) => {
      if (!salt || !entry) return {};
      const type = entry.subarray(0, 1);
      const content = hash("sha256", name, "buffer");
      const label = utf8("undersigned entry v1");
      return { entry: concat(type, hash("sha256", concat(label, type, salt, content), "buffer")) };
    }),
  },
  "a row's address is kept under its own salt": {
    by: SALTS,
    spill: inRows(({ salt }, person) =>
      salt ? { check: createHmac("sha256", salt).update(same(person)).digest() } : {},
    ),
  },
  "links lie in the log beside their key": {
    by: OPENING,
    spill: async (loot, typed) => {
      const key = keyAt(loot, /links\//);
      const day = Number(
        keysAmong(loot)
          .find((one) => /links\//.test(one.path))
          ?.path.split("/")
          .at(-1),
      );
      const lines = await Promise.all(
        [...typed].map(async ([row, person]) => {
          const content = { row, purpose: PURPOSE.signature, appear: "counted" as const, follow: false };
          const carried = { ...content, shown_as: person.name };
          return `GET /c/${await makeLink(onNode, key, loot.network, day, carried)}\n`;
        }),
      );
      return withFile(loot, utf8(lines.join("")));
    },
  },
  "rows are sealed under a key of the server": {
    by: OPENING,
    spill: async (loot, typed) => {
      const rows = await Promise.all(
        loot.rows.map(async (row) => {
          const person = typed.get(row.id);
          return person ? { ...row, row: await underServerKey(loot, textOf(person)) } : row;
        }),
      );
      return { ...withFile(loot, new Uint8Array(1)), rows };
    },
  },
  "rows are as long as what was typed": {
    by: LENGTH,
    spill: inRows((_row, person) => ({ row: randomBytes(65 + Buffer.byteLength(textOf(person))) })),
  },
  "rows are padded to two bytes": {
    by: LENGTH,
    spill: inRows((_row, person) => ({
      row: randomBytes(Math.ceil((65 + Buffer.byteLength(textOf(person))) / 2) * 2),
    })),
  },
  "rows are kept in the order of addresses": { by: ORDER, spill: sortedBy((person) => same(person)) },
  "rows are kept in the order of hashed addresses": {
    by: ORDER,
    spill: sortedBy((person) => createHash("sha256").update(same(person)).digest("hex")),
  },
};

async function underServerKey(loot: Loot, text: string): Promise<Uint8Array> {
  const nonce = randomBytes(16);
  const both = onNode.expand(keyAt(loot, /server$/), concat(utf8("row"), nonce), 64);
  const sealed = await onNode.aesSeal(both.subarray(0, 32), utf8(text));
  return concat(Uint8Array.of(1), nonce, both.subarray(32), sealed);
}

/** Gives ids anew, by what people are sorted by. */
function sortedBy(keyOf: (person: Suspect) => string) {
  return (loot: Loot, typed: Typed): Loot => {
    const order = [...typed].sort(([, one], [, other]) =>
      Buffer.compare(Buffer.from(keyOf(one)), Buffer.from(keyOf(other))),
    );
    const ids = new Map(order.map(([id], place) => [id, place + 1]));
    return {
      ...withFile(loot, new Uint8Array(1)),
      rows: loot.rows.filter(({ id }) => ids.has(id)).map((row) => ({ ...row, id: ids.get(row.id) ?? 0 })),
      names: loot.names.map((name) => ({ ...name, signature: ids.get(name.signature) ?? 0 })),
    };
  };
}
