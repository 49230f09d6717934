// A network as it is seen on its own machine: its settings, folders, memory, database and mail.
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Clock } from "../../clock.ts";
import { isLoopback } from "../../loopback.ts";
import type { Settings } from "../../settings.ts";
import { lookAtDatabase } from "./database.ts";
import { type Check, type Findings, makeChecks, wrong } from "./finding.ts";
import { lookAtFolders, otherOwner } from "./folders.ts";
import { lookAtClock, lookAtDisk, lookAtNode, lookAtUpgrades } from "./machine.ts";
import { lookAtMailServer, lookAtSender } from "./mail.ts";
import { lookAtMemory, lookAtProcess } from "./memory.ts";
import { lookAtSettings } from "./settings.ts";

/** The name of the check that finds nothing where a server runs as it should. */
export const SERVER = "the server's process";

export interface Inside {
  settings: Settings;
  /** The package's folder. */
  root: string;
  /** Why there is no memory folder; "" when there is one. */
  why: string;
  clock: Clock;
}

/** Looks from inside. Somebody else than the network's user would see other things than it does. */
export async function lookFromInside({ settings, root, why, clock }: Inside): Promise<Findings> {
  const { dataDir, secretDir, runDir, mail, mailFrom, baseUrl } = settings;
  const owner = otherOwner(dataDir);
  if (owner !== null) {
    const mend = "run this as that user (runuser -u undersigned -- …, or deploy/undersigned)";
    return { found: [wrong(`DATA_DIR ${dataDir} belongs to another user (${owner})`, mend)], fine: [] };
  }
  const { swapOnDisk } = createRequire(import.meta.url)(join(root, "bin", "swap.js")) as {
    swapOnDisk(): string | null;
  };
  const host = new URL(baseUrl).hostname;
  const forOthers = mail?.kind === "smtp" && !isLoopback(host);
  const checks: Check[] = [
    { name: "settings", look: async () => lookAtSettings(settings) },
    { name: "folders", look: async () => lookAtFolders({ root, dataDir, secretDir }) },
    { name: "memory", look: async () => lookAtMemory({ swap: swapOnDisk(), runDir, why }) },
    { name: SERVER, look: async () => lookAtProcess(join(root, "src", "cli", "main.ts")) },
    { name: "disk", look: async () => lookAtDisk(dataDir) },
    { name: "Node", look: async () => lookAtNode() },
    { name: "this machine's clock", look: async () => lookAtClock(clock, root) },
    { name: "updates", look: async () => lookAtUpgrades() },
    { name: "database", look: () => lookAtDatabase(settings) },
    { name: "mail server", look: () => lookAtMailServer(mail, host) },
    { name: "sender", look: async () => (forOthers ? lookAtSender(mailFrom) : []) },
  ];
  return makeChecks(checks);
}
