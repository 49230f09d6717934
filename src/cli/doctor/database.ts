// The database: whether it is there and can be read, and what a PostgreSQL keeps of what was deleted.
import type { Settings } from "../../settings.ts";
import { glanceAtDatabase } from "../../store/glance.ts";
import { danger, type Finding, hint, wrong } from "./finding.ts";

/** What a PostgreSQL should not do (docs/postgres.md), and when it does. */
const KEEPS: Readonly<Record<string, { is: RegExp; what: string }>> = {
  log_statement: { is: /^(?!none$)/, what: "writes statements into its log" },
  log_min_duration_statement: { is: /^(?!-1$)/, what: "writes slow statements into its log" },
  log_min_error_statement: {
    is: /^(?!panic$|fatal$|log$)/,
    what: "writes statements that failed into its log",
  },
  archive_mode: { is: /^(?!off$)/, what: "archives its write-ahead log, with names that were taken down" },
  wal_level: { is: /^(?!minimal$)/, what: "keeps more in its write-ahead log than it needs" },
};

/** Looks at the database of the settings. */
export async function lookAtDatabase({ database, dataDir }: Settings): Promise<Finding[]> {
  const glance = await glanceAtDatabase(database, dataDir).catch((error: Error) => error);
  if (glance instanceof Error) {
    const mend =
      database.kind === "postgres"
        ? "look whether it runs, and at DATABASE_URL (docs/postgres.md)"
        : "look at the file's owner and disk; a backup can be restored (docs/backup.md)";
    return [wrong(`the database cannot be read: ${glance.message}`, mend)];
  }
  if (glance === null) return [hint("there is no database yet", "start the server once")];
  const found = Object.entries(glance.settings)
    .filter(([name, value]) => KEEPS[name]?.is.test(value))
    .map(([name, value]) => {
      const what = `PostgreSQL ${KEEPS[name]?.what} (${name} is ${value})`;
      const mend = "set it as docs/postgres.md says";
      return name === "log_statement" ? danger(what, mend) : hint(what, mend);
    });
  if (!glance.begun) {
    found.push(hint("the network has no key holder yet", "open the set-up link (DATA_DIR/set-up-link)"));
  }
  return found;
}
