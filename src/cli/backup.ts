// `undersigned backup FILE`: the data and, apart from it, the keys.
import { existsSync, rmSync } from "node:fs";
import process from "node:process";
import { readSettings } from "../settings.ts";
import { copyDatabase } from "../store/backup.ts";
import { dumpPostgres } from "../store/postgres-dump.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { keysIn, writeKeysFile } from "./keys-file.ts";

export const help = `
undersigned backup FILE

On the server, also while it serves: writes the database to FILE and the keys to FILE.keys, both readable by you
alone. Keep the two apart: FILE.keys lets nobody open a signature, but whoever has both and a key holder's words can
open what FILE holds, also after the campaign was closed here. Keys of mailed links, sessions and what waits in
memory are in neither. DATA_DIR and SECRET_DIR say whose backup it is.
With PostgreSQL FILE is what its own pg_dump writes, which has to be installed and not older than the server.
`;

/** Writes a backup. @throws Mistake when there is nothing to back up or a file is in the way */
export async function run(args: string[]): Promise<void> {
  const { words } = readArguments(args, {});
  const file = needed(words[0], "FILE");
  if (words.length > 1) throw new Mistake("backup takes one FILE.");
  const settings = readSettings(process.env);
  const keysFile = `${file}.keys`;
  for (const path of [file, keysFile]) if (existsSync(path)) throw new Mistake(`${path} exists already.`);
  try {
    if (settings.database.kind === "postgres") await dumpPostgres(settings.database.url, file);
    else await copyDatabase(settings.dataDir, file);
    // After the data: so no campaign in it is without its key.
    writeKeysFile(keysFile, keysIn(settings.secretDir));
  } catch (error) {
    // Half a backup is none.
    for (const path of [file, `${file}-journal`, keysFile]) rmSync(path, { force: true });
    throw error;
  }
  tell(`Wrote ${file} and ${keysFile}. Keep them apart.`);
}
