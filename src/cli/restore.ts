// `undersigned restore FILE`: a backup comes back, and nothing that was mailed before works any more.
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { readSettings } from "../settings.ts";
import { isServed, type NetworkMark } from "../store/backup.ts";
import { MARKS_FILE, openMarks } from "../store/marks.ts";
import { isPostgresInUse, restorePostgres, restoreSqlite } from "../store/restoring.ts";
import { hex, utf8 } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { emptyFolder } from "./forget.ts";
import { type Keys, putKeys, readKeysFile } from "./keys-file.ts";

export const help = `
undersigned restore FILE

On the server, while it is stopped: puts the database of FILE and the keys of FILE.keys, which must lie beside it, into
DATA_DIR and SECRET_DIR. All links mailed before are dead; mails that were not answered count as not sent, and a key
holder who brings a campaign up to date has them sent again. Numbers go on from where this machine had come to, so none
is given twice. What was closed here stays closed: its key is not put back, and the server destroys again what the
backup holds of it. The database that was here is kept beside the new one, until you delete it. With PostgreSQL its own
pg_restore does it, and the role of DATABASE_URL has to own the database.
`;

/** Restores a backup. @throws Mistake naming what is missing or in the way; then nothing was changed */
export async function run(args: string[]): Promise<void> {
  const { words } = readArguments(args, {});
  const file = needed(words[0], "FILE");
  if (words.length > 1) throw new Mistake("restore takes one FILE; FILE.keys is found beside it.");
  const { dataDir, secretDir, runDir, database } = readSettings(process.env);
  const missing = [file, `${file}.keys`].filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Mistake(`${missing.join(" and ")} is missing; a backup has both.`);
  const keys = readKeysFile(`${file}.keys`);
  if (!keys) throw new Mistake(`${file}.keys does not hold the keys of a backup.`);
  if (database.kind === "sqlite" ? isServed(dataDir) : await isPostgresInUse(database.url)) {
    const what = database.kind === "sqlite" ? dataDir : "the database of DATABASE_URL";
    throw new Mistake(`${what} is being served: stop the server first.`);
  }
  const restoring =
    database.kind === "sqlite"
      ? await restoreSqlite(dataDir, file)
      : await restorePostgres(database.url, file);
  try {
    const network = belonging(restoring.network, keys, file);
    const lostMarks = !existsSync(join(secretDir, MARKS_FILE));
    const closed = lostMarks ? [] : await closedHere(secretDir);
    putKeys(secretDir, keys, closed);
    if (runDir !== null) emptyFolder(runDir);
    const kept = await restoring.take();
    tell(`Restored ${network.name}. Links mailed before are dead; bring each campaign up to date.`);
    if (kept) tell(`The database that was here is now ${kept}. Delete it when all is well.`);
    if (closed.length > 0) {
      tell(
        `${closed.length} ${closed.length === 1 ? "campaign was" : "campaigns were"} closed here, and stay so.`,
      );
    }
    if (lostMarks) {
      tell("This machine never counted for it: numbers given elsewhere after the backup may be given again.");
    }
  } finally {
    await restoring.end();
  }
}

/** @throws Mistake when the data is no network's, or another one's than the keys are */
function belonging(network: NetworkMark | null, keys: Keys, file: string): NetworkMark {
  if (!network) throw new Mistake(`${file} is not the database of a network.`);
  const mark = onNode.hmac(keys.server, utf8("undersigned this network"), network.id);
  if (onNode.equal(mark, network.mark)) return network;
  throw new Mistake(`${file} and ${file}.keys are not of one backup: the keys belong to another network.`);
}

/** The campaigns that were closed on this machine, as their closing keys are named. */
async function closedHere(secretDir: string): Promise<string[]> {
  const marks = await openMarks(secretDir);
  try {
    return (await marks.allClosed()).map(hex);
  } finally {
    await marks.close();
  }
}
