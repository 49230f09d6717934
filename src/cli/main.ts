// The command line: finds the command's file and runs it. Each is loaded alone, so that `serve` loads no more
// than the server.
import { readFileSync } from "node:fs";
import process from "node:process";
import { type Command, Mistake, tell } from "./command.ts";

interface Entry {
  /** One line for the list of commands. */
  readonly does: string;
  load(): Promise<Command>;
}

/** Every command, in the order in which people need them. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  begin: { does: "first run: makes the first key holder and the envelope", load: () => import("./begin.ts") },
  invite: { does: "invites an organiser or a key holder", load: () => import("./invite.ts") },
  join: { does: "answers an invitation", load: () => import("./join.ts") },
  "let-in": { does: "lets in who was invited, or lost their words", load: () => import("./let-in.ts") },
  remove: { does: "lists who organises here, removes somebody", load: () => import("./remove.ts") },
  reseal: { does: "after a removal: locks what was signed before", load: () => import("./reseal.ts") },
  "lost-words": { does: "new words for whoever lost theirs", load: () => import("./lost-words.ts") },
  enter: { does: "a key holder comes in by the envelope", load: () => import("./enter.ts") },
  "renew-envelope": { does: "makes a new envelope", load: () => import("./renew-envelope.ts") },
  "new-keys": { does: "new keys after the network was started again", load: () => import("./new-keys.ts") },
  publish: { does: "creates or updates a campaign from its files", load: () => import("./publish.ts") },
  list: { does: "lists the campaigns", load: () => import("./list.ts") },
  export: { does: "opens a campaign's signatures and writes them out", load: () => import("./export.ts") },
  tidy: { does: "brings a campaign's signatures up to date", load: () => import("./tidy.ts") },
  accept: { does: "accepts signatures, shows names", load: () => import("./accept.ts") },
  "take-off": { does: "takes signatures off", load: () => import("./take-off.ts") },
  "bring-in": {
    does: "brings in a list that was collected elsewhere",
    load: () => import("./bring-in.ts"),
  },
  close: { does: "closes a campaign and destroys what people typed", load: () => import("./close.ts") },
  desk: { does: "the desk in a browser, from this copy", load: () => import("./own-desk.ts") },
  serve: { does: "on the server: serves the network", load: () => import("./serve.ts") },
  backup: { does: "on the server: writes a backup", load: () => import("./backup.ts") },
  restore: { does: "on the server: restores a backup", load: () => import("./restore.ts") },
  doctor: { does: "says what is wrong with a network, and what to do", load: () => import("./doctor.ts") },
  "start-again": {
    does: "on the server: when all words and the envelope are lost",
    load: () => import("./start-again.ts"),
  },
  forget: { does: "on the server: empties what is known only in memory", load: () => import("./forget.ts") },
};

function overview(): string {
  const lines = Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(16)}${does}`);
  return `undersigned COMMAND …\n\n${lines.join("\n")}\n\nundersigned COMMAND --help says more of each.`;
}

function version(): string {
  const read = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return read.version;
}

/**
 * Runs the command line.
 * @param argv what was typed behind `undersigned`
 * @returns the exit code
 */
export async function main(argv: string[]): Promise<number> {
  const [name, ...args] = argv[0] === "help" ? [argv[1] ?? "--help", "--help"] : argv;
  if (name === "--version") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h") {
    process.stdout.write(`${overview()}\n`);
    return 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) {
    tell(`There is no command ${name}.\n\n${overview()}`);
    return 1;
  }
  try {
    const command = await entry.load();
    if (args.includes("--help") || args.includes("-h")) process.stdout.write(`${command.help.trim()}\n`);
    else await command.run(args);
    return 0;
  } catch (error) {
    tell(`undersigned ${name}: ${wordsOf(error)}`);
    return 1;
  }
}

/** An error of ours also shows where it happened, when asked for with LOG_LEVEL=debug. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = !(error instanceof Mistake) && process.env.LOG_LEVEL === "debug";
  return ours ? (error.stack ?? error.message) : error.message;
}

if (import.meta.main) {
  // Whoever reads no further (… | head) is no fault of ours, and has not got all of the result.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(1);
  });
  process.exitCode = await main(process.argv.slice(2));
}
