// The network's first start: its id, the mark that ties the database to its SECRET_DIR, and the one-time set-up
// link, of which the server keeps a hash.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../store/store.ts";
import { base64url, concat, readBase64url, utf8 } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";

const MARK = utf8("undersigned this network");
const SECRET = 16;
/** In DATA_DIR: the whole link and nothing else, mode 600, gone once it was used. */
const LINK_FILE = "set-up-link";

/** The database and SECRET_DIR do not belong together. */
export class OtherSecrets extends Error {
  constructor() {
    super(
      "The database was made with another SECRET_DIR. Give the folder that belongs to it (by default DATA_DIR with -secret appended); without it nothing sealed here can be opened.",
    );
  }
}

/**
 * Reads the network's id, making it at the first start.
 * @param store the network's database
 * @param primitives random bytes and the MAC
 * @param serverKey the server's key, from SECRET_DIR
 * @returns the network's id
 * @throws OtherSecrets when the database was made with another server's key
 */
export async function openNetworkRow(
  store: Store,
  primitives: Primitives,
  serverKey: Uint8Array,
): Promise<Uint8Array> {
  const markOf = (id: Uint8Array) => primitives.hmac(serverKey, concat(MARK, id));
  const row = await store.read.selectFrom("network").select(["id", "mark"]).executeTakeFirst();
  if (row) {
    if (!primitives.equal(row.mark, markOf(row.id))) throw new OtherSecrets();
    return row.id;
  }
  const id = primitives.random(SECRET);
  await store.write((tx) =>
    tx
      .insertInto("network")
      .values({ one: 1, id, mark: markOf(id), name: "", timezone: "UTC", set_up: null })
      .execute(),
  );
  return id;
}

/**
 * Gives the set-up link while there is no key holder: the one in the file when it is still good, else a new one.
 * @param parts the store, the primitives, DATA_DIR and BASE_URL
 * @returns the link, or null once somebody has begun
 */
export async function openSetUpLink(parts: {
  store: Store;
  primitives: Primitives;
  dataDir: string;
  baseUrl: string;
}): Promise<string | null> {
  const { store, primitives } = parts;
  const file = join(parts.dataDir, LINK_FILE);
  const holder = await store.read
    .selectFrom("accounts")
    .select("id")
    .where("role", "=", "key_holder")
    .limit(1)
    .executeTakeFirst();
  if (holder) {
    dropSetUpLink(parts.dataDir);
    return null;
  }
  const { set_up } = await store.read.selectFrom("network").select("set_up").executeTakeFirstOrThrow();
  const before = readSecret(file);
  const good = before && set_up && primitives.equal(set_up, primitives.sha256(before));
  const secret = good ? before : primitives.random(SECRET);
  const link = `${parts.baseUrl}/desk/start#${base64url(secret)}`;
  if (!good) {
    await store.write((tx) =>
      tx
        .updateTable("network")
        .set({ set_up: primitives.sha256(secret) })
        .execute(),
    );
  }
  writeFileSync(`${file}.new`, link, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return link;
}

/** Takes the link's file away. */
export function dropSetUpLink(dataDir: string): void {
  rmSync(join(dataDir, LINK_FILE), { force: true });
}

function readSecret(file: string): Uint8Array | null {
  try {
    return readBase64url(readFileSync(file, "utf8").trim().split("#")[1] ?? "");
  } catch {
    return null;
  }
}
