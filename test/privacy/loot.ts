// What a thief has in hand: copies of a network's folders as they lie on the disk, its database's rows, on PostgreSQL
// the cluster's files and log. Not the memory: that is what switching off takes away.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Settings } from "../../src/settings.ts";
import type { Signature } from "../../src/store/schema.ts";
import { openStore } from "../../src/store/store.ts";

/** What of a stored signature tells anything. */
export type StolenRow = Pick<
  Signature,
  "id" | "turn" | "index" | "day" | "state" | "row" | "sealed_hash" | "check" | "salt" | "entry"
>;

export interface Loot {
  files: { path: string; bytes: Uint8Array }[];
  network: Uint8Array;
  rows: StolenRow[];
  /** Rows on how people appear. */
  answers: { signature: number; row: Uint8Array }[];
  /** Names that are public, by their signature. */
  names: { signature: number; words: string }[];
  envelopes: Uint8Array[];
  grants: { campaign: Uint8Array; epoch: number; holder: Uint8Array; closed: Uint8Array }[];
  campaign: { id: Uint8Array; publicKey: Uint8Array };
}

/**
 * Every file under a folder; what goes away meanwhile is passed over.
 * @param only which of them, by their path in it
 */
export function filesUnder(
  dir: string,
  only: (path: string) => boolean = () => true,
): { path: string; bytes: Uint8Array }[] {
  const found: { path: string; bytes: Uint8Array }[] = [];
  const walk = (at: string) => {
    for (const entry of tolerant(() => readdirSync(at, { withFileTypes: true })) ?? []) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && only(relative(dir, path))) {
        const bytes = tolerant(() => readFileSync(path));
        if (bytes && bytes.length > 0) found.push({ path: relative(dir, path), bytes });
      }
    }
  };
  walk(dir);
  return found;
}

function tolerant<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

/** Of a cluster's files those in which rows may lie, and the log. */
function clusterFiles(cluster: { dir: string; log: string }) {
  const files = ["base", "pg_wal"].flatMap((name) =>
    filesUnder(join(cluster.dir, name)).map(({ path, bytes }) => ({ path: join(name, path), bytes })),
  );
  return [...files, { path: "log", bytes: readFileSync(cluster.log) }];
}

/**
 * Steals a network that was switched off.
 * @param settings where its folders and its database are
 * @param cluster on PostgreSQL the cluster's folder and log
 */
export async function steal(
  settings: Pick<Settings, "dataDir" | "secretDir" | "database">,
  cluster: { dir: string; log: string } | null,
): Promise<Loot> {
  const copy = mkdtempSync(join(tmpdir(), "undersigned-loot-"));
  try {
    const dataDir = join(copy, "data");
    cpSync(settings.dataDir, dataDir, { recursive: true });
    cpSync(settings.secretDir, join(copy, "secret"), { recursive: true });
    // Read before anything opens the database: opening would put the write-ahead log back.
    const files = [...filesUnder(copy), ...(cluster ? clusterFiles(cluster) : [])];
    const onError = (error: Error) => {
      throw error;
    };
    const store = await openStore({ database: settings.database, dataDir, onError });
    try {
      const db = store.read;
      const network = await db.selectFrom("network").select("id").executeTakeFirstOrThrow();
      const key = await db.selectFrom("campaign_keys").selectAll().executeTakeFirstOrThrow();
      return {
        files,
        network: network.id,
        rows: await db.selectFrom("signatures").selectAll().orderBy("id").execute(),
        answers: await db.selectFrom("appearances").select(["signature", "row"]).execute(),
        names: await db.selectFrom("names").select(["signature", "words"]).execute(),
        envelopes: (await db.selectFrom("envelopes").select("bytes").execute()).map(({ bytes }) => bytes),
        grants: await db.selectFrom("grants").selectAll().execute(),
        campaign: { id: key.campaign, publicKey: key.public_key },
      };
    } finally {
      await store.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The keys that lie in SECRET_DIR, and every other file that is as long as a key. */
export function keysAmong(loot: Loot): { path: string; key: Uint8Array }[] {
  return loot.files
    .filter(({ bytes }) => bytes.length === 32)
    .map(({ path, bytes }) => ({ path, key: bytes }));
}
