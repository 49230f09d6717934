// Every setting of a network, read once from the environment and checked before anything starts. All mistakes
// are named at once, each with what is allowed. `.env.example` documents the same names for people. Folders
// come from the launcher already made and absolute; without it the defaults here hold.
import { resolve } from "node:path";
import { isLoopback } from "./loopback.ts";
import {
  type Database,
  LOG_LEVELS,
  type LogLevel,
  type MailTransport,
  mailHost,
  readAddress,
  readBaseUrl,
  readDatabase,
  readDirectory,
  readDomain,
  readFolder,
  readHost,
  readLevel,
  readMail,
  readNumber,
  readOffset,
  readSwitch,
  readWebAddress,
  Wrong,
} from "./setting-values.ts";

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
  database: Database;
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

const LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory";
const MAX_PUBLISH_EVERY = 1_440;

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
