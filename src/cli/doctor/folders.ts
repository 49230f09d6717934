// Who may read what a network keeps: its folders, its settings, and files of words that were left lying.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { danger, type Finding, hint, wrong } from "./finding.ts";

const FOR_OTHERS = 0o077;
const FOR_ALL = 0o007;
const LEFT_LYING = ["words.txt", "envelope.txt"];
const mode = (stat: { mode: number }) => (stat.mode & 0o777).toString(8).padStart(3, "0");

/**
 * Whether somebody else than this user owns DATA_DIR: then this user sees something else than the server does.
 * @returns the owner's number, or null
 */
export function otherOwner(dataDir: string): number | null {
  if (!existsSync(dataDir)) return null;
  const { uid } = statSync(dataDir);
  return uid === process.getuid?.() ? null : uid;
}

/** Looks at DATA_DIR and SECRET_DIR, and the package's folder with `.env` in it. */
export function lookAtFolders(where: { root: string; dataDir: string; secretDir: string }): Finding[] {
  const { root, dataDir, secretDir } = where;
  if (!existsSync(dataDir)) {
    return [hint(`there is no DATA_DIR ${dataDir} yet`, "start the server; or is DATA_DIR another one?")];
  }
  return [
    ...closed("DATA_DIR", dataDir),
    ...(existsSync(secretDir)
      ? [...closed("SECRET_DIR", secretDir), ...keysIn(secretDir)]
      : [wrong(`SECRET_DIR ${secretDir} is missing`, "name the folder that belongs to this DATA_DIR")]),
    ...settingsFile(join(root, ".env")),
    ...LEFT_LYING.map((name) => join(root, name))
      .filter((path) => existsSync(path))
      .map((path) => danger(`words lie on the server: ${path}`, "put them on paper, and delete the file")),
  ];
}

function closed(name: string, dir: string): Finding[] {
  const stat = statSync(dir);
  if ((stat.mode & FOR_OTHERS) === 0) return [];
  return [danger(`others can read ${name} ${dir} (mode ${mode(stat)})`, `chmod 700 ${dir}`)];
}

/** The keys themselves, which a copy or a restore by hand may have left open. */
function keysIn(secretDir: string): Finding[] {
  const files = readdirSync(secretDir, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const open = files.filter((file) => (statSync(file).mode & FOR_OTHERS) !== 0);
  if (open.length === 0) return [];
  const more = open.length === 1 ? "" : ` and ${open.length - 1} more`;
  return [danger(`others can read keys: ${open[0]}${more}`, `chmod -R go= ${secretDir}`)];
}

function settingsFile(file: string): Finding[] {
  if (!existsSync(file)) return [];
  const stat = statSync(file);
  if ((stat.mode & FOR_ALL) === 0) return [];
  return [wrong(`everybody on this machine can read ${file} (mode ${mode(stat)})`, `chmod o= ${file}`)];
}
