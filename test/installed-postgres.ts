// Where a PostgreSQL is installed with the programs for backups, which the package that brings one for the tests lacks
// (Debian: postgresql).
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

/** What a test of backups runs. */
const PROGRAMS = ["initdb", "postgres", "pg_dump", "pg_restore"];

/** The folder of an installed PostgreSQL with all that is needed, the newest first; null when there is none. */
export function installedPostgres(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  return folders.find((dir) => PROGRAMS.every((name) => existsSync(join(dir, name)))) ?? null;
}
