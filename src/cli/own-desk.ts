// `undersigned desk`: the desk in a browser, with pages and scripts from this copy instead of the network's server.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { organiserApi } from "../organisers/api.ts";
import { ownDesk } from "../web/own-desk.ts";
import { readScripts } from "../web/scripts.ts";
import { type Fetch, openServer } from "../web/unreadable.ts";
import { give, Mistake, needed, readArguments, tell } from "./command.ts";
import { clientFor, plainly } from "./desk.ts";

export const help = `
undersigned desk URL [--port N]

The same desk as at URL/desk, but its pages and scripts come from this copy of
Undersigned: what you type into them, your words above all, is handled by code that you
have here and can check. The network's server only hands out sealed rows and is told
what you decided. Prints the address to open in a browser on this computer; ends with
Ctrl-C. Without --port any free one is taken.`;

/** Serves the desk until it is told to stop. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, { port: { type: "string" } });
  const client = clientFor(needed(words[0], "URL"));
  const port = Number(given.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Mistake("--port is a number up to 65535.");
  const scripts = readScripts();
  if (!scripts) throw new Mistake("The desk's scripts are not bundled. Start it with bin/undersigned.");
  const { name } = await plainly(() => client.send(organiserApi.network, {}));
  const app = ownDesk(client.url, scripts);
  const server = openServer({ fetch: app.fetch as unknown as Fetch, page: () => "" });
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(
      `Cannot listen on port ${port}: ${error.code === "EADDRINUSE" ? "something else does" : error.message}.`,
    );
  });
  give(`http://localhost:${(server.address() as AddressInfo).port}/desk`);
  tell(`Open it in a browser on this computer: the desk of ${name || client.url}, from this copy.`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => resolve());
    process.on("disconnect", () => resolve());
  });
  server.close();
  server.closeAllConnections();
  process.disconnect?.();
}
