// The rules of the house that no other tool checks: names, lengths, first lines, docstrings, where SQL and the
// time may be, no state in modules, and how often the type checker may be switched off. CONTRIBUTING.md gives
// the reasons. A file is read as a tree, so that a word in a comment or a string breaks no rule.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parseSync } from "@swc/core";

const FOLDERS = ["src", "bin", "test", "scripts", "bench"];
const NOT_OURS = new Set(["node_modules", ".git", "data", "data-secret", "demo", "dist"]);
const SOURCE = /\.(ts|js|cjs|mjs|css)$|^bin\/undersigned$/;
const MOST_LINES = 400;
const MOST_SWITCHED_OFF = 5;
/** Names that say nothing about what lies there, also as a part: date-utils. */
const EMPTY_NAME = /^(util|utils|utility|utilities|helper|helpers|common|shared|misc|lib|libs)$/i;
const SWITCH_OFF =
  /@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore|eslint-disable|dependency-cruiser-disable/g;
/** Asking the machine for the time. */
const CLOCKS = ["Date.now", "performance.now", "Temporal.Now", "process.hrtime", "process.uptime"];
/** What of Kysely writes SQL by hand. */
const RAW_SQL = ["sql", "CompiledQuery", "RawBuilder"];
const EMPTY_HOLDERS = ["Map", "Set", "WeakMap", "WeakSet", "Array"];

interface Node {
  type: string;
  [key: string]: unknown;
}

interface Source {
  path: string;
  text: string;
  body: Node[];
  /** "src/x.ts:12" of a node. */
  at(node: Node): string;
}

/**
 * Checks a tree of files.
 * @param root the package's folder
 * @returns one line for each breach: file, line, what is wrong
 */
export function checkHouse(root: string): string[] {
  const everything = walk(root, root);
  const breaches = everything
    .filter(hasEmptyName)
    .map((path) => `${path}: a name that says nothing about it`);
  const files = everything.filter(
    (path) => SOURCE.test(path) && FOLDERS.some((folder) => path.startsWith(`${folder}/`)),
  );
  if (!files.some((path) => path.startsWith("src/"))) breaches.push("src: no source file was found");
  const off: string[] = [];
  for (const path of files) {
    const text = readFileSync(join(root, path), "utf8");
    const lines = text.split("\n").length - 1;
    if (lines > MOST_LINES) breaches.push(`${path}: ${lines} lines; at most ${MOST_LINES}`);
    if (!path.endsWith(".ts")) continue;
    const source = read(path, text);
    breaches.push(...inEveryFile(source));
    if (!path.startsWith("src/")) continue;
    off.push(...switchedOff(source));
    if (!path.endsWith(".test.ts")) breaches.push(...inTheRooms(source));
  }
  if (off.length > MOST_SWITCHED_OFF) {
    breaches.push(
      `any or ignored checks in ${off.length} places, at most ${MOST_SWITCHED_OFF}: ${off.join(", ")}`,
    );
  }
  return breaches;
}

function walk(root: string, dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name) && dir === root) return [];
    if (entry.name === "node_modules") return [];
    const path = join(dir, entry.name);
    const here = relative(root, path).replaceAll("\\", "/");
    return entry.isDirectory() ? [here, ...walk(root, path)] : [here];
  });
}

function hasEmptyName(path: string): boolean {
  return basename(path)
    .split(/[-_.]/)
    .some((part) => EMPTY_NAME.test(part));
}

/** Reads TypeScript; swc counts bytes on from file to file, so a first empty statement shows where it began. */
function read(path: string, text: string): Source {
  const { body } = parseSync(`;${text}`, { syntax: "typescript", target: "esnext" });
  const [first, ...rest] = body as unknown as Node[];
  const { start } = (first as Node).span as { start: number };
  const bytes = Buffer.from(`;${text}`);
  const at = (node: Node) => {
    const span = (node.span ?? (node.expression as Node | undefined)?.span) as { start: number };
    const line = bytes
      .subarray(0, span.start - start)
      .toString()
      .split("\n").length;
    return `${path}:${line}`;
  };
  return { path, text, body: rest, at };
}

