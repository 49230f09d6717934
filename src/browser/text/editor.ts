// A campaign's text while it is written in this tab: what was typed, and whether the network has it.
import type { draftApi } from "../../campaigns/drafts/api.ts";
import type { Merged } from "../../campaigns/editing/merging.ts";
import type { Way } from "../../campaigns/editing/paths.ts";
import type { EditedFile } from "../../campaigns/editing/writing.ts";
import type { Answered } from "../../web/api.ts";

export type ReadDraft = Answered<typeof draftApi.readDraft>;

/** A file as it is edited, and as it was written last. */
export interface OpenFile extends EditedFile {
  readonly text: string;
}

/** Whether the network has what was typed. */
export type Kept = "kept" | "waits" | "sends" | "no-answer" | "signed-out" | "refused" | "clash";

export interface Editor {
  readonly address: string;
  /** The original first. */
  readonly files: readonly OpenFile[];
  readonly kept: Kept;
  /** What was thrown when it was refused. */
  readonly why: unknown;
  /** What two wrote differently, and who the other was; null when nothing is to be chosen. */
  readonly clash: { readonly by: string; readonly merged: Merged } | null;
  /** Whose changes came in without a clash, last; "" when nobody's. */
  readonly cameIn: string;
  readonly revision: number;
  /** The campaign whose text this is, as it stood when the page was opened. */
  readonly campaign: ReadDraft["campaign"];
  readonly today: string;
  readonly zone: string;
  set(file: number, way: Way, value: unknown): void;
  remove(file: number, way: Way): void;
  setBody(file: number, body: string): void;
  /** Puts a file in its place, or a new one at the end. */
  put(file: number, text: string): void;
  takeOut(file: number): void;
  choose(mine: readonly boolean[]): void;
  /** Sends what waits now. @returns once the network has it, or cannot have it now */
  flush(): Promise<void>;
  /** Asks anew what stands at the network, after something was published. */
  reload(): Promise<void>;
  /** Throws away what is not public. @returns whether it is gone: not when somebody changed it meanwhile */
  drop(): Promise<boolean>;
  /** Told after each change; the page that shows it. */
  watch(changed: (() => void) | null): void;
  texts(): string[];
}
