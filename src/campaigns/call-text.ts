// What a call means, as it is read: its lines, and the dashes among them as lists. Pure.
import { markerOf } from "./editing/pasted/markers.ts";

/** A stretch of a call's text. */
export type CallPart =
  | { readonly kind: "lines"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] };

/**
 * @param text of a call, as its file has it
 * @returns its stretches, in their order; one of lines alone where nothing is dashed
 */
export function callParts(text: string): CallPart[] {
  const parts: ({ kind: "lines"; lines: string[] } | { kind: "list"; items: string[] })[] = [];
  for (const line of text.split("\n")) {
    const marker = markerOf(line);
    const last = parts.at(-1);
    if (marker?.kind === "-") {
      if (last?.kind === "list") last.items.push(marker.text);
      else parts.push({ kind: "list", items: [marker.text] });
    } else if (last?.kind === "list" && /^\s+\S/.test(line)) {
      // What is indented below an entry goes on with it.
      last.items.push(`${last.items.pop()} ${line.trim()}`);
    } else if (last?.kind === "lines") last.lines.push(line);
    else parts.push({ kind: "lines", lines: [line] });
  }
  return parts.flatMap((part): CallPart[] => {
    if (part.kind === "list") return [part];
    const lines = part.lines.join("\n").trim();
    return lines === "" ? [] : [{ kind: "lines", text: lines }];
  });
}
