// The files of SECRET_DIR: the server's key, one key for the links of each day, one closing key a campaign.
// 32 random bytes each, mode 600 (docs/formats.md, Memory and key files). A file is written with O_SYNC, because
// the permission model closes fsync to this process.
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

const LENGTH = 32;
/** A link key is destroyed when the 16th day after its own begins. */
export const LINK_DAYS = 15;

export interface KeyFiles {
  /** The server's own key. */
  server: Uint8Array;
  /** @returns the key of that day's links, made when it is missing */
  linkFor(day: number): Uint8Array;
  /** @returns the key of that day's links, or null when it is destroyed or was never made */
  link(day: number): Uint8Array | null;
  /** Destroys the keys whose links are over. */
  destroyOldLinks(today: number): void;
  /** @returns a campaign's closing key, made when it is missing */
  closingFor(campaign: Uint8Array): Uint8Array;
  /** @returns the closing key or null once the campaign's keys were destroyed */
  closing(campaign: Uint8Array): Uint8Array | null;
  destroyClosing(campaign: Uint8Array): void;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function read(path: string): Uint8Array | null {
  try {
    const bytes = new Uint8Array(readFileSync(path));
    // A crash between making and writing leaves an empty file, whose key nothing was sealed under.
    if (bytes.length === 0) {
      rmSync(path);
      return null;
    }
    if (bytes.length !== LENGTH) throw new Error(`${path} should hold ${LENGTH} bytes; it is damaged`);
    return bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function make(path: string, random: (length: number) => Uint8Array): Uint8Array {
  const bytes = random(LENGTH);
  const { O_CREAT, O_EXCL, O_WRONLY, O_SYNC } = constants;
  const file = openSync(path, O_CREAT | O_EXCL | O_WRONLY | O_SYNC, 0o600);
  try {
    writeSync(file, bytes);
  } finally {
    closeSync(file);
  }
  return bytes;
}

/**
 * Opens the key files, making the folders and the server's key when they are missing.
 * @param dir SECRET_DIR
 * @param random a source of random bytes
 * @returns the keys; those of links and campaigns are kept in memory once read
 * @throws Error when a file cannot be read or is damaged
 */
export function openKeyFiles(dir: string, random: (length: number) => Uint8Array): KeyFiles {
  const links = join(dir, "links");
  const closings = join(dir, "closing");
  for (const folder of [links, closings]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = new Map<string, Uint8Array>();
  const at = (path: string): Uint8Array | null => {
    const bytes = known.get(path) ?? read(path);
    if (bytes) known.set(path, bytes);
    return bytes;
  };
  const need = (path: string): Uint8Array => {
    const bytes = at(path) ?? make(path, random);
    known.set(path, bytes);
    return bytes;
  };
  const destroy = (path: string) => {
    known.delete(path);
    rmSync(path, { force: true });
  };
  return {
    server: need(join(dir, "server")),
    linkFor: (day) => need(join(links, String(day))),
    link: (day) => at(join(links, String(day))),
    destroyOldLinks: (today) => {
      for (const name of readdirSync(links)) {
        if (!(Number(name) >= today - LINK_DAYS)) destroy(join(links, name));
      }
    },
    closingFor: (campaign) => need(join(closings, hex(campaign))),
    closing: (campaign) => at(join(closings, hex(campaign))),
    destroyClosing: (campaign) => destroy(join(closings, hex(campaign))),
  };
}
