// Programs of the benchmark that run as processes of their own, each on its core: how they are started and asked.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Cores, onCore } from "./machine.ts";

export interface Program {
  /** Asks it to do something. @throws Error with what it says when it cannot */
  ask<Answer>(what: string, given?: unknown): Promise<Answer>;
  pid: number;
  end(): Promise<void>;
}

interface Question {
  number: number;
  what: string;
  given: unknown;
}

interface Reply {
  number: number;
  answer?: unknown;
  error?: string;
}

/**
 * Starts a program of this folder.
 * @param cores the machine's
 * @param core the one it runs on
 * @param file its name in this folder
 */
export function startProgram(cores: Cores, core: number, file: string): Program {
  const [command = "", ...args] = onCore(cores, core, [
    process.execPath,
    "--disable-warning=ExperimentalWarning",
    join(import.meta.dirname, file),
  ]);
  const child: ChildProcess = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
  });
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  child.on("message", ({ number, answer, error }: Reply) => {
    const waits = asked.get(number);
    asked.delete(number);
    if (error !== undefined) waits?.reject(new Error(`${file}: ${error}`));
    else waits?.resolve(answer);
  });
  child.once("exit", (code) => {
    for (const one of asked.values()) one.reject(new Error(`${file} ended with ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(what: string, given: unknown = null) => {
      const waits = Promise.withResolvers<unknown>();
      asked.set(++last, waits);
      child.send({ number: last, what, given } satisfies Question);
      return waits.promise as Promise<Answer>;
    },
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

/**
 * The other side: what a program can do. It ends when whoever started it lets go.
 * @param can what it answers, by name
 */
export function answerAsked(can: Record<string, (given: never) => unknown>): void {
  process.on("message", async ({ number, what, given }: Question) => {
    try {
      const answer = await can[what]?.(given as never);
      process.send?.({ number, answer } satisfies Reply);
    } catch (error) {
      process.send?.({ number, error: (error as Error).stack ?? "" } satisfies Reply);
    }
  });
  process.on("disconnect", () => process.exit());
}
