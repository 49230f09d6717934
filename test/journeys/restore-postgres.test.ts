// The same on PostgreSQL, with its own pg_dump and pg_restore: those of an installed PostgreSQL.
import { delimiter } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { installedPostgres, PROGRAMS } from "../installed-postgres.ts";
import { type PostgresServer, startPostgres } from "../postgres.ts";
import { restorePromises } from "../restore-promises.ts";

const bin = installedPostgres();
if (bin === null) {
  test("a backup of PostgreSQL", { skip: `no PostgreSQL with ${PROGRAMS.join(", ")} is installed` });
} else {
  let server: PostgresServer | undefined;
  process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
  restorePromises(async () => {
    server = await startPostgres({ bin });
    return { DATABASE_URL: server.url };
  });
  after(() => server?.stop());
}
