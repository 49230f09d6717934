// The database of one network: two dialects behind one Kysely interface. Reads go to `read`; every write is
// one durable transaction through `write`. What was deleted is gone from the files within a minute.
import { join } from "node:path";
import type { Kysely, Transaction } from "kysely";
import { Migrator } from "kysely/migration";
import { MIGRATIONS } from "./migrations/index.ts";
import { openPostgres } from "./postgres.ts";
import type { Schema } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";

export type Reading = Kysely<Schema>;
export type Writing = Transaction<Schema>;

/** What was deleted: sealed rows; or what has people in the clear, what old words opened, or what old keys open. */
export type Erased = "rows" | Rewritten;
const REWRITTEN = ["names", "texts", "accounts", "invitations", "renewals", "envelopes"] as const;
type Rewritten = (typeof REWRITTEN)[number];

export interface Store {
  kind: "sqlite" | "postgres";
  /** For reading what is committed. */
  read: Reading;
  /** Runs `work` as one durable transaction; all or nothing. @throws what `work` or the database throws */
  write<T>(work: (tx: Writing) => Promise<T>): Promise<T>;
  /** Says that something was deleted: the files are cleaned soon; on PostgreSQL tables such as the names are rewritten. */
  erased(what: Erased): void;
  /** Cleans now. @returns when nothing deleted is left where this program can reach */
  clean(): Promise<void>;
  /** Whether this process numbers entries: always on SQLite; on PostgreSQL one of those that share it. */
  leads(): Promise<boolean>;
  close(): Promise<void>;
}

export interface StoreOptions {
  database: { kind: "sqlite" } | { kind: "postgres"; url: string };
  dataDir: string;
  /** Milliseconds from a deletion to its cleaning; under a minute. */
  cleanAfter?: number;
  onError: (error: Error) => void;
}

/** The database's file in DATA_DIR. */
export const SQLITE_FILE = "undersigned.sqlite";
const CLEAN_AFTER = 5_000;
const CLEAN_AGAIN = 50;
const TABLES_WITH_ROWS = [
  "signatures",
  "appearances",
  "requests",
  "followers",
  "envelopes",
  "grants",
  "waiting",
] as const;

/**
 * Opens the network's database and brings its tables up to date.
 * @param options which database and where
 * @returns the store
 * @throws Error when it cannot be opened or migrated
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const store =
    options.database.kind === "sqlite" ? onSqlite(options) : onPostgres(options.database.url, options);
  await migrate(store.writer);
  return store.store;
}

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Runs one cleaning at a time, soon after it was asked for; and one soon after the start, for what a crash left. */
function cleaning(
  after: number,
  run: (rewrite: ReadonlySet<Rewritten>) => Promise<void>,
  onError: (error: Error) => void,
) {
  let timer: NodeJS.Timeout | undefined;
  let asked = false;
  let rewrite = new Set<Rewritten>(REWRITTEN);
  let running: Promise<void> = Promise.resolve();
  const clean = () => {
    clearTimeout(timer);
    timer = undefined;
    const all = rewrite;
    rewrite = new Set();
    asked = false;
    running = running.then(() => run(all)).catch(onError);
    return running;
  };
  const soon = () => {
    timer ??= setTimeout(clean, after).unref();
  };
  soon();
  return {
    erased: (what: Erased) => {
      if (what !== "rows") rewrite.add(what);
      asked = true;
      soon();
    },
    clean,
    stop: async () => {
      clearTimeout(timer);
      if (asked) await clean();
      await running;
    },
  };
}

/** Lets the transactions of this process wait for each other here instead of in the database's locks. */
function oneAtATime(db: Kysely<Schema>, begin: (tx: Writing) => Promise<unknown> = async () => {}) {
  let last: Promise<unknown> = Promise.resolve();
  // Between two of them the process reads and answers: on SQLite nothing in a transaction lets it, so a long row of
  // short ones would keep everybody waiting until the last.
  let turn: Promise<unknown> = Promise.resolve();
  const write = <T>(work: (tx: Writing) => Promise<T>): Promise<T> => {
    const next = last.then(async () => {
      await turn;
      return db.transaction().execute(async (tx) => {
        await begin(tx);
        return work(tx);
      });
    });
    last = next
      .catch(() => undefined)
      .then(() => {
        turn = new Promise((resolve) => setImmediate(resolve));
      });
    return next;
  };
  return { write, idle: () => last };
}

function onSqlite(options: StoreOptions) {
  const db = openSqlite<Schema>(join(options.dataDir, SQLITE_FILE));
  const { write, idle } = oneAtATime(db.write);
  const cleaner = cleaning(
    options.cleanAfter ?? CLEAN_AFTER,
    async () => {
      while (!db.truncate()) await new Promise((resolve) => setTimeout(resolve, CLEAN_AGAIN));
    },
    options.onError,
  );
  const store: Store = {
    kind: "sqlite",
    read: db.read,
    write,
    erased: cleaner.erased,
    clean: cleaner.clean,
    leads: async () => true,
    close: async () => {
      await idle();
      await cleaner.stop();
      await db.close();
    },
  };
  return { store, writer: db.write };
}

function onPostgres(url: string, options: StoreOptions) {
  const pg = openPostgres<Schema>(url, options.onError);
  // As on SQLite nobody else writes meanwhile, also no other process: rows read in a transaction stay as they are.
  const { write, idle } = oneAtATime(pg.db, pg.holdWriting);
  const cleaner = cleaning(
    options.cleanAfter ?? CLEAN_AFTER,
    async (rewrite) => {
      for (const table of TABLES_WITH_ROWS) await pg.vacuum(table, false);
      for (const table of rewrite) await pg.vacuum(table, true);
    },
    options.onError,
  );
  const store: Store = {
    kind: "postgres",
    read: pg.db,
    write,
    erased: cleaner.erased,
    clean: cleaner.clean,
    leads: pg.leads,
    close: async () => {
      await idle();
      await cleaner.stop();
      await pg.close();
    },
  };
  return { store, writer: pg.db };
}
