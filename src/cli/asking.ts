// Asking on the terminal, before something that cannot be undone.
import process from "node:process";
import { createInterface } from "node:readline/promises";

/** Asks on the terminal. @returns "" when there is nobody to ask */
export async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  try {
    return (await Promise.race([lines.question(question), ended])).trim();
  } finally {
    lines.close();
  }
}
