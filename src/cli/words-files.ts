// Files of words: the address (or `envelope`) on the first line, the words on the second. Promises that a file is
// never overwritten, and is made for its owner alone.
import { open, readFile, rm, stat } from "node:fs/promises";
import { readWords } from "../vault/words.ts";
import { Mistake, tell } from "./command.ts";

/** What stands on the first line of the envelope's file. */
export const ENVELOPE = "envelope";
const OTHERS = 0o077;

export interface WordsFile {
  /** An address, or ENVELOPE. */
  first: string;
  words: string;
}

/**
 * Reads a file of words.
 * @throws Mistake when it is missing or not of that form; the words are never repeated
 */
export async function readWordsFile(path: string): Promise<WordsFile> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(`${path} cannot be read (${error.code}).`);
  });
  // Editors put blank lines and a mark of the encoding before what was typed, and telephones a capital.
  const [typed = "", second = ""] = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const first = typed.toLowerCase() === ENVELOPE ? ENVELOPE : typed;
  const words = readWords(second);
  if (first === "" || words === "") {
    throw new Mistake(
      `${path} has to hold an address on its first line (or ${ENVELOPE}) and the words on its second.`,
    );
  }
  if (process.platform !== "win32" && ((await stat(path)).mode & OTHERS) !== 0) {
    tell(`Note: ${path} can be read by others on this computer (chmod 600 ${path}).`);
  }
  return { first, words };
}

/** Refuses when something stands where a file is to be made. @throws Mistake */
export async function refuseExisting(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there) throw new Mistake(`${path} is there already; it is not overwritten.`);
}

/**
 * Writes a file of words, for its owner alone (mode 600).
 * @throws Mistake when something stands there already or it cannot be written
 */
export async function writeWordsFile(path: string, { first, words }: WordsFile): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === "EEXIST"
        ? "is there already; it is not overwritten"
        : `cannot be written (${error.code})`;
    throw new Mistake(`${path} ${why}.`);
  });
  try {
    await file.chmod(0o600);
    await file.writeFile(`${first}\n${words}\n`);
    await file.sync();
  } catch (error) {
    await removeWordsFiles([path]);
    throw error;
  } finally {
    await file.close();
  }
}

/** Takes files away again that hold words of nothing. */
export async function removeWordsFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}
