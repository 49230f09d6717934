// PostgreSQL's own programs for backups: pg_dump writes a network's tables into a file, pg_restore puts them back.
// Promises that the password is in no list of processes: it goes to them in the environment.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import process from "node:process";
import { SCHEMA } from "./postgres.ts";

/**
 * Copies a network's tables as they are at one moment, also while it is served, and leaves the sessions out.
 * @param url DATABASE_URL
 * @param to a file that must not exist; made with mode 600, on the disk when this resolves
 * @throws Error in pg_dump's words, or saying that it is not installed
 */
export async function dumpPostgres(url: string, to: string): Promise<void> {
  // Made here, so that it is for this user alone from the first byte.
  closeSync(openSync(to, "wx", 0o600));
  const what = ["--format=custom", "--no-owner", "--no-privileges", `--schema=${SCHEMA}`];
  // By its name and not through stdout, where the programs of PostgreSQL 17 leave their index a second time.
  await run("pg_dump", [...what, `--exclude-table-data=${SCHEMA}.sessions`, `--file=${to}`], url);
}

/**
 * Puts the tables of such a file into an empty schema: all of them, or none.
 * @throws Error in pg_restore's words, or saying that it is not installed
 */
export async function undumpPostgres(url: string, from: string): Promise<void> {
  const how = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"];
  // Of the schema itself nothing is taken: it stands already.
  await run("pg_restore", [...how, `--schema=${SCHEMA}`, "--format=custom"], url, from);
}

function run(program: string, args: string[], url: string, file?: string): Promise<void> {
  const { address, env } = withoutPassword(url);
  const all = [...args, "--no-password", `--dbname=${address}`, ...(file === undefined ? [] : [file])];
  return new Promise((resolve, reject) => {
    const child = spawn(program, all, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      said += part;
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      const missing = `${program} is not on PATH; it comes with PostgreSQL's client (Debian: postgresql-client)`;
      reject(error.code === "ENOENT" ? new Error(missing) : error);
    });
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(said.trim() || `${program} ended with ${code}`));
    });
  });
}

function withoutPassword(url: string): { address: string; env: Record<string, string> } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = "";
  return { address: address.href, env: password === "" ? {} : { PGPASSWORD: password } };
}
