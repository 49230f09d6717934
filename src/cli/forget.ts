// `undersigned forget`: empties what a network knows only while the machine is on.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { readSettings } from "../settings.ts";
import { Mistake, readArguments, tell } from "./command.ts";

export const help = `
undersigned forget

On the server: destroys what is kept in memory alone, which is mails that wait and which addresses signed in the last
72 hours. Nothing that was signed is lost; a key holder who brings a campaign up to date has the mails sent again. A
server that runs knows it in its own memory too: stop it first, or restart it afterwards.
`;

/** Empties RUN_DIR. @throws Mistake for an argument */
export async function run(args: string[]): Promise<void> {
  if (readArguments(args, {}).words.length > 0) throw new Mistake("forget takes nothing but settings.");
  const { runDir } = readSettings(process.env);
  if (runDir === null) return tell("There is no memory folder: a server forgets when it stops.");
  emptyFolder(runDir);
  tell(`${runDir} is empty. A server that is running still knows it: restart it.`);
}

/**
 * Destroys what a folder holds.
 * @param dir an existing folder, which stays
 */
export function emptyFolder(dir: string): void {
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
}
