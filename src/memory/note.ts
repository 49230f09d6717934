// A note: bytes that are kept in a file of the memory folder, or in this process when there is none. Written at
// given places, so that a write that was cut short (kill -9, a full folder) is written over by the next.
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";

export interface Note {
  /** Writes all the bytes at a place. @throws when the folder is full; what was there before then stands */
  write(at: number, bytes: Uint8Array): void;
  /** @returns all its bytes */
  read(): Uint8Array;
  /** @returns the bytes from a place, fewer where it ends before */
  readAt(at: number, length: number): Uint8Array;
  /** Lets go of the file; the note can be used again. */
  rest(): void;
  /** Destroys it. */
  remove(): void;
}

const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;

/** A note in a file, made when it is missing, mode 600. */
export function fileNote(path: string): Note {
  let file: number | null = null;
  let end = 0;
  const open = (flags: number) => {
    if (file === null) {
      file = openSync(path, O_RDWR | O_NOFOLLOW | flags, 0o600);
      end = fstatSync(file).size;
    }
    return file;
  };
  /** Somebody else may have emptied the folder: then there is nothing to read. */
  const openToRead = (): number | null => {
    try {
      return open(0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  };
  const readAt = (at: number, length: number) => {
    const from = openToRead();
    const bytes = new Uint8Array(from === null ? 0 : length);
    let done = 0;
    while (from !== null && done < length) {
      const got = readSync(from, bytes, done, length - done, at + done);
      if (got === 0) break;
      done += got;
    }
    return bytes.subarray(0, done);
  };
  const rest = () => {
    if (file !== null) closeSync(file);
    file = null;
  };
  return {
    write(at, bytes) {
      const into = open(O_CREAT);
      try {
        let done = 0;
        while (done < bytes.length) done += writeSync(into, bytes, done, bytes.length - done, at + done);
      } catch (error) {
        ftruncateSync(into, end);
        throw error;
      }
      end = Math.max(end, at + bytes.length);
    },
    read: () => (openToRead() === null ? new Uint8Array(0) : readAt(0, end)),
    readAt,
    rest,
    remove() {
      rest();
      rmSync(path, { force: true });
    },
  };
}

/** A note in this process alone. */
export function processNote(): Note {
  let bytes = new Uint8Array(0);
  let size = 0;
  return {
    write(at, more) {
      const end = at + more.length;
      if (end > bytes.length) {
        const grown = new Uint8Array(Math.max(end, Math.ceil(bytes.length * 1.5)));
        grown.set(bytes);
        bytes = grown;
      }
      bytes.set(more, at);
      size = Math.max(size, end);
    },
    read: () => bytes.slice(0, size),
    readAt: (at, length) => bytes.slice(at, Math.min(size, at + length)),
    rest() {},
    remove() {
      bytes = new Uint8Array(0);
      size = 0;
    },
  };
}
