// The import rules of .dependency-cruiser.cjs, applied to everything that is run. Reading no file at all is a
// failure: a parser that cannot read TypeScript would find nothing, greenly.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";

const FOLDERS = ["src", "test", "scripts", "bench"];

/**
 * Checks who imports whom.
 * @param root the package's folder
 * @returns one line for each breach
 * @throws Error when no file could be read
 */
export async function checkImports(root: string): Promise<string[]> {
  const { forbidden, options } = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs"));
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(folders, {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  });
  const { summary, modules } = output as ICruiseResult;
  const read = modules.filter(
    ({ source, dependencies }) => source.startsWith("src/") && dependencies.length > 0,
  );
  if (read.length === 0) throw new Error("no import was read: is @swc/core there?");
  return summary.violations.map(({ from, to, rule, cycle }) => {
    const way = cycle ? cycle.map(({ name }) => name).join(" -> ") : to;
    return `${from} -> ${way}: ${rule.name}`;
  });
}
