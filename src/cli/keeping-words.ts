// How the command line keeps new words: in files that are made for it, read back before anything is sent, and taken away
// again when what they are for did not come about.
import { Mistake, tell } from "./command.ts";
import { readWordsFile, removeWordsFiles, writeWordsFile } from "./words-files.ts";

export interface KeptFiles {
  /** Writes words to a file and reads them back. @throws Mistake when they are not those that were made */
  keep(path: string, first: string, words: string): Promise<string>;
}

/**
 * Works with new files of words.
 * @param work keeps words and sends what they are for
 * @param mayHold whether an error leaves open if the words became good: then the files are kept
 * @throws what `work` throws; the files are gone then, but for such an error
 */
export async function withNewWords<T>(
  work: (files: KeptFiles) => Promise<T>,
  mayHold: (error: unknown) => boolean,
): Promise<T> {
  const written: string[] = [];
  const keep = async (path: string, first: string, words: string) => {
    await writeWordsFile(path, { first, words });
    written.push(path);
    if ((await readWordsFile(path)).words !== words) {
      throw new Mistake(`${path} does not hold the words that were made. Nothing was done.`);
    }
    return words;
  };
  try {
    return await work({ keep });
  } catch (error) {
    if (mayHold(error)) tell(`Kept, in case the network did take it: ${written.join(", ")}.`);
    else await removeWordsFiles(written);
    throw error;
  }
}
