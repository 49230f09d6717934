// Reads one campaign file: Markdown with YAML front matter. Whatever the text is, the answer is the file or
// every mistake in it, each with its line; nothing throws. docs/campaign-files.md is the format's page.

import { demandsMarks } from "../markdown.ts";
import { type FrontMatter, type Path, readFrontMatter } from "./front-matter.ts";
import type { Mistake, MistakeValues } from "./mistakes.ts";
import { type Broken, brokenRules, calls, twice } from "./rules.ts";
import { ORIGINAL_ONLY, Original, type OriginalData, Translation, type TranslationData } from "./schema.ts";
import { mistakesOf } from "./value-mistakes.ts";
import { canonicalLanguage } from "./values.ts";

interface Common {
  /** The file's name, as mistakes name it. */
  readonly name: string;
  readonly slug: string;
  /** Canonical BCP 47. */
  readonly language: string;
  /** Markdown, as it stands in the file. */
  readonly body: string;
  readonly bodyLine: number;
  readonly lineOf: (path: Path) => number;
}

/** The file with `kind`. */
export interface OriginalFile extends Common {
  readonly role: "original";
  readonly data: OriginalData;
}

/** The same campaign in another language. */
export interface TranslationFile extends Common {
  readonly role: "translation";
  readonly data: TranslationData;
}

export type CampaignFile = OriginalFile | TranslationFile;

export type ReadFile =
  | { readonly ok: true; readonly file: CampaignFile }
  | { readonly ok: false; readonly mistakes: Mistake[] };

/**
 * Reads a campaign file.
 * @param name what mistakes call the file
 * @param text the whole file
 * @returns the file, or all its mistakes in the order of their lines
 */
export function readCampaignFile(name: string, text: string): ReadFile {
  const read = readFrontMatter(text);
  if (!read.ok)
    return { ok: false, mistakes: sorted(read.faults.map((fault) => ({ file: name, ...fault }))) };
  const { front } = read;

  const original = isOriginal(front.data);
  const parsed = original ? Original.safeParse(front.data) : Translation.safeParse(front.data);
  const marks = demandsMarks(front.body);
  const mistakes: Mistake[] = [
    ...front.faults.map((fault) => ({ file: name, ...fault })),
    ...(parsed.success ? [] : mistakesOf(name, front, parsed.error.issues)),
    ...(original ? brokenRules(front.data) : translationRules(front.data)).map((broken) =>
      at(name, front, broken),
    ),
    ...marks.slice(1).map((mark) => ({ ...inBody(name, front, mark), code: "mark_twice" as const })),
  ];
  if (original && marks[0] !== undefined && !has(front.data, "demands")) {
    mistakes.push({ ...inBody(name, front, marks[0]), code: "mark_without_calls" });
  }
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes: sorted(mistakes) };

  const common = {
    name,
    slug: parsed.data.slug,
    language: canonicalLanguage(parsed.data.language) ?? parsed.data.language,
    body: front.body,
    bodyLine: front.bodyLine,
    lineOf: front.lineOf,
  };
  return {
    ok: true,
    file: original
      ? { role: "original", data: parsed.data as OriginalData, ...common }
      : { role: "translation", data: parsed.data as TranslationData, ...common },
  };
}

/** A mistake of a file that was read, at a value of it. */
export function mistakeAt(
  file: CampaignFile,
  path: Path,
  code: Mistake["code"],
  values: MistakeValues = {},
): Mistake {
  return { file: file.name, line: file.lineOf(path), path, code, values };
}

/** Mistakes by file in the order given, then by line. */
export function sorted(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted((a, b) => (a.file === b.file ? a.line - b.line : 0));
}

/** A file without `kind` is a translation, unless it says what only an original may say. */
function isOriginal(data: unknown): boolean {
  return ORIGINAL_ONLY.some((key) => has(data, key));
}

function translationRules(data: unknown): Broken[] {
  const { demands, actions } = data as { demands?: unknown; actions?: unknown };
  const broken = Array.isArray(demands) ? calls(demands.map((demand) => Object(demand))) : [];
  if (!Array.isArray(actions)) return broken;
  const seen = new Set<string>();
  actions.forEach((action, index) => {
    const keys = Object.keys(Object(action));
    for (const key of keys) {
      if (key !== "link" && seen.has(key)) {
        broken.push({ path: ["actions", index, key], code: "action_twice", values: { action: key } });
      }
      seen.add(key);
    }
    const fields = Object(Object(action).sign).fields;
    if (Array.isArray(fields)) broken.push(...twice(["actions", index, "sign", "fields"], fields));
  });
  return broken;
}

function at(name: string, front: FrontMatter, broken: Broken): Mistake {
  return { file: name, line: front.lineOf(broken.path), ...broken };
}

function inBody(name: string, front: FrontMatter, row: number): Pick<Mistake, "file" | "line" | "path"> {
  return { file: name, line: front.bodyLine + row, path: ["body"] };
}

function has(data: unknown, key: string): boolean {
  return typeof data === "object" && data !== null && Object.hasOwn(data, key);
}
