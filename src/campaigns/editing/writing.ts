// Writes a campaign file from what was edited. Promises that reading the file again gives what was written, and that
// whatever the edit did not touch stays as its author wrote it: comments, quotes, the order of keys.
import {
  Composer,
  CST,
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { readFrontMatter } from "../file/front-matter.ts";
import { type Block, isBlock, same } from "./paths.ts";

/** A campaign file as it is edited: its front matter, right or wrong, and its text. */
export interface EditedFile {
  readonly data: Block;
  readonly body: string;
}

/** References (`&a`, `*a`) are not read, so none are written. */
const PLAIN = { aliasDuplicateObjects: false } as const;

/**
 * Reads a file for editing; what its values should be is asked later (readCampaignFile).
 * @returns null when its front matter cannot be read at all
 */
export function readEdited(text: string): EditedFile | null {
  const read = readFrontMatter(text);
  if (!read.ok || !isBlock(read.front.data)) return null;
  return { data: read.front.data, body: read.front.body };
}

/**
 * Writes a file.
 * @param file what was edited
 * @param before the file as it was, whose comments and spelling stay where nothing changed
 */
export function writeCampaignFile({ data, body }: EditedFile, before = ""): string {
  // Where nothing was edited, every byte stays: somebody may keep the file under version control.
  const was = before === "" ? null : readEdited(before);
  if (was && was.body === body && same(was.data, data)) return before;
  const retyped = withOtherWords(before, data);
  if (retyped !== null) return `${retyped}${body}`;
  const known = documentOf(before);
  const document = known ?? new Document(data, { version: "1.2", schema: "core", ...PLAIN });
  if (known) known.contents = reconciled(known, known.contents, data) as typeof known.contents;
  const yaml = document.toString({ lineWidth: 0, directives: false, flowCollectionPadding: true });
  return `---\n${yaml.trimEnd()}\n---\n${body}`;
}

/**
 * The file's head where only words of it were typed anew: each in its place, all around it byte for byte.
 * @returns null when more than words was changed, or when it cannot be done so
 */
function withOtherWords(before: string, data: Block): string | null {
  const [, yaml = "", end = ""] = /^---\n(.*?\n)(---[ \t]*\n)/s.exec(before) ?? [];
  const tokens = [...new Parser().parse(yaml)];
  const [document] = new Composer({ version: "1.2", schema: "core", keepSourceTokens: true }).compose(tokens);
  const words = document && wordsBetween(document.contents, data);
  if (!words) return null;
  for (const { token, value } of words) CST.setScalarValue(token, value);
  const head = `---\n${tokens.map((token) => CST.stringify(token)).join("")}${end}`;
  return same(readEdited(head)?.data, data) ? head : null;
}

/** The words that differ, with where they stand; null when anything else differs. */
function wordsBetween(node: unknown, value: unknown): { token: CST.Token; value: string }[] | null {
  const all = (each: ({ token: CST.Token; value: string }[] | null)[]) =>
    each.every((one) => one !== null) ? each.flatMap((one) => one ?? []) : null;
  if (isMap(node) && isBlock(value)) {
    const keys = node.items.map(({ key }) => String(isScalar(key) ? key.value : key));
    if (keys.length !== Object.keys(value).length || !keys.every((key) => Object.hasOwn(value, key)))
      return null;
    return all(node.items.map(({ value: inner }, at) => wordsBetween(inner, value[keys[at] ?? ""])));
  }
  if (isSeq(node) && Array.isArray(value)) {
    if (node.items.length !== value.length) return null;
    return all(node.items.map((inner, at) => wordsBetween(inner, value[at])));
  }
  if (!isScalar(node)) return null;
  if (node.value === value) return [];
  const { srcToken } = node;
  const retyped = typeof node.value === "string" && typeof value === "string" && srcToken !== undefined;
  return retyped ? [{ token: srcToken, value }] : null;
}

/** The front matter as its author wrote it; null when there is none that can be gone on with. */
function documentOf(text: string): Document.Parsed | null {
  const read = readFrontMatter(text);
  if (!read.ok || read.front.faults.length > 0) return null;
  const rows = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .normalize("NFC")
    .split("\n");
  const end = rows.findIndex((row, at) => at > 0 && row.trimEnd() === "---");
  const document = parseDocument(rows.slice(1, end).join("\n"), { version: "1.2", schema: "core" });
  return document.errors.length === 0 && isMap(document.contents) ? document : null;
}

/** Brings a node to a value, touching nothing that says it already. */
function reconciled(document: Document, node: unknown, value: unknown): Node {
  if (isMap(node) && isBlock(value)) return block(document, node as YAMLMap, value);
  if (isSeq(node) && Array.isArray(value)) return list(document, node as YAMLSeq, value);
  if (isScalar(node) && !isBlock(value) && !Array.isArray(value)) return scalar(document, node, value);
  return document.createNode(value, PLAIN) as Node;
}

function block(document: Document, map: YAMLMap, value: Block): Node {
  const keyOf = ({ key }: Pair) => String(isScalar(key) ? key.value : key);
  map.items = map.items.filter((pair) => Object.hasOwn(value, keyOf(pair)));
  for (const [key, inner] of Object.entries(value)) {
    const pair = map.items.find((one) => keyOf(one) === key);
    if (pair) pair.value = reconciled(document, pair.value, inner);
    else map.items.push(document.createPair(key, inner, PLAIN) as Pair);
  }
  return map;
}

function list(document: Document, seq: YAMLSeq, value: readonly unknown[]): Node {
  seq.items = value.map((inner, at) =>
    at < seq.items.length
      ? reconciled(document, seq.items[at], inner)
      : (document.createNode(inner, PLAIN) as Node),
  );
  return seq;
}

function scalar(document: Document, node: Scalar, value: unknown): Node {
  if (node.value === value || (node.value === undefined && value === null)) return node;
  const fresh = document.createNode(value, PLAIN) as Scalar;
  if (typeof node.value === typeof value && node.type) fresh.type = node.type;
  if (node.comment) fresh.comment = node.comment;
  if (node.commentBefore) fresh.commentBefore = node.commentBefore;
  return fresh;
}
