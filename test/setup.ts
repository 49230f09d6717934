// What a whole test run starts once: PostgreSQL, and the unpacking of Chromium. Given to Node's test runner
// as its global setup; the test files find both through the environment.
import { unpackChromium } from "./chromium.ts";
import { handToTests, type PostgresServer, startPostgres } from "./postgres.ts";

let server: PostgresServer | undefined;

/** Starts what the tests share. */
export async function globalSetup(): Promise<void> {
  const [started] = await Promise.all([startPostgres(), unpackChromium()]);
  server = started;
  handToTests(started);
}

/** Ends it and removes its files. */
export async function globalTeardown(): Promise<void> {
  await server?.stop();
}
