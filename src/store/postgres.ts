// PostgreSQL behind the same Kysely interface, chosen by DATABASE_URL alone.
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";

/** int8 as a number: no id or day of ours passes 2^53. */
const INT8 = 20;
/** The advisory lock of the one sequencer: "undersig" in ASCII, as a 64-bit number. */
const SEQUENCER = "8461811136750381415";
/** Held by each transaction that writes: "undersiw". */
const WRITER = "8461811136750381431";

/** The one schema that a network lives in. */
export const SCHEMA = "public";
const TYPES = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === INT8 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as "text"),
} as pg.CustomTypesConfig;

export interface PostgresConnections<S> {
  db: Kysely<S>;
  /** Waits until no other transaction writes, and keeps others waiting until this one ends. */
  holdWriting(tx: Transaction<S>): Promise<void>;
  /** VACUUM, after something was deleted; `full` rewrites the table, so that nothing of it stays in its file. */
  vacuum(table: string, full: boolean): Promise<void>;
  /** Takes the advisory lock of the sequencer, or keeps it. @returns whether this process has it */
  leads(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens a pool of connections.
 * @param url postgres://…
 * @param onError told of an idle connection that broke; the pool makes a new one
 * @returns the Kysely instance and its cleaning
 */
export function openPostgres<S>(url: string, onError: (error: Error) => void): PostgresConnections<S> {
  const pool = new pg.Pool({ connectionString: url, max: 8, types: TYPES });
  pool.on("error", onError);
  let leader: pg.PoolClient | null = null;
  const db = new Kysely<S>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    holdWriting: async (tx) => {
      await sql`select pg_advisory_xact_lock(${WRITER}::bigint)`.execute(tx);
    },
    vacuum: async (table, full) => {
      await pool.query(`VACUUM ${full ? "(FULL) " : ""}${pg.escapeIdentifier(table)}`);
    },
    leads: async () => {
      if (leader) return true;
      const client = await pool.connect();
      const got = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [SEQUENCER]);
      if (!got.rows[0]?.got) {
        client.release();
        return false;
      }
      // The lock lives as long as this connection, which is kept for it.
      leader = client;
      client.once("error", () => {
        // One that was let go while it broke is released already.
        if (leader !== client) return;
        leader = null;
        client.release(true);
      });
      return true;
    },
    close: async () => {
      const held = leader;
      leader = null;
      held?.release(true);
      await db.destroy();
    },
  };
}

/**
 * Opens one connection, for work that is done once and soon over.
 * @param url postgres://…
 * @returns its Kysely instance; the connection is made with the first query, and given up if that takes ten seconds
 */
export function openOnePostgres<S>(url: string): Kysely<S> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000, types: TYPES });
  // A connection that broke is an error of the next query.
  pool.on("error", () => {});
  return new Kysely<S>({ dialect: new PostgresDialect({ pool }) });
}
