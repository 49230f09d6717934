// Everything that is measured, and what it must come to.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type PostgresServer, startPostgres } from "../test/postgres.ts";
import { type Exported, measureExport } from "./exporting.ts";
import { type Grown, measureGrowth } from "./growth.ts";
import { moveTo } from "./machine.ts";
import { type Mailed, measureMail } from "./mailing.ts";
import type { Plan } from "./plans.ts";
import { openProduct } from "./product.ts";
import type { Loading } from "./rounds.ts";
import { measureServing, type Served } from "./serving.ts";

/** What was measured on one database. */
export interface Measured {
  ratios: { sign: number; mail: number; read: number };
  /** The most memory that any of its serving processes held, in MB. */
  memory_mb: number | null;
  row_bytes: number;
  sign: Served;
  read: Served;
  mail: Mailed;
}

export interface MeasuredSqlite extends Measured {
  ratios: Measured["ratios"] & { p99_growth: number };
  export_s: number;
  growth: Grown[];
  export: Exported;
}

/** What must be reached, on SQLite. */
const LEAST = { sign: 0.4, mail: 0.6, read: 0.5 };
const MOST = { p99_growth: 1.3, export_s: 30, memory_mb: 250 };

/** What was missed, in words. A ratio that could not be measured is missed too. */
export function missed({ ratios, export_s, memory_mb }: MeasuredSqlite): string[] {
  const low = Object.entries(LEAST).flatMap(([name, least]) => {
    const ratio = ratios[name as keyof typeof LEAST];
    return ratio >= least ? [] : [`${name} ${ratio.toFixed(2)} is under ${least}`];
  });
  const found = { p99_growth: ratios.p99_growth, export_s, memory_mb: memory_mb ?? 0 };
  const high = Object.entries(MOST).flatMap(([name, most]) => {
    const value = found[name as keyof typeof MOST];
    return value <= most ? [] : [`${name} ${value.toFixed(2)} is over ${most}`];
  });
  return [...low, ...high];
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

async function measureBoth(
  loading: Loading,
  plan: Pick<Plan, "serving" | "mail">,
  database: { product: string; ceiling: string; mail: string } | null,
): Promise<Measured> {
  const settings = (url: string | undefined) => (url ? { DATABASE_URL: url } : {});
  loading.tell("signing and reading");
  const product = await openProduct(loading.cores, settings(database?.product));
  let memory: number | null = null;
  const served = await measureServing(loading, product, plan.serving, database?.ceiling ?? null).finally(
    async () => {
      memory = product.memory();
      await product.remove();
    },
  );
  loading.tell("signing with e-mail");
  const mail = await measureMail(loading, plan.mail, settings(database?.mail));
  const { sign, read, rowBytes } = served;
  return {
    ratios: { sign: sign.ratio, mail: mail.ratio, read: read.ratio },
    memory_mb: most([memory, mail.memory]),
    row_bytes: rowBytes,
    ...{ sign, read, mail },
  };
}

/** Measures everything on SQLite. */
export async function measureSqlite(loading: Loading, plan: Plan): Promise<MeasuredSqlite> {
  const both = await measureBoth(loading, plan, null);
  loading.tell("signing as a network grows");
  const growth = await measureGrowth(loading, plan.growth, both.row_bytes);
  const grown = growth.find(({ rows }) => rows === 100_000)?.timesSmallest ?? Number.NaN;
  loading.tell("export");
  const exported = await measureExport(loading, plan.exported, both.row_bytes);
  return {
    ...both,
    ratios: { ...both.ratios, p99_growth: grown },
    export_s: exported.seconds,
    memory_mb: most([both.memory_mb, ...growth.map(({ memory }) => memory)]),
    growth,
    export: exported,
  };
}

/** Measures signing and reading on a PostgreSQL of our own, which shares the server's core. */
export async function measurePostgres(loading: Loading, plan: Plan): Promise<Measured> {
  loading.tell("PostgreSQL");
  const server = await startPostgres({ durable: true });
  try {
    const [pid = ""] = readFileSync(join(server.dir, "postmaster.pid"), "utf8").split("\n");
    moveTo(loading.cores, loading.cores.server, Number(pid));
    const [product, ceiling, mail] = await makeDatabases(server, ["product", "ceiling", "mail"]);
    return await measureBoth(loading, plan.postgres, { product, ceiling, mail } as Record<
      "product" | "ceiling" | "mail",
      string
    >);
  } finally {
    await server.stop();
  }
}

async function makeDatabases(server: PostgresServer, names: readonly string[]): Promise<string[]> {
  const client = new pg.Client(server.url);
  await client.connect();
  for (const name of names) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return names.map((name) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href);
}
