// `npm run bench`: how fast the product is, as a share of what this machine can do at all (docs/performance.md).
// --quick takes about three minutes; --desk measures the desk's list in a browser, and nothing else; --json writes one
// object to stdout and nothing else. Exit code 1 when something that must be reached on SQLite was missed.
import process from "node:process";
import { parseArgs } from "node:util";
import { busyBetween, chooseCores, coreSpent } from "../bench/machine.ts";
import { measurePostgres, measureSqlite, missed } from "../bench/measures.ts";
import { measureOpenings, openedTooSlowly } from "../bench/opening.ts";
import { CONNECTIONS, QUICK, WHOLE } from "../bench/plans.ts";
import { startProgram } from "../bench/programs.ts";
import type { Loading } from "../bench/rounds.ts";
import { tellMachine, tellMeasured, tellOpened, tellSqlite } from "../bench/telling.ts";

/** How busy the load's core may be before anything was started. */
const QUIET = 0.1;

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, desk: { type: "boolean" }, json: { type: "boolean" } },
});
const plan = values.quick ? QUICK : WHOLE;
const begun = performance.now();
const seconds = () => Math.round((performance.now() - begun) / 1_000);
const tell = (text: string) => process.stderr.write(`${String(seconds()).padStart(4)} s  ${text}\n`);

// What was started ends with this process, also when it is interrupted.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const cores = chooseCores();
tell(tellMachine(cores));
const before = coreSpent(cores.load);
await new Promise((looked) => setTimeout(looked, 1_000));
const busy = busyBetween(before, coreSpent(cores.load)) ?? 0;
if (busy > QUIET) {
  tell(`the load's core is ${Math.round(busy * 100)} % busy with something else: rounds may not count`);
}

/** Writes what was measured, and what was missed. */
function finish(measured: object, lines: readonly string[], wrong: readonly string[]): void {
  const whole = { quick: values.quick ?? false, cores, seconds: seconds(), ...measured, missed: wrong };
  process.stdout.write(values.json ? `${JSON.stringify(whole)}\n` : `${lines.join("\n")}\n`);
  for (const what of wrong) tell(`missed: ${what}`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

if (values.desk) {
  const opening = await measureOpenings({ cores, tell });
  finish({ opening }, tellOpened(opening), openedTooSlowly(opening));
} else {
  const load = startProgram(cores, cores.load, "load.ts");
  const loading: Loading = { cores, load, connections: CONNECTIONS, tell };
  try {
    const sqlite = await measureSqlite(loading, plan);
    const postgres = await measurePostgres(loading, plan);
    const opening = values.quick ? [] : await measureOpenings(loading);
    const lines = [
      ...tellMeasured("SQLite", sqlite),
      ...tellSqlite(sqlite),
      ...tellMeasured("PostgreSQL", postgres),
      ...(values.quick ? [] : tellOpened(opening)),
    ];
    finish({ sqlite, postgres, opening }, lines, [...missed(sqlite), ...openedTooSlowly(opening)]);
  } finally {
    await load.end();
  }
}
