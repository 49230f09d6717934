// `npm test`: lint, then every test, nothing skipped: those beside their source two files at a time, then the
// longer ones of test/ one by one, since some of them measure time. One PostgreSQL and one Chromium serve all.
// `npm test -- FILE…` runs only these files; `--kill-rounds N` kills the server N times instead of five.
// The last line is `N passed, N failed`; a skipped test counts as failed.
import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { parseArgs } from "node:util";
import { globalSetup, globalTeardown } from "../test/setup.ts";
import { lint } from "./lint.ts";

const ROOT = join(import.meta.dirname, "..");
const LONGEST = 15 * 60_000;

interface Tally {
  passed: number;
  failed: number;
}

const GROUPS = [
  { files: ["src/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts"], atOnce: 2 },
  { files: ["test/**/*.test.ts"], atOnce: 1 },
];

/** Runs test files. @returns how many tests passed, and how many did anything else */
function runTests(files: string[], atOnce: number): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const stream = run({ files, concurrency: atOnce, timeout: LONGEST, cwd: ROOT });
    stream.on("test:summary", ({ file, counts }) => {
      if (file !== undefined) return;
      resolve({ passed: counts.passed, failed: counts.tests - counts.passed });
    });
    stream.on("error", reject);
    stream.compose(spec).pipe(process.stdout, { end: false });
  });
}

function add(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

async function main(): Promise<Tally> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "kill-rounds": { type: "string" } },
  });
  if (values["kill-rounds"]) process.env.UNDERSIGNED_KILL_ROUNDS = values["kill-rounds"];
  const groups =
    positionals.length > 0
      ? [{ files: positionals, atOnce: 1 }]
      : GROUPS.map(({ files, atOnce }) => ({
          files: globSync(files, { cwd: ROOT }).sort(),
          atOnce,
        })).filter(({ files }) => files.length > 0);
  let tally = positionals.length > 0 ? { passed: 0, failed: 0 } : await lint();
  await globalSetup();
  try {
    for (const { files, atOnce } of groups) {
      const paths = files.map((file) => resolve(ROOT, file));
      tally = add(tally, await runTests(paths, atOnce));
    }
  } finally {
    await globalTeardown();
  }
  return tally;
}

// What was started ends with this process, also when it is interrupted.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const { passed, failed } = await main();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
