// `undersigned serve`: opens the network of this machine's settings and serves it until it is told to stop.
import { type AddressInfo, createServer } from "node:net";
import process from "node:process";
import { systemClock } from "../clock.ts";
import { openLog } from "../log.ts";
import { openNetwork } from "../server.ts";
import { readSettings, type Settings, SettingsError } from "../settings.ts";
import { serveAlone } from "../store/backup.ts";
import { Mistake, readArguments } from "./command.ts";

export const help = `
undersigned serve

Serves this machine's network (npm start does the same). Settings come from the
environment; .env.example names each. Prints the address and, while there is no key
holder, the set-up link.`;

/** Ends the process when an orderly stop has not ended by then: something hangs. */
const PATIENCE = 30_000;
const AFTER_STOP = 500;

/** Serves until a signal comes. @throws Mistake for settings that cannot be */
export async function run(args: string[]): Promise<void> {
  readArguments(args, {});
  const settings = await onSomePort(settingsOf(process.env));
  const log = openLog(settings.logLevel);
  const alone = settings.database.kind === "sqlite" ? serveAlone(settings.dataDir) : () => {};
  if (!alone) throw new Mistake(`Another process serves ${settings.dataDir}. Stop it first.`);
  const network = await openNetwork(settings, systemClock(settings.clockOffset), log).catch(
    (error: Error) => {
      throw new Mistake(error.message);
    },
  );
  await network.listen().catch(async (error: NodeJS.ErrnoException) => {
    // Or it would stay, and count beside the one that listens.
    await network.stop();
    throw new Mistake(whyNotListening(error, settings));
  });
  process.stdout.write(`Undersigned is at ${settings.baseUrl}\n`);
  if (network.setUpLink) {
    process.stdout.write(`Begin here, once, as its first key holder: ${network.setUpLink}\n`);
  }
  await untilTold();
  const late = setTimeout(() => process.exit(1), PATIENCE).unref();
  await network.stop();
  alone();
  clearTimeout(late);
  process.disconnect?.();
  // Everything is closed; what may still be under way is an order of a certificate, which nobody waits for.
  setTimeout(() => process.exit(), AFTER_STOP).unref();
}

/** A free port where PORT=0 and the address is made of it: links and mails have to name it before anybody comes. */
async function onSomePort(settings: Settings): Promise<Settings> {
  if (settings.port !== 0 || !settings.baseUrl.endsWith(":0")) return settings;
  const server = createServer().listen(0, settings.host);
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => resolve((server.address() as AddressInfo).port));
  }).catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(whyNotListening(error, settings));
  });
  await new Promise((closed) => server.close(closed));
  return { ...settings, port, baseUrl: settings.baseUrl.replace(/:0$/, `:${port}`) };
}

function whyNotListening(error: NodeJS.ErrnoException & { port?: number }, settings: Settings): string {
  const { host, domain } = settings;
  const port = error.port ?? settings.port;
  const name = port === domain?.httpPort ? "HTTP_PORT" : "PORT";
  if (error.code === "EADDRINUSE") {
    return `Something else listens on ${host}:${port}. Stop it, or set ${name} to another number.`;
  }
  if (error.code === "EACCES") {
    return `Not allowed to listen on ${host}:${port}. deploy/undersigned.service may (docs/going-live.md); without DOMAIN, PORT can be above 1023.`;
  }
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

function settingsOf(env: NodeJS.ProcessEnv) {
  try {
    return readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) throw new Mistake(error.message);
    throw error;
  }
}

/** Resolves at the first signal, or when the launcher is gone; later ones find the stop already under way. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => resolve());
    process.on("disconnect", () => resolve());
  });
}
