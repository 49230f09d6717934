import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { checkHouse } from "./house.ts";
import { checkImports } from "./imports.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..");
const trees: string[] = [];
after(() => {
  for (const tree of trees) rmSync(tree, { recursive: true });
});

/** A package with these files; a first line that says what each is for is put in front. */
function tree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "undersigned-rules-"));
  trees.push(root);
  for (const [path, text] of Object.entries({ "src/fine.ts": "export const one = 1;\n", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `// For a test.\n${text}`);
  }
  return root;
}

const breaches = (path: string, text: string) => checkHouse(tree({ [path]: text }));

test("what keeps to the rules of the house is not complained of", () => {
  const text = [
    'import type { Kysely } from "kysely";',
    'const TABLE: ReadonlyMap<string, number> = new Map([["a", 1]]);',
    "/** Adds one. */",
    "export function add(n: number): number {",
    "  let sum = n; // Date.now() in a comment, : any too",
    "  sum += TABLE.size + new Date(0).getTime();",
    "  return sum;",
    "}",
    "export type Db = Kysely<unknown>;",
    "",
  ].join("\n");
  assert.deepEqual(breaches("src/rooms/adding.ts", text), []);
});

const RED: [what: string, path: string, text: string, says: RegExp][] = [
  [
    "a file longer than 400 lines",
    "src/long.ts",
    "export const x = 1;\n".repeat(400),
    /src\/long\.ts: 401 lines/,
  ],
  ["a name that says nothing", "src/web/form-utils.ts", "export const x = 1;\n", /form-utils\.ts: a name/],
  ["a folder whose name says nothing", "src/shared/x.ts", "export const x = 1;\n", /src\/shared: a name/],
  [
    "the time read outside the clock",
    "src/web/x.ts",
    "\nexport const x = () => Date.now();\n",
    /x\.ts:3 reads the time/,
  ],
  ["a date made from now", "src/web/x.ts", "export const x = () => new Date();\n", /x\.ts:2 reads the time/],
  ["another clock", "src/web/x.ts", "export const x = () => Temporal.Now.instant();\n", /reads the time/],
  ["a variable of a module", "src/web/x.ts", "let x = 1;\nexport const y = () => x++;\n", /x\.ts:2 state/],
  [
    "a cache of a module",
    "src/web/x.ts",
    "const x = new Map<string, string>();\nexport const y = x;\n",
    /x\.ts:2 state/,
  ],
  [
    "SQL outside the store",
    "src/web/x.ts",
    'import { sql } from "kysely";\nexport const y = sql`1`;\n',
    /x\.ts:2 SQL/,
  ],
  [
    "SQLite outside the store",
    "src/web/x.ts",
    'import { backup } from "node:sqlite";\nexport const y = backup;\n',
    /SQL/,
  ],
  [
    "an exported function without a docstring",
    "src/web/x.ts",
    "export function y() {}\n",
    /x\.ts:2 an exported/,
  ],
  ["a file that only passes on", "src/web/x.ts", 'export * from "./y.ts";\n', /only passes on/],
];
for (const [what, path, text, says] of RED) {
  test(`${what} is found, with its place`, () => {
    const found = breaches(path, text);
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(found[0] ?? "", says);
  });
}

test("a file says first what it is for", () => {
  const root = tree({});
  writeFileSync(join(root, "src/bare.ts"), "export const x = 1;\n");
  assert.match(checkHouse(root).join(), /src\/bare\.ts:1 the first lines/);
});

test("the type checker is switched off in five places, not in six", () => {
  const places = (n: number) => `export type X = any;\n${"// @ts-ignore\n".repeat(n - 1)}`;
  assert.deepEqual(breaches("src/x.ts", places(5)), []);
  assert.match(breaches("src/x.ts", places(6)).join(), /in 6 places, at most 5/);
});

test("a tree without source is no success", async () => {
  const root = mkdtempSync(join(tmpdir(), "undersigned-rules-"));
  trees.push(root);
  assert.match(checkHouse(root).join(), /no source file was found/);
  writeFileSync(join(root, "package.json"), "{}");
  mkdirSync(join(root, "src"));
  cpSync(join(REPOSITORY, ".dependency-cruiser.cjs"), join(root, ".dependency-cruiser.cjs"));
  await assert.rejects(checkImports(root), /no import was read/);
});

test("a room that reaches into one above it is found, and so are cycles and databases outside the store", async () => {
  const root = tree({
    "src/vault/box.ts": 'import { page } from "../web/page.ts";\nexport const box = page;\n',
    "src/web/page.ts": 'import { DatabaseSync } from "node:sqlite";\nexport const page = DatabaseSync;\n',
    "src/signing/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;\n',
    "src/signing/b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
    "src/signing/pages/form.ts": 'import { rows } from "../store.ts";\nexport const form = rows;\n',
    "src/signing/store.ts": "export const rows = 1;\n",
    "src/signing/fine.ts": 'import { box } from "../vault/box.ts";\nexport const fine = box;\n',
  });
  writeFileSync(join(root, "package.json"), '{"type":"module"}');
  cpSync(join(REPOSITORY, ".dependency-cruiser.cjs"), join(root, ".dependency-cruiser.cjs"));
  const found = (await checkImports(root)).sort();
  assert.match(found.join("\n"), /box\.ts -> .*page\.ts: vault-imports/);
  assert.match(found.join("\n"), /page\.ts -> .*sqlite: sqlite-in-the-store/);
  assert.match(found.join("\n"), /a\.ts -> .*: no-cycles/);
  assert.match(found.join("\n"), /form\.ts -> .*store\.ts: pages-are-pure/);
  assert.doesNotMatch(found.join("\n"), /fine\.ts/);
});
