// Whether what is known only in memory stays there: swap, the memory folder, and the server's own process.
import { readdirSync, readFileSync } from "node:fs";
import { danger, type Finding, hint, wrong } from "./finding.ts";

/** What the launcher says of swap, and of the memory folder. */
export interface MemoryFacts {
  swap: string | null;
  runDir: string | null;
  why: string;
}

/** Looks at swap and at the memory folder. */
export function lookAtMemory({ swap, runDir, why }: MemoryFacts): Finding[] {
  const found: Finding[] = [];
  if (swap !== null) {
    const mend = "swapoff -a, and take it out of /etc/fstab; or encrypt it";
    found.push(danger(`swap is on and not encrypted: ${swap}`, mend));
  }
  if (runDir === null) {
    const mend = "set RUN_DIR to a folder in memory, or start the server, whose unit makes it";
    found.push(wrong(`no memory folder (${why}): a restart forgets mail that waits`, mend));
  }
  return found;
}

/**
 * Looks at the server's process: what the system lets it do, and whether part of it was swapped out.
 * @param main the path of src/cli/main.ts, by which it is known
 * @param proc where processes are shown
 */
export function lookAtProcess(main: string, proc = "/proc"): Finding[] {
  const served = processes(proc).find(({ words }) => words[words.indexOf(main) + 1] === "serve");
  if (!served)
    return [hint("no server runs here that this user can see", "start it: systemctl start undersigned")];
  const status = readFileSync(`${proc}/${served.id}/status`, "utf8");
  const limits = readFileSync(`${proc}/${served.id}/limits`, "utf8");
  const found: Finding[] = [];
  const swapped = Number(/^VmSwap:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  if (swapped > 0) {
    const mend = "swapoff -a, and MemorySwapMax=0 in its unit (deploy/undersigned.service)";
    found.push(danger(`${swapped} kB of the server's memory are in swap`, mend));
  }
  if (!/^Max core file size\s+0\s/m.test(limits)) {
    const mend = "LimitCORE=0 in its unit (deploy/undersigned.service), or ulimit -c 0 before it is started";
    found.push(
      wrong("if the server crashes, its memory may be written to the disk (core files are on)", mend),
    );
  }
  if (!served.words.includes("--permission")) {
    found.push(wrong("the server runs outside its permission model", "start it by bin/undersigned serve"));
  }
  return found;
}

function processes(proc: string): { id: string; words: string[] }[] {
  return readdirSync(proc)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        return [{ id, words: readFileSync(`${proc}/${id}/cmdline`, "utf8").split("\0") }];
      } catch {
        // It ended meanwhile, or is somebody else's.
        return [];
      }
    });
}
