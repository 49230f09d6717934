// `npm run lint`: types, style, who imports whom, the rules of the house. Each is one step of `npm test` too.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { checkHouse } from "./rules/house.ts";
import { checkImports } from "./rules/imports.ts";

const ROOT = join(import.meta.dirname, "..");

interface Step {
  name: string;
  /** What is wrong, as lines; none when all is well. */
  run(): Promise<string[]>;
}

const STEPS: readonly Step[] = [
  { name: "types", run: () => tool("typescript", "tsc", ["--noEmit", "--project", "."]) },
  { name: "style", run: () => tool("@biomejs/biome", "biome", ["check", "--error-on-warnings", "."]) },
  { name: "imports", run: () => checkImports(ROOT) },
  { name: "house", run: async () => checkHouse(ROOT) },
];

/**
 * Runs every step and shows how each went.
 * @returns how many passed and failed
 */
export async function lint(): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const { name, run } of STEPS) {
    const lines = await run();
    console.log(`${lines.length === 0 ? "✔" : "✖"} ${name}`);
    for (const line of lines) console.log(`  ${line}`);
    if (lines.length > 0) failed++;
  }
  return { passed: STEPS.length - failed, failed };
}

/** Runs a package's program with this Node. */
function tool(name: string, program: string, args: string[]): Promise<string[]> {
  const manifest = join(ROOT, "node_modules", name, "package.json");
  const { bin } = createRequire(import.meta.url)(manifest) as { bin: Record<string, string> };
  const file = join(dirname(manifest), bin[program] ?? program);
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { cwd: ROOT, maxBuffer: 2 ** 26 }, (error, out, err) => {
      const lines = `${out}${err}`.split("\n").filter((line) => line.trim() !== "");
      resolve(error ? [...lines, error.message.split("\n")[0] ?? "it failed"] : []);
    });
  });
}

if (import.meta.main) {
  const { failed } = await lint();
  process.exitCode = failed > 0 ? 1 : 0;
}
