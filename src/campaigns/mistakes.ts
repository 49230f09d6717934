// Turns what the schema refuses into words: what is wrong on the line, what was probably meant, what is
// allowed. The allowed part is the schema's own message (values.ts).
import type { z } from "zod";
import type { Mistake } from "./campaign.ts";
import { valueAt } from "./editing/paths.ts";
import type { FrontMatter, Path } from "./front-matter.ts";

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
        return issue.keys.map((key) => unknownKey(file, front, [...path, key], issue.message));
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

/** How a path is called in a sentence: its key, or which entry of which list. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "The front matter";
  return typeof last === "number" ? `Entry ${last + 1} of ${nameOf(path.slice(0, -1))}` : String(last);
}

/** A union's issue is that of the branch which was meant: a word comes first, a block second. */
function unfold(issue: Issue, data: unknown, before: Path): { issue: Issue; path: Path }[] {
  const path = [...before, ...issue.path];
  if (issue.code !== "invalid_union") return [{ issue, path }];
  const meant = issue.errors[typeof valueAt(data, path) === "object" ? issue.errors.length - 1 : 0] ?? [];
  return meant.flatMap((inner) => unfold(inner, data, path));
}

function unknownKey(file: string, front: FrontMatter, path: Path, allowed: string): Mistake {
  const key = String(path.at(-1));
  const meant = nearest(key, allowed.split(", "));
  return {
    file,
    line: front.lineOfKey(path),
    path,
    what: `There is no key ${show(key)} here${meant ? `; did you mean ${meant}?` : "."}`,
    allowed,
  };
}

function wrongValue(file: string, front: FrontMatter, path: Path, issue: Issue): Mistake {
  const value = valueAt(front.data, path);
  const place = { file, line: front.lineOf(path), path, allowed: issue.message };
  if (value === undefined) return { ...place, what: `${nameOf(path)} is missing.` };
  if (value === null) return { ...place, what: `${nameOf(path)} is empty.` };
  if (typeof value === "number" || typeof value === "boolean") {
    const written = front.written(path) ?? String(value);
    const quotes =
      issue.code === "invalid_type" && issue.expected === "string" ? ` For a text write "${written}".` : "";
    return { ...place, what: `${nameOf(path)} cannot be ${written}.${quotes}` };
  }
  if (Array.isArray(value) && issue.code !== "invalid_type") {
    return {
      ...place,
      what: `${nameOf(path)} has ${value.length === 1 ? "1 entry" : `${value.length} entries`}.`,
    };
  }
  const meant =
    issue.code === "invalid_value" && typeof value === "string"
      ? nearest(value, issue.values.map(String))
      : null;
  return {
    ...place,
    what: `${nameOf(path)} cannot be ${show(value)}${meant ? `; did you mean ${meant}?` : "."}`,
  };
}

function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a block of keys";
  const text = String(value);
  if (text === "") return "empty";
  return `"${text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text}"`;
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
