// What the parts of the editor share: the draft, what is wrong in it, the page around it.
import { textAt } from "../../campaigns/editing/paths.ts";
import type { Context } from "../page.ts";
import type { Wrong } from "./checks.ts";
import type { Editor } from "./editor.ts";

export interface TextDesk {
  readonly context: Context;
  readonly editor: Editor;
  /** Mistakes as the files stand. */
  readonly wrong: readonly Wrong[];
  /** Whether what is missing is told beside its field too: once somebody wanted to publish. */
  readonly strict: boolean;
  /** Fields that were drawn: what is wrong elsewhere is told at the end. */
  readonly drawn: Set<string>;
  /** Lists of lines as they were typed, blanks at their ends and all, by their field. */
  readonly asTyped: Map<string, string>;
  /** Wants what is missing told from now on. */
  beStrict(): void;
}

/** The language of a file. */
export function languageOf(desk: TextDesk, at: number): string {
  return textAt(desk.editor.files[at]?.data, ["language"]);
}
