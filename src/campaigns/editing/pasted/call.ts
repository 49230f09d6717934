// One call out of the lines of its entry: its title, its text, or both. Pure.

import { columns, isEntry, joined, unstressed } from "./lines.ts";
import type { Entry } from "./list.ts";
import { markerOf } from "./markers.ts";

export interface PastedCall {
  readonly title: string | null;
  readonly text: string | null;
}

/** A call of one line is a title up to so many columns, else a text. */
export const TITLE = 110;
/** No title is longer, whatever stands below it. */
export const LONGEST_TITLE = 200;

/** @param lines of the whole text */
export function callOf(lines: readonly string[], { from, to, marker }: Entry): PastedCall {
  const inner = lines.slice(from + 1, to + 1);
  // A number on a line of its own: the call begins below it.
  const begins = inner.findIndex((line) => line !== "");
  if (marker.text === "" && begins >= 0) {
    const text = (inner[begins] ?? "").trim();
    return callOf(lines, { from: from + 1 + begins, to, marker: { ...marker, text } });
  }
  const rest = unwrapped(inner);
  if (inner.length === 0) return oneLine(marker.text);
  // Wrapped lines go on with the same sentence; a title has its own line and what explains it begins anew.
  const listed = inner.findIndex((line) => line === "" || markerOf(line) !== null);
  const whole = joined([marker.text, ...(listed < 0 ? inner : inner.slice(0, listed))]);
  const goesOn =
    inner[0] !== "" &&
    listed !== 0 &&
    (/^\s*[\p{Ll}(]/u.test(inner[0] ?? "") || !endsWell(marker.text, inner[0] ?? ""));
  if (!goesOn) {
    const title = unstressed(marker.text).replace(/\s*[:：]$/, "");
    return columns(title) <= LONGEST_TITLE
      ? { title, text: rest }
      : { title: null, text: `${title}\n\n${rest}` };
  }
  const after = listed < 0 ? "" : unwrapped(inner.slice(listed));
  const call = oneLine(whole);
  if (after === "") return call;
  return call.text === null ? { ...call, text: after } : { ...call, text: `${call.text}\n\n${after}` };
}

/** Lines of a call as they are shown: wrapped ones put together, entries of a list below it each on its own. */
function unwrapped(lines: readonly string[]): string {
  const kept: string[] = [];
  for (const line of lines.map((one) => one.trim())) {
    const last = kept.at(-1);
    // Entries of a list stand close, also where a document had a blank line between them.
    if (isEntry(line) && last === "" && isEntry(kept.at(-2) ?? "")) kept[kept.length - 1] = line;
    else if (line === "" || last === undefined || last === "" || isEntry(line)) kept.push(line);
    else kept[kept.length - 1] = joined([last, line]);
  }
  return kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Whether a line looks ended: the next then begins something of its own. */
function endsWell(line: string, next: string): boolean {
  const bold = /^\*\*.+\*\*$|^__.+__$/.test(line);
  const shorter = columns(line) < 60 || columns(line) < columns(next) * 0.75;
  return bold || /[.。!?！？:：]$/.test(line) || shorter;
}

/** "Title: text", "**Title.** Text", or one of both by its length. */
function oneLine(line: string): PastedCall {
  const bold = /^(?:\*\*|__)(.{2,200}?)[.:。：]?\s*(?:\*\*|__)[.:。：]?\s*(.*)$/s.exec(line);
  if (bold?.[1]) return { title: unstressed(bold[1]), text: bold[2] ? bold[2] : null };
  const colon = /^(.{2,90}?)(?::\s+|：\s*)(\S.*)$/s.exec(line);
  if (colon?.[1] && colon[2] && columns(colon[1]) <= TITLE && !/[.。,，;；]/.test(colon[1])) {
    return { title: colon[1].trim(), text: colon[2].trim() };
  }
  // What goes on in the next entry ends with a comma or a semicolon; a title does not.
  const title = line.replace(/\s*[;；,，]$/, "");
  return columns(title) <= TITLE ? { title, text: null } : { title: null, text: line };
}
