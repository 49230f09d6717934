// Splits a campaign file at its `---` lines and reads the YAML between them, remembering where each value
// stands. Values keep YAML 1.2's core meaning, so days stay texts. Aliases and tags are refused.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import type { Mistake } from "./mistakes.ts";

/** A way into the front matter: keys and places in lists. */
export type Path = readonly PropertyKey[];

/** Something wrong with the file before any schema is asked. */
export type Fault = Pick<Mistake, "line" | "code" | "values">;

export interface FrontMatter {
  readonly data: unknown;
  readonly body: string;
  /** The line on which the body begins. */
  readonly bodyLine: number;
  /** Faults that leave the data readable. */
  readonly faults: readonly Fault[];
  /** The line of the value at a path, or of the nearest block around it when there is none. */
  lineOf(path: Path): number;
  /** The line of a key's own name; of the block when the key is not there. */
  lineOfKey(path: Path): number;
  /** A value as it is written: `+14165550100` where the data has a number. */
  written(path: Path): string | null;
}

const MOST_BYTES = 262_144;

/**
 * Reads a campaign file's two halves.
 * @param text the whole file
 * @returns its front matter and body, or the faults for which neither can be read
 */
export function readFrontMatter(
  text: string,
): { ok: true; front: FrontMatter } | { ok: false; faults: Fault[] } {
  if (text.length > MOST_BYTES) {
    return { ok: false, faults: [{ line: 1, code: "file_long" }] };
  }
  const clean = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .normalize("NFC");
  const strange = unreadable(clean);
  if (strange.length > 0) return { ok: false, faults: strange };

  const rows = clean.split("\n");
  if (rows[0]?.trimEnd() !== "---") {
    return { ok: false, faults: [{ line: 1, code: "no_front_matter" }] };
  }
  const end = rows.findIndex((row, index) => index > 0 && row.trimEnd() === "---");
  if (end < 0) {
    return { ok: false, faults: [{ line: 1, code: "front_matter_endless" }] };
  }
  // An empty first row in place of `---` keeps YAML's lines those of the file.
  const yaml = ["", ...rows.slice(1, end)].join("\n");
  return readYaml(yaml, rows.slice(end + 1).join("\n"), end + 2);
}

function readYaml(
  yaml: string,
  body: string,
  bodyLine: number,
): { ok: true; front: FrontMatter } | { ok: false; faults: Fault[] } {
  const lines = new LineCounter();
  const at = (offset: number) => Math.max(1, lines.linePos(offset).line);
  let document: Document.Parsed;
  let data: unknown;
  const faults: Fault[] = [];
  try {
    document = parseDocument(yaml, {
      version: "1.2",
      schema: "core",
      lineCounter: lines,
      prettyErrors: false,
    });
    faults.push(...document.errors.map((error) => faultOf(error, at(error.pos[0]))));
    visit(document, (_, node) => {
      if (isAlias(node) || (isNode(node) && node.tag !== undefined)) {
        faults.push({ line: at(node.range?.[0] ?? 0), code: isAlias(node) ? "reference" : "tag" });
      }
    });
    if (document.errors.some((error) => error.code === "RESOURCE_EXHAUSTION"))
      throw new RangeError("too deep");
    const readable = document.errors.every((error) => error.code === "DUPLICATE_KEY");
    if (!readable || faults.length > document.errors.length) return { ok: false, faults };
    data = document.toJS();
  } catch (error) {
    // Thousands of brackets inside each other end the reader's stack.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, faults: [{ line: 1, code: "too_deep" }] };
  }

  const lineOf = (path: Path): number => {
    const { node, key, found } = nodeAt(document.contents, path);
    // What is missing at the top is missing in the front matter as a whole, which begins on line 1.
    if (!found && node === document.contents) return 1;
    // A block begins with its key, though its first entry stands on the next line.
    const first = isScalar(node) ? node : (key ?? node);
    return first?.range ? at(first.range[0]) : 1;
  };
  return {
    ok: true,
    front: {
      data: data ?? {},
      body,
      bodyLine,
      faults,
      lineOf,
      lineOfKey: (path) => {
        const around = nodeAt(document.contents, path.slice(0, -1));
        const key = around.found && isMap(around.node) ? pairAt(around.node, path.at(-1))?.key : undefined;
        return isScalar(key) && key.range ? at(key.range[0]) : lineOf(path.slice(0, -1));
      },
      written: (path) => {
        const { node, found } = nodeAt(document.contents, path);
        return found && isScalar(node) ? (node.source ?? null) : null;
      },
    },
  };
}

/** The node at a path and its key, if it has one; where there is none, the last node on the way to it. */
function nodeAt(root: unknown, path: Path): { node: Node | null; key: Node | null; found: boolean } {
  let node = root as Node | null;
  let key: Node | null = null;
  for (const step of path) {
    const pair = isMap(node) ? pairAt(node, step) : undefined;
    const next = isSeq(node) ? node.items[Number(step)] : pair?.value;
    // `key:` with nothing behind it still has a node; a key that is not there has none.
    if (!isScalar(next) && !isMap(next) && !isSeq(next) && !isAlias(next)) return { node, key, found: false };
    node = next;
    key = isScalar(pair?.key) ? pair.key : null;
  }
  return { node, key, found: true };
}

function pairAt(map: { items: { key: unknown; value: unknown }[] }, key: PropertyKey | undefined) {
  return map.items.find((pair) => String(isScalar(pair.key) ? pair.key.value : pair.key) === String(key));
}

/** Characters that no text has, by line. */
function unreadable(text: string): Fault[] {
  return text
    .split("\n")
    .flatMap((row, index) =>
      /(?!\t)\p{Cc}/u.test(row) || !row.isWellFormed()
        ? [{ line: index + 1, code: "control_character" as const }]
        : [],
    );
}

/** YAML's own words are for those who write parsers; ours are for those who write campaigns. */
const FAULTS: Partial<Record<YAMLError["code"], Mistake["code"]>> = {
  DUPLICATE_KEY: "key_twice",
  BLOCK_AS_IMPLICIT_KEY: "two_keys_on_line",
  MULTILINE_IMPLICIT_KEY: "no_key_with_value",
  BAD_INDENT: "indent_differs",
  TAB_AS_INDENT: "indent_tab",
  MISSING_CHAR: "sign_lost",
  UNEXPECTED_TOKEN: "unreadable_here",
  BAD_SCALAR_START: "text_begins",
  BAD_DQ_ESCAPE: "backslash",
  MULTIPLE_DOCS: "front_matter_ends_early",
};

function faultOf({ code, message }: YAMLError, line: number): Fault {
  const known = FAULTS[code];
  return known === undefined ? { line, code: "yaml", values: { why: message } } : { line, code: known };
}
