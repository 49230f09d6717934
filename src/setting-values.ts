// How the value of one setting is read: a folder, a port, an address, a switch. Each says what is wrong and repeats
// nothing that may hold a password; what is allowed instead stands where the setting does (settings.ts).
import { resolve } from "node:path";
import { isLoopback } from "./loopback.ts";

/** Where rows are kept. */
export type Database = { kind: "sqlite" } | { kind: "postgres"; url: string };

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/** Where mail goes: to a mail server, or as files into a folder (only on one's own machine). */
export type MailTransport = { kind: "smtp"; url: string } | { kind: "folder"; dir: string };

/** From saying nothing to saying everything. */
export const LOG_LEVELS: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];
const ON = ["on", "true", "yes", "1"];
const OFF = ["off", "false", "no", "0"];
const OFFSET = /^([+-]?)(\d{1,6})([smhd])$/;
const UNIT = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const ADDRESS = /^[^\s@<>",;:\\]+@[^\s@<>",;:\\[\]]+$/;
/** One label of a name in the DNS, at the end of which no hyphen stands; the last one is no number. */
const DNS_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?![0-9]+$)[a-z0-9-]{2,63}$/;

/** Thrown by a reader: what is wrong. */
export class Wrong extends Error {}

/** @returns a folder, made absolute @throws Wrong */
export function readFolder(value: string): string {
  if (value.includes("\0")) throw new Wrong("holds a NUL");
  return resolve(value);
}

/** @returns an address to listen on @throws Wrong */
export function readHost(value: string): string {
  if (!/^[\w.:%-]+$/.test(value)) throw new Wrong(`is "${value}"`);
  return value;
}

/** @returns a number of a form, up to a most @throws Wrong */
export function readNumber(value: string, form: RegExp, most: number): number {
  const number = Number(value);
  if (!form.test(value) || number > most) throw new Wrong(`is "${value}"`);
  return number;
}

/** @returns on or off, in any of the usual words @throws Wrong */
export function readSwitch(value: string): boolean {
  if (ON.includes(value.toLowerCase())) return true;
  if (OFF.includes(value.toLowerCase())) return false;
  throw new Wrong(`is "${value}"`);
}

/** @returns how much the log says @throws Wrong */
export function readLevel(value: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === value.toLowerCase());
  if (!level) throw new Wrong(`is "${value}"`);
  return level;
}

function readUrl(value: string, protocols: readonly string[]): URL {
  const url = URL.parse(value);
  if (!url) throw new Wrong("is no address");
  if (!protocols.includes(url.protocol)) throw new Wrong(`begins with ${url.protocol}`);
  return url;
}

/** @returns scheme, host and port, without a slash at the end @throws Wrong */
export function readBaseUrl(value: string): string {
  const url = readUrl(value, ["http:", "https:"]);
  if (url.username || url.password) throw new Wrong("holds a user or a password");
  if (url.pathname !== "/" || url.search || url.hash) throw new Wrong("holds a path");
  return url.origin;
}

/** @returns a name in the DNS, as it is spelled there @throws Wrong */
export function readDomain(value: string): string {
  const { hostname = "" } = URL.parse(`https://${value}/`) ?? {};
  // What the address of a page would take apart (a port, a user, a path) is no name.
  const plain = /^[^\s/:@?#[\]\\]+$/.test(value);
  if (!plain || !DNS_NAME.test(hostname) || isLoopback(hostname)) throw new Wrong(`is "${value}"`);
  return hostname;
}

/** @returns an ACME directory @throws Wrong */
export function readDirectory(value: string): string {
  const url = readUrl(value, ["http:", "https:"]);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) throw new Wrong("begins with http:");
  if (url.username || url.password) throw new Wrong("holds a user or a password");
  return url.href;
}

/** @returns a PostgreSQL database @throws Wrong */
export function readDatabase(value: string): Database {
  const url = readUrl(value, ["postgres:", "postgresql:"]);
  if (url.pathname.length < 2) throw new Wrong("names no database");
  return { kind: "postgres", url: value };
}

/** @returns where mail goes @throws Wrong */
export function readMail(value: string, loopback: boolean): MailTransport {
  const url = readUrl(value, ["smtp:", "smtps:", "file:"]);
  if (url.protocol !== "file:") {
    if (!url.hostname) throw new Wrong("names no host");
    return { kind: "smtp", url: value };
  }
  if (!loopback) throw new Wrong("puts mails into files, which is for a loopback BASE_URL only");
  // A URL makes every path absolute: what was written decides.
  const written = /^file:(?:\/\/(?:localhost)?)?(\/[^/].*)$/.exec(value)?.[1];
  const dir = written && decoded(written);
  if (!dir) throw new Wrong("names no absolute folder");
  return { kind: "folder", dir: resolve(dir) };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Takes an address, also as `Name <address>`: the name people see is the campaign's and the network's. @throws Wrong */
export function readAddress(value: string): string {
  const address = /^[^<>]*<([^<>]+)>$/.exec(value)?.[1] ?? value;
  if (!ADDRESS.test(address)) throw new Wrong("is no e-mail address");
  return address;
}

/** @returns an address of the web @throws Wrong */
export function readWebAddress(value: string): string {
  return readUrl(value, ["http:", "https:"]).href;
}

/** @returns milliseconds @throws Wrong */
export function readOffset(value: string, loopback: boolean): number {
  const [, sign, many, unit] = OFFSET.exec(value) ?? [];
  if (!many || !unit) throw new Wrong(`is "${value}"`);
  const offset = Number(many) * UNIT[unit as keyof typeof UNIT] * (sign === "-" ? -1 : 1);
  if (offset !== 0 && !loopback) throw new Wrong("moves the clock of a public address");
  return offset;
}

/** The host for the sender's address; an IP address stands in brackets in e-mail. */
export function mailHost(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  return /^[\d.]+$/.test(hostname) || hostname.startsWith("[") ? "localhost" : hostname;
}
