// The certificate as it is kept, in SECRET_DIR/certificate: the account's key at the issuer, and for each name one
// file with the private key and the certificate, so that both are replaced in one step. Mode 600, written with O_SYNC,
// because the permission model closes fsync to this process. In no backup: another one is had in a minute.
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { type Certificate, readCertificate } from "./certificate.ts";

const FOLDER = "certificate";
const ACCOUNT = "account.pem";
const CERTIFICATE = "-----BEGIN CERTIFICATE-----";

export interface KeptCertificates {
  /** @returns the certificate of the name, or null when there is none that fits */
  read(domain: string): Certificate | null;
  write(domain: string, certificate: Certificate): void;
  /** @returns the key of the account at the issuer, or null before the first order */
  account(): string | null;
  setAccount(key: string): void;
}

/**
 * Opens the folder, which is made when it is missing.
 * @param secretDir SECRET_DIR
 */
export function openKeptCertificates(secretDir: string): KeptCertificates {
  const dir = join(secretDir, FOLDER);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = (name: string) => join(dir, name);
  return {
    read: (domain) => {
      const text = readIfThere(path(`${domain}.pem`));
      const at = text?.indexOf(CERTIFICATE) ?? -1;
      return text === null || at < 0 ? null : readCertificate(text.slice(0, at), text.slice(at), domain);
    },
    write: (domain, { key, chain }) => replace(path(`${domain}.pem`), `${key.trim()}\n${chain.trim()}\n`),
    account: () => readIfThere(path(ACCOUNT)),
    setAccount: (key) => replace(path(ACCOUNT), key),
  };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** The old file stands until the new one is whole. */
function replace(path: string, text: string): void {
  const aside = `${path}.new`;
  rmSync(aside, { force: true });
  const { O_CREAT, O_EXCL, O_WRONLY, O_SYNC } = constants;
  const file = openSync(aside, O_CREAT | O_EXCL | O_WRONLY | O_SYNC, 0o600);
  try {
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
}
