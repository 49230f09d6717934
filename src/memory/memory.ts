// What a network knows only while the machine is on (DESIGN.md section 4, Memory): mail that waits, which row
// belongs to which tag of an address, budgets. In a folder in memory (RUN_DIR), so that a crash or a restart
// loses nothing; without one in this process alone; never on disk.
import type { Clock } from "../clock.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Budgets } from "./budgets.ts";
import type { MailMemory } from "./mail.ts";
import type { TagMemory } from "./tags.ts";

export interface Memory {
  where: "folder" | "process";
  mail: MailMemory;
  tags: TagMemory;
  budgets: Budgets;
  /** Destroys keys and entries whose time is over. Called by the post and by whoever uses a tag; cheap. */
  expire(): void;
  /** Empties everything, also the folder; the memory goes on, empty. */
  forget(): void;
  /** Closes its files; keeps what they hold. */
  close(): void;
}

export interface MemoryParts {
  /** RUN_DIR, or null for process memory alone. */
  runDir: string | null;
  clock: Clock;
  primitives: Primitives;
  /** Setting LIMITS; without it there are no budgets. */
  limits: boolean;
}

/** The folder cannot be used: others can read it, or it is not ours. */
export class MemoryFolderError extends Error {}

/**
 * Opens the memory and reads back what an earlier process left in its folder.
 * @throws MemoryFolderError when the folder is missing, a link, another user's, or open to others
 */
export function openMemory(parts: MemoryParts): Memory {
  throw new MemoryFolderError(`not built yet: ${parts.runDir}`);
}
