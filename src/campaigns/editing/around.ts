// The text of a campaign file as two fields: what stands before the calls and what stands after. Promises that both
// come back as they were typed, blanks and all. Pure.
import { demandsMarks } from "../markdown.ts";

export interface Around {
  readonly before: string;
  readonly after: string;
}

const bare = (text: string) => text.replace(/^\n/, "").replace(/\n$/, "");

/** @returns the text before and after the mark of the calls; all of it before when there is none */
export function aroundCalls(body: string): Around {
  const [mark] = demandsMarks(body);
  if (mark === undefined) return { before: bare(body), after: "" };
  const lines = body.split("\n");
  return { before: bare(lines.slice(0, mark).join("\n")), after: bare(lines.slice(mark + 1).join("\n")) };
}

/** The file's text. @param calls whether there are any to stand between */
export function bodyAround({ before, after }: Around, calls: boolean): string {
  if (calls) return `\n${before}\n\n[demands]\n\n${after}\n`;
  return after === "" ? `\n${before}\n` : `\n${before}\n\n${after}\n`;
}
