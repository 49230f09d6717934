// A PostgreSQL of its own that keeps what it writes like in real use, and writes every statement with all its values
// into its log: the worst that an operator can ask of it.
import pg from "pg";
import { type PostgresServer, startPostgres } from "../postgres.ts";

export interface TalkativePostgres extends PostgresServer {
  /** Runs a statement as its superuser. */
  run(statement: string): Promise<Record<string, unknown>[]>;
}

/** Starts one. */
export async function talkativePostgres(): Promise<TalkativePostgres> {
  const server = await startPostgres({ durable: true });
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query("ALTER SYSTEM SET log_statement = 'all'");
  await client.query("SELECT pg_reload_conf()");
  return {
    ...server,
    run: async (statement) => (await client.query<Record<string, unknown>>(statement)).rows,
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}
