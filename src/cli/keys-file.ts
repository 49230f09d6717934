// FILE.keys: the half of a backup that lies in SECRET_DIR: the server's key and the campaigns' closing keys, and
// nothing else (docs/backup.md). Link keys are in no backup, so that no link outlives a restore.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { base64url, readBase64url } from "../vault/bytes.ts";

const KEY_BYTES = 32;
const Key = z.string().transform((text, context) => {
  const bytes = readBase64url(text);
  if (bytes?.length === KEY_BYTES) return bytes;
  context.addIssue({ code: "custom", message: "not a key" });
  return z.NEVER;
});
const KeysText = z.strictObject({
  undersigned: z.literal("keys"),
  v: z.literal(1),
  server: Key,
  closing: z.record(z.string().regex(/^[0-9a-f]{32}$/), Key),
});

export interface Keys {
  server: Uint8Array;
  /** By a campaign's id in hexadecimal, as their files are named. */
  closing: Readonly<Record<string, Uint8Array>>;
}

/**
 * Reads the keys that a backup takes.
 * @param secretDir SECRET_DIR
 * @throws Error when the server's key is missing
 */
export function keysIn(secretDir: string): Keys {
  const dir = join(secretDir, "closing");
  const closing: Record<string, Uint8Array> = {};
  for (const name of readdirSync(dir)) closing[name] = readFileSync(join(dir, name));
  return { server: readFileSync(join(secretDir, "server")), closing };
}

/**
 * Writes FILE.keys, mode 600 and on the disk when this returns.
 * @throws Error when the file exists
 */
export function writeKeysFile(file: string, keys: Keys): void {
  const closing = Object.fromEntries(
    Object.entries(keys.closing).map(([name, key]) => [name, base64url(key)]),
  );
  const text = JSON.stringify({ undersigned: "keys", v: 1, server: base64url(keys.server), closing });
  writeDurably(file, Buffer.from(`${text}\n`));
}

/** @returns what FILE.keys holds, or null when it is no such file */
export function readKeysFile(file: string): Keys | null {
  try {
    const read = KeysText.safeParse(JSON.parse(readFileSync(file, "utf8")));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Puts keys into SECRET_DIR, in place of those of the same name, and destroys all link keys.
 * @param secretDir SECRET_DIR
 * @param keys what FILE.keys held
 * @param closed names of closing keys that are not put back: those campaigns are over
 */
export function putKeys(secretDir: string, keys: Keys, closed: readonly string[] = []): void {
  const links = join(secretDir, "links");
  for (const dir of [links, join(secretDir, "closing")]) mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(links)) rmSync(join(links, name));
  for (const [name, key] of Object.entries(keys.closing)) {
    if (!closed.includes(name)) replace(join(secretDir, "closing", name), key);
  }
  replace(join(secretDir, "server"), keys.server);
}

function replace(path: string, bytes: Uint8Array): void {
  const aside = `${path}.new`;
  rmSync(aside, { force: true });
  writeDurably(aside, bytes);
  renameSync(aside, path);
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
