// The desk's scripts as the launcher bundled them (bin/bundle.js), read once. Promises that what is served is what
// the list names by its hash.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const List = z.object({ files: z.record(z.string(), z.object({ name: z.string(), sha256: z.string() })) });

/** A script as it is served. */
export interface Script {
  /** From the root, such as `/assets/desk-4F0C….js`. */
  path: string;
  /** SHA-256 in base64, as `integrity` writes it. */
  sha256: string;
  body: Uint8Array<ArrayBuffer>;
}

/** The scripts: the one that pages begin with, the threads' ones, and every file. */
export interface Scripts {
  desk: Script;
  worker: Script;
  /** Of the thread that stretches words. */
  stretching: Script;
  all: readonly Script[];
}

const DIST = join(import.meta.dirname, "..", "..", "dist");

/** @returns the scripts; null when nothing was bundled */
export function readScripts(): Scripts | null {
  let text: string;
  try {
    text = readFileSync(join(DIST, "scripts.json"), "utf8");
  } catch {
    return null;
  }
  const { files } = List.parse(JSON.parse(text));
  const scripts = new Map(
    Object.entries(files).map(([entry, { name, sha256 }]) => [
      entry,
      { path: `/assets/${name}`, sha256, body: new Uint8Array(readFileSync(join(DIST, name))) },
    ]),
  );
  const [desk, worker] = [scripts.get("desk"), scripts.get("opening-worker")];
  const stretching = scripts.get("stretching-worker");
  return desk && worker && stretching ? { desk, worker, stretching, all: [...scripts.values()] } : null;
}
