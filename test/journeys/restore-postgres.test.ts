// The same on PostgreSQL, with its own pg_dump and pg_restore: those of an installed PostgreSQL (Debian: postgresql).
// Where there is none, this file has no test.
import { delimiter } from "node:path";
import process from "node:process";
import { after } from "node:test";
import { installedPostgres } from "../installed-postgres.ts";
import { type PostgresServer, startPostgres } from "../postgres.ts";
import { restorePromises } from "../restore-promises.ts";

const bin = installedPostgres();
if (bin !== null) {
  let server: PostgresServer | undefined;
  process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
  restorePromises(async () => {
    server = await startPostgres({ bin });
    return { DATABASE_URL: server.url };
  });
  after(() => server?.stop());
}
