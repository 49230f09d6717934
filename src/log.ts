// The operator's log: lines on stderr, by level. No line ever holds what a signer typed, an address or a path
// of a request.
import process from "node:process";

const LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface Log {
  error(error: unknown): void;
  warn(line: string): void;
  info(line: string): void;
}

/**
 * Opens the log.
 * @param level lines below it are not written
 * @param write takes one line; stderr by default
 */
export function openLog(level: LogLevel, write = (line: string) => process.stderr.write(`${line}\n`)): Log {
  const most = LEVELS.indexOf(level);
  const at = (name: LogLevel, line: string) => {
    if (LEVELS.indexOf(name) <= most) write(line);
  };
  return {
    // A database's message may quote the values of a row: of an error only its kind and where it came from.
    error: (error) => {
      const { name, code, stack } = error as { name?: string; code?: string; stack?: string };
      const places = stack?.split("\n").filter((line) => line.trimStart().startsWith("at ")) ?? [];
      at("error", [`error: ${name ?? "unknown"} ${code ?? ""}`.trimEnd(), ...places.slice(0, 8)].join("\n"));
    },
    warn: (line) => at("warn", `warning: ${line}`),
    info: (line) => at("info", line),
  };
}
