// The machine that is measured on: its cores, how busy one was, and how much memory a process took. Everything
// comes from /proc; where there is none, nothing is known and that is said.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Where what is measured and what measures run. */
export interface Cores {
  server: number;
  load: number;
  /** False where `taskset` is missing or there is only one core: then nothing is pinned. */
  pinned: boolean;
  /** How many cores this process may use. */
  many: number;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The cores that this process may use, such as `0-3,6`. */
function allowedCores(): number[] {
  const list = orNull(
    () => /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1],
  );
  if (!list) return Array.from({ length: availableParallelism() }, (_, core) => core);
  return list.split(",").flatMap((run) => {
    const [from = 0, to = from] = run.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
}

/** Chooses one core for the server and one for the load. */
export function chooseCores(): Cores {
  const cores = allowedCores();
  const [server = 0, load = server] = cores;
  const canPin = orNull(() => execFileSync("taskset", ["--version"], { stdio: "pipe" })) !== null;
  return { server, load, pinned: canPin && load !== server, many: cores.length };
}

/** A command that runs on one core. */
export function onCore(cores: Cores, core: number, command: readonly string[]): string[] {
  return cores.pinned ? ["taskset", "--cpu-list", String(core), ...command] : [...command];
}

/** Moves a process that runs already, with its threads, to one core; what it starts from then on stays there. */
export function moveTo(cores: Cores, core: number, pid: number): void {
  if (cores.pinned) execFileSync("taskset", ["-acp", String(core), String(pid)], { stdio: "pipe" });
}

/** Ticks that a core has spent, and those of them in which it did nothing. */
export interface Spent {
  all: number;
  idle: number;
}

/** What a core has spent so far; null where that cannot be known. */
export function coreSpent(core: number): Spent | null {
  const line = orNull(
    () => new RegExp(`^cpu${core} (.*)$`, "m").exec(readFileSync("/proc/stat", "utf8"))?.[1],
  );
  if (!line) return null;
  // user nice system idle iowait irq softirq steal
  const ticks = line.trim().split(/\s+/).map(Number).slice(0, 8);
  return { all: ticks.reduce((sum, one) => sum + one, 0), idle: (ticks[3] ?? 0) + (ticks[4] ?? 0) };
}

/** How busy a core was between two readings, 0 to 1; null where that cannot be known. */
export function busyBetween(before: Spent | null, after: Spent | null): number | null {
  if (!before || !after || after.all === before.all) return null;
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

/** The most memory that a process ever held, in MB; null where that cannot be known. */
export function mostMemory(pid: number): number | null {
  const kilobytes = orNull(
    () => /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1],
  );
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}

/** The processes that a process started, and theirs, the last ones first. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = orNull(() => readFileSync(`/proc/${name}/stat`, "utf8"));
    // After the name, which may hold spaces and brackets: the state and the parent.
    const parent = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const found = [pid];
  for (let at = 0; at < found.length; at++) {
    for (const [child, parent] of parents) if (parent === found[at]) found.push(child);
  }
  return found.slice(1).reverse();
}