function inEveryFile({ path, text, body }: Source): string[] {
  const breaches: string[] = [];
  const isTest = path.endsWith(".test.ts");
  if (!isTest && !/^(#!.*\n)?(\/\/|\/\*)/.test(text)) {
    breaches.push(`${path}:1 the first lines do not say what the file is for`);
  }
  const onlyPassesOn = body.every(
    ({ type, source }) =>
      type === "ExportAllDeclaration" || (type === "ExportNamedDeclaration" && source !== null),
  );
  if (body.length > 0 && onlyPassesOn) breaches.push(`${path}: only passes on what other files export`);
  return breaches;
}

function inTheRooms(source: Source): string[] {
  const { path, body, at } = source;
  const breaches: string[] = [];
  for (const item of body) {
    const declared = item.type === "ExportDeclaration" ? (item.declaration as Node) : item;
    if (
      item.type === "ExportDeclaration" &&
      declared.type === "FunctionDeclaration" &&
      !hasDocstring(source, item)
    ) {
      breaches.push(`${at(item)} an exported function without a docstring`);
    }
    if (declared.type === "VariableDeclaration" && holdsState(declared)) {
      breaches.push(`${at(item)} state in a module: a network is an object`);
    }
    if (item.type === "ImportDeclaration" && !path.startsWith("src/store/") && importsSql(item)) {
      breaches.push(`${at(item)} SQL outside src/store`);
    }
  }
  if (path !== "src/clock.ts") {
    visit(body, (node) => {
      if (readsTheTime(node)) breaches.push(`${at(node)} reads the time; only src/clock.ts does`);
    });
  }
  return breaches;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
  } else if (typeof value === "object" && value !== null) {
    if (typeof (value as Node).type === "string") see(value as Node);
    for (const child of Object.values(value)) visit(child, see);
  }
}

function nameOf(node: unknown): string | undefined {
  const { type, value, object, property } = (node ?? {}) as Node;
  if (type === "Identifier") return String(value);
  if (type !== "MemberExpression") return undefined;
  return `${nameOf(object)}.${nameOf(property)}`;
}

function readsTheTime(node: Node): boolean {
  if (node.type === "MemberExpression") return CLOCKS.includes(nameOf(node) ?? "");
  const bare = nameOf(node.callee) === "Date";
  if (node.type === "CallExpression") return bare;
  return node.type === "NewExpression" && bare && ((node.arguments as unknown[] | null) ?? []).length === 0;
}

/** `let`, and a holder that begins empty, can only be there to be changed. */
function holdsState({ kind, declare, declarations }: Node): boolean {
  if (declare) return false;
  if (kind !== "const") return true;
  return (declarations as Node[]).some(({ init }) => {
    const made = init as Node | null;
    if (made?.type === "ArrayExpression") return (made.elements as unknown[]).length === 0;
    if (made?.type === "ObjectExpression") return (made.properties as unknown[]).length === 0;
    const empty = ((made?.arguments as unknown[] | null | undefined) ?? []).length === 0;
    return made?.type === "NewExpression" && empty && EMPTY_HOLDERS.includes(nameOf(made.callee) ?? "");
  });
}

function importsSql({ source, specifiers, typeOnly }: Node): boolean {
  const from = (source as { value: string }).value;
  if (from === "node:sqlite") return true;
  if (from !== "kysely" || typeOnly) return false;
  return (specifiers as Node[]).some((specifier) => {
    const name = nameOf(specifier.imported) ?? nameOf(specifier.local) ?? "";
    return !specifier.isTypeOnly && RAW_SQL.includes(name);
  });
}

function hasDocstring({ text, at }: Source, item: Node): boolean {
  const line = Number(at(item).split(":").at(-1));
  const before = text.split("\n").slice(0, line - 1);
  return before.at(-1)?.trimEnd().endsWith("*/") ?? false;
}

function switchedOff({ path, text, body, at }: Source): string[] {
  const places = [...text.matchAll(SWITCH_OFF)].map(
    ({ index }) => `${path}:${text.slice(0, index).split("\n").length}`,
  );
  visit(body, (node) => {
    if (node.type === "TsKeywordType" && node.kind === "any") places.push(at(node));
  });
  return places;
}
