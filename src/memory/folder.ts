// The folder in memory (RUN_DIR): whether it may be used, and its own folders. The launcher makes it and sees
// that it is tmpfs; here it is refused again when anybody else could read it, because a folder can change.
import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** The folder cannot be used: it is missing, a link, another user's, or open to others. */
export class MemoryFolderError extends Error {
  constructor(dir: string, what: string) {
    super(`RUN_DIR ${dir} ${what}; allowed: a folder of your own in memory, mode 700`);
    this.name = "MemoryFolderError";
  }
}

/**
 * Checks that a folder is ours alone.
 * @param dir an absolute path
 * @throws MemoryFolderError
 */
export function checkFolder(dir: string): void {
  const found = lstatSync(dir, { throwIfNoEntry: false });
  if (!found) throw new MemoryFolderError(dir, "is missing");
  if (!found.isDirectory()) throw new MemoryFolderError(dir, "is a link or a file");
  if (found.uid !== process.getuid?.()) throw new MemoryFolderError(dir, "belongs to another user");
  if ((found.mode & 0o077) !== 0) throw new MemoryFolderError(dir, "can be read by others");
}

/**
 * A folder inside it, made when it is missing.
 * @throws MemoryFolderError when something else lies there
 */
export function folderInside(dir: string, name: string): string {
  const path = join(dir, name);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  checkFolder(path);
  return path;
}
