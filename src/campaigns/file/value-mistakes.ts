// Turns what the schema refuses into mistakes: what is wrong on the line, what was probably meant, what is allowed.
// The allowed part is what the schema's message carries (values.ts).
import type { z } from "zod";
import { valueAt } from "../editing/paths.ts";
import type { FrontMatter, Path } from "./front-matter.ts";
import { type Form, formOf, type Mistake } from "./mistakes.ts";

type Issue = z.core.$ZodIssue;

/**
 * Every mistake the schema found, in the order of the file; one for each value.
 * @param file its name, as the mistakes name it
 */
export function mistakesOf(file: string, front: FrontMatter, issues: readonly Issue[]): Mistake[] {
  const seen = new Set<string>();
  return issues
    .flatMap((issue) => unfold(issue, front.data, []))
    .flatMap(({ issue, path }): Mistake[] => {
      if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => unknownKey(file, front, [...path, key], formOf(issue.message)));
      }
      if (seen.has(path.join("\n"))) return [];
      seen.add(path.join("\n"));
      return [wrongValue(file, front, path, issue)];
    });
}

/** The nearest of some words to what was written; null when none is near. */
export function nearest(written: string, words: readonly string[]): string | null {
  const wanted = written.toLowerCase();
  const ranked = words
    .map((word) => ({ word, distance: distance(wanted, word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : null;
}

/** A union's issue is that of the branch which was meant: a word comes first, a block second. */
function unfold(issue: Issue, data: unknown, before: Path): { issue: Issue; path: Path }[] {
  const path = [...before, ...issue.path];
  if (issue.code !== "invalid_union") return [{ issue, path }];
  const meant = issue.errors[typeof valueAt(data, path) === "object" ? issue.errors.length - 1 : 0] ?? [];
  return meant.flatMap((inner) => unfold(inner, data, path));
}

function unknownKey(file: string, front: FrontMatter, path: Path, form: Form): Mistake {
  const key = String(path.at(-1));
  const meant = nearest(key, String(form.values?.words).split(", "));
  const place = { file, line: front.lineOfKey(path), path, form };
  return meant === null
    ? { ...place, code: "no_key", values: { key: shown(key) } }
    : { ...place, code: "no_key_near", values: { key: shown(key), meant } };
}

function wrongValue(file: string, front: FrontMatter, path: Path, issue: Issue): Mistake {
  const value = valueAt(front.data, path);
  const place = { file, line: front.lineOf(path), path, form: formOf(issue.message) };
  if (value === undefined) return { ...place, code: "missing" };
  if (value === null) return { ...place, code: "empty" };
  if (typeof value === "number" || typeof value === "boolean") {
    const values = { value: shown(front.written(path) ?? String(value)) };
    const asText = issue.code === "invalid_type" && issue.expected === "string";
    return { ...place, code: asText ? "cannot_be_unquoted" : "cannot_be_plain", values };
  }
  if (Array.isArray(value)) {
    return issue.code === "invalid_type"
      ? { ...place, code: "cannot_be_list" }
      : { ...place, code: "entries", values: { many: value.length } };
  }
  if (typeof value === "object") return { ...place, code: "cannot_be_block" };
  const text = String(value);
  if (text === "") return { ...place, code: "cannot_be_nothing" };
  const meant = issue.code === "invalid_value" ? nearest(text, issue.values.map(String)) : null;
  return meant === null
    ? { ...place, code: "cannot_be", values: { value: shown(text) } }
    : { ...place, code: "cannot_be_near", values: { value: shown(text), meant } };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}

/** Edits (insert, remove, replace, swap of neighbours) from one short word to another. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 99;
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) (rows[0] as number[])[j] = j;
  const at = (i: number, j: number) => rows[i]?.[j] ?? 99;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (rows[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (same ? 0 : 1),
        swapped ? at(i - 2, j - 2) + 1 : 99,
      );
    }
  }
  return at(a.length, b.length);
}
