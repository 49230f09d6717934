// Where a list goes: to stdout, or to a file that is whole or not there. Promises that a file which stood there before
// is lost only to one that is complete, and that nothing is written in the clear anywhere but into the file named.
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { chmod, type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import process from "node:process";
import { Writable } from "node:stream";
import { Mistake } from "./command.ts";

const OWN = 0o600;

export interface WritingOut {
  /** Where to; stdout when it is not given. */
  path: string | undefined;
  /** Whether the bytes are locked: only then may they lie beside the file until they are complete. */
  locked: boolean;
}

/**
 * Writes a list out.
 * @param bytes the list, made as it is asked for
 * @throws Mistake when the file cannot be written; whatever the list throws. What stood there then stands there still
 */
export async function writeOut(bytes: ReadableStream<Uint8Array>, to: WritingOut): Promise<void> {
  const { path, locked } = to;
  if (path === undefined) {
    await bytes.pipeTo(Writable.toWeb(process.stdout), { preventClose: true });
    return;
  }
  const there = await stat(path).catch(() => null);
  // Somebody may name a pipe or a device, which is neither ours to change nor to take away.
  if (there && !there.isFile()) await into(await opened(path, path, "w"), bytes);
  else if (locked) await beside(there ? await realpath(path) : path, path, bytes);
  else if (there) await over(path, bytes);
  else await anew(path, path, bytes, "wx");
}

/** Opens a file. @param named what it is called in a mistake */
function opened(path: string, named: string, flags: string): Promise<FileHandle> {
  return open(path, flags, OWN).catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(`${named} cannot be written (${error.code}).`);
  });
}

async function into(file: FileHandle, bytes: AsyncIterable<Uint8Array>, durable = false): Promise<void> {
  try {
    for await (const piece of bytes) await file.writeFile(piece);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}

/** A new file, taken away again when it does not become whole: half a list is no list. */
async function anew(path: string, named: string, bytes: ReadableStream<Uint8Array>, flags: string) {
  const file = await opened(path, named, flags);
  const done = takeAwayWhenStopped(path);
  try {
    await file.chmod(OWN);
    await into(file, bytes, true);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    done();
  }
}

/** What is locked lies beside the file until it is whole, then takes its place in one step. */
async function beside(path: string, named: string, bytes: ReadableStream<Uint8Array>): Promise<void> {
  const part = `${path}.${randomBytes(4).toString("hex")}.part`;
  await anew(part, named, bytes, "wx");
  try {
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new Mistake(`${named} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/**
 * What is in the clear waits in memory until it is whole, and is then written over the file, in one go that no signal
 * comes between. When even that fails, what stood there is put back.
 */
async function over(path: string, bytes: ReadableStream<Uint8Array>): Promise<void> {
  const before = await opened(path, path, "r+");
  await before.close();
  const pieces = await Array.fromAsync(bytes);
  const old = readFileSync(path);
  await chmod(path, OWN);
  try {
    writeFileSync(path, Buffer.concat(pieces), { flush: true });
  } catch (error) {
    writeFileSync(path, old);
    throw new Mistake(`${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}

const STOPS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ctrl-C in the middle leaves no half list behind that looks whole. @returns what to call at the end */
function takeAwayWhenStopped(path: string): () => void {
  const stop = (signal: keyof typeof STOPS) => {
    rmSync(path, { force: true });
    process.exit(STOPS[signal]);
  };
  const signals = Object.keys(STOPS) as (keyof typeof STOPS)[];
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
