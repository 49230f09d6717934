// Every setting of a network, read once from the environment and checked before anything starts. All mistakes
// are named at once, each with what is allowed. `.env.example` documents the same names for people. Folders
// come from the launcher already made and absolute; without it the defaults here hold.
import { resolve } from "node:path";

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/** Where mail goes: to a mail server, or as files into a folder (only on one's own machine). */
export type MailTransport = { kind: "smtp"; url: string } | { kind: "folder"; dir: string };

/** A name of the network's own, for which it gets and renews a certificate by itself. */
export interface Domain {
  name: string;
  /** Where the certificate's issuer asks, and whoever typed http:// is sent on. */
  httpPort: number;
  /** The issuer's ACME directory (RFC 8555). */
  directory: string;
}

export interface Settings {
  dataDir: string;
  secretDir: string;
  /** A folder in memory, made and checked by the launcher; null when there is none. */
  runDir: string | null;
  host: string;
  port: number;
  /** Null behind a proxy, and on one's own machine. */
  domain: Domain | null;
  /** Where visitors find the network: scheme, host and port, no slash at the end. */
  baseUrl: string;
  database: { kind: "sqlite" } | { kind: "postgres"; url: string };
  mail: MailTransport | null;
  /** The address mails come from. */
  mailFrom: string;
  trustProxy: boolean;
  leaveUrl: string;
  /** Counters, budgets, pacing and minimum times; off for tests and benchmarks. */
  limits: boolean;
  /** Minutes between two lots; 0 publishes within a second, for tests. */
  publishEvery: number;
  /** Milliseconds added to the machine's clock; never anything but 0 on a public address. */
  clockOffset: number;
  logLevel: LogLevel;
}

/** What is wrong with one setting. The value itself is left out where it may hold a password. */
export interface SettingsMistake {
  name: string;
  what: string;
  allowed: string;
}

/** Thrown by `readSettings`; its message has one line a mistake. */
export class SettingsError extends Error {
  readonly mistakes: readonly SettingsMistake[];

  constructor(mistakes: readonly SettingsMistake[]) {
    super(mistakes.map(({ name, what, allowed }) => `${name} ${what}; allowed: ${allowed}`).join("\n"));
    this.name = "SettingsError";
    this.mistakes = mistakes;
  }
}

const LOG_LEVELS: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];
const ON = ["on", "true", "yes", "1"];
const OFF = ["off", "false", "no", "0"];
const OFFSET = /^([+-]?)(\d{1,6})([smhd])$/;
const UNIT = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const ADDRESS = /^[^\s@<>",;:\\]+@[^\s@<>",;:\\[\]]+$/;
const MAX_PUBLISH_EVERY = 1_440;
const LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory";
/** One label of a name in the DNS, at the end of which no hyphen stands; the last one is no number. */
const DNS_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?![0-9]+$)[a-z0-9-]{2,63}$/;

/** Thrown inside this file by a reader: what is wrong. What is allowed stands in the call. */
class Wrong extends Error {}

/**
 * Reads and checks every setting.
 * @param env the environment; an empty value counts as absent
 * @returns the settings
 * @throws SettingsError with every mistake
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const mistakes: SettingsMistake[] = [];
  /** Reads one setting; a mistake is kept, and `fallback` lets the reading go on to find the others. */
  const read = <T>(name: string, fallback: T, allowed: string, parse: (value: string) => T): T => {
    const value = env[name]?.trim();
    if (value === undefined || value === "") return fallback;
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      mistakes.push({ name, what: error.message, allowed });
      return fallback;
    }
  };
  const folder = "a folder, like /var/lib/undersigned";

  const dataDir = read("DATA_DIR", resolve("data"), folder, readFolder);
  const secretDir = read("SECRET_DIR", `${dataDir}-secret`, folder, (value) => {
    const dir = readFolder(value);
    if (dir === dataDir) throw new Wrong("is the same folder as DATA_DIR, which backups copy");
    return dir;
  });
  const name = read("DOMAIN", null, "a name that leads to this machine, like sign.example.org", readDomain);
  const ownHost = name === null ? "127.0.0.1" : "::";
  const host = read("HOST", ownHost, "an address to listen on, like 127.0.0.1, 0.0.0.0 or ::", readHost);
  const anyPort = "a number from 0 (any free one) to 65535";
  const readPort = (value: string) => readNumber(value, /^\d{1,5}$/, 65_535);
  const port = read("PORT", name === null ? 8080 : 443, anyPort, readPort);
  const httpPort = read("HTTP_PORT", 80, `${anyPort}, and another one than PORT`, (value) => {
    const number = readPort(value);
    if (number === port && number !== 0) throw new Wrong("is the same as PORT");
    return number;
  });
  const directory = read(
    "ACME_DIRECTORY",
    LETS_ENCRYPT,
    "the https:// address of an ACME directory (http:// only on this machine)",
    readDirectory,
  );
  const domain = name === null ? null : { name, httpPort, directory };
  const baseUrl = read(
    "BASE_URL",
    name === null ? `http://localhost:${port}` : `https://${name}${port === 443 ? "" : `:${port}`}`,
    name === null
      ? "http:// or https:// with a host and no path, like https://sign.example.org"
      : `https://${name}, which DOMAIN gives by itself`,
    (value) => {
      const url = readBaseUrl(value);
      const { protocol, hostname } = new URL(url);
      if (name !== null && (protocol !== "https:" || hostname !== name)) throw new Wrong(`is ${url}`);
      return url;
    },
  );
  const loopback = isLoopback(new URL(baseUrl).hostname);
  const flags = "on or off";

  const settings: Settings = {
    dataDir,
    secretDir,
    runDir: read("RUN_DIR", null, "a folder in memory (tmpfs), like /run/undersigned", readFolder),
    host,
    port,
    domain,
    baseUrl,
    database: read(
      "DATABASE_URL",
      { kind: "sqlite" },
      "postgres://user:password@host:5432/name, or nothing for SQLite in DATA_DIR",
      readDatabase,
    ),
    mail: read(
      "MAIL_URL",
      null,
      `smtp://user:password@host:587, smtps://user:password@host:465${loopback ? ", file:/absolute/folder" : ""}, or nothing for no mail`,
      (value) => readMail(value, loopback),
    ),
    mailFrom: read(
      "MAIL_FROM",
      `undersigned@${mailHost(baseUrl)}`,
      "one e-mail address, like sign@example.org",
      readAddress,
    ),
    trustProxy: read("TRUST_PROXY", false, name === null ? flags : "off with DOMAIN", (value) => {
      const on = readSwitch(value);
      if (on && name !== null) throw new Wrong("is on, though no proxy stands before a network with DOMAIN");
      return on;
    }),
    leaveUrl: read(
      "LEAVE_URL",
      "https://www.wikipedia.org/",
      "an address that begins with https:// or http://",
      readWebAddress,
    ),
    limits: read("LIMITS", true, flags, readSwitch),
    publishEvery: read(
      "PUBLISH_EVERY",
      15,
      `minutes, from 0 (at once, for tests) to ${MAX_PUBLISH_EVERY}`,
      (value) => readNumber(value, /^\d{1,4}(\.\d{1,3})?$/, MAX_PUBLISH_EVERY),
    ),
    clockOffset: read("CLOCK", 0, "+3d, +2h, -1d, +90m or +10s, on a loopback BASE_URL only", (value) =>
      readOffset(value, loopback),
    ),
    logLevel: read("LOG_LEVEL", "info", LOG_LEVELS.join(", "), readLevel),
  };
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return settings;
}

