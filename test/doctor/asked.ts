// Asks the doctor, as somebody in a shell does.
import { runCli } from "../running.ts";

export interface Said {
  code: number;
  /** What is wrong, one line each, gravest first. */
  lines: string[];
  stderr: string;
}

/** Runs `undersigned doctor`. */
export async function askDoctor(env: Record<string, string>, ...args: string[]): Promise<Said> {
  const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");
  try {
    return { code: 0, lines: linesOf(await runCli(env, ["doctor", ...args])), stderr: "" };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, lines: linesOf(stdout), stderr };
  }
}