/**
 * Whether a host name reaches this machine alone.
 * @param hostname as `URL.hostname` gives it
 * @returns true for localhost, 127.0.0.0/8 and [::1]
 */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

function readFolder(value: string): string {
  if (value.includes("\0")) throw new Wrong("holds a NUL");
  return resolve(value);
}

function readHost(value: string): string {
  if (!/^[\w.:%-]+$/.test(value)) throw new Wrong(`is "${value}"`);
  return value;
}

function readNumber(value: string, form: RegExp, most: number): number {
  const number = Number(value);
  if (!form.test(value) || number > most) throw new Wrong(`is "${value}"`);
  return number;
}

function readSwitch(value: string): boolean {
  if (ON.includes(value.toLowerCase())) return true;
  if (OFF.includes(value.toLowerCase())) return false;
  throw new Wrong(`is "${value}"`);
}

function readLevel(value: string): LogLevel {
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

function readBaseUrl(value: string): string {
  const url = readUrl(value, ["http:", "https:"]);
  if (url.username || url.password) throw new Wrong("holds a user or a password");
  if (url.pathname !== "/" || url.search || url.hash) throw new Wrong("holds a path");
  return url.origin;
}

function readDomain(value: string): string {
  const { hostname = "" } = URL.parse(`https://${value}/`) ?? {};
  // What the address of a page would take apart (a port, a user, a path) is no name.
  const plain = /^[^\s/:@?#[\]\\]+$/.test(value);
  if (!plain || !DNS_NAME.test(hostname) || isLoopback(hostname)) throw new Wrong(`is "${value}"`);
  return hostname;
}

function readDirectory(value: string): string {
  const url = readUrl(value, ["http:", "https:"]);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) throw new Wrong("begins with http:");
  if (url.username || url.password) throw new Wrong("holds a user or a password");
  return url.href;
}

function readDatabase(value: string): Settings["database"] {
  const url = readUrl(value, ["postgres:", "postgresql:"]);
  if (url.pathname.length < 2) throw new Wrong("names no database");
  return { kind: "postgres", url: value };
}

function readMail(value: string, loopback: boolean): MailTransport {
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

/** Takes an address, also as `Name <address>`: the name people see is the campaign's and the network's. */
function readAddress(value: string): string {
  const address = /^[^<>]*<([^<>]+)>$/.exec(value)?.[1] ?? value;
  if (!ADDRESS.test(address)) throw new Wrong("is no e-mail address");
  return address;
}

function readWebAddress(value: string): string {
  return readUrl(value, ["http:", "https:"]).href;
}

function readOffset(value: string, loopback: boolean): number {
  const [, sign, many, unit] = OFFSET.exec(value) ?? [];
  if (!many || !unit) throw new Wrong(`is "${value}"`);
  const offset = Number(many) * UNIT[unit as keyof typeof UNIT] * (sign === "-" ? -1 : 1);
  if (offset !== 0 && !loopback) throw new Wrong("moves the clock of a public address");
  return offset;
}

/** The host for the sender's address; an IP address stands in brackets in e-mail. */
function mailHost(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  return /^[\d.]+$/.test(hostname) || hostname.startsWith("[") ? "localhost" : hostname;
}
