// `undersigned doctor`: looks at a network from inside, from outside, or both, and says what is wrong and what to do.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import process from "node:process";
import { systemClock } from "../clock.ts";
import { isLoopback } from "../loopback.ts";
import { readSettings, type Settings, SettingsError } from "../settings.ts";
import { give, Mistake, readArguments, tell } from "./command.ts";
import { type Findings, joinFindings, wrong } from "./doctor/finding.ts";
import { lookFromInside, SERVER } from "./doctor/inside.ts";
import { lookFromOutside } from "./doctor/outside.ts";
import { lookAtLogs, measureLogs } from "./doctor/proxy-logs.ts";

export const help = `
undersigned doctor [URL] [--http-port N]

On the server, without URL: looks at settings, folders, memory and swap, the server's process, disk, Node, clock,
database and mail server (it says hello and sends nothing), and then at the network's own address as a visitor does.
With URL, from any computer: the certificate and the line, headers, the way from http to https, the clock.
One line for each thing that is wrong, gravest first, with what to do: "danger" may show who signed, "wrong" does not
work or will not for long, "hint" is worth a look. Exit code 1 when there is a danger or something is wrong.
--http-port: where http:// is answered, when that is not port 80.
`;

/** Seconds that a server which runs already is given until it listens. */
const STARTING = 5;
const ROOT = resolve(import.meta.dirname, "..", "..");

/** Looks, and tells. @throws Mistake when something is wrong */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, { "http-port": { type: "string" } });
  if (words.length > 1) throw new Mistake("doctor takes one URL, or none.");
  const httpPort = readPort(given["http-port"]);
  say(
    words[0] === undefined ? await onTheServer(httpPort) : await from(readAddress(words[0]), httpPort ?? 80),
  );
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Mistake("--http-port is a number from 1 to 65535.");
}

function readAddress(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol === "https:" || url?.protocol === "http:") return new URL(url.origin);
  throw new Mistake("URL begins with https://, like https://sign.example.org.");
}

const from = (url: URL, httpPort: number, patience = 0) =>
  lookFromOutside({ url, httpPort, clock: systemClock(), patience });

/** Inside first: what the settings say is where it is to be looked for from outside. */
async function onTheServer(httpPort: number | null): Promise<Findings> {
  const { settings, why, mistakes } = settingsHere();
  if (!settings) return { found: mistakes, fine: [] };
  const { baseUrl } = settings;
  const inside = await lookFromInside({ settings, root: ROOT, why, clock: systemClock() });
  const logs = measureLogs();
  const patience = inside.fine.includes(SERVER) ? STARTING : 0;
  const outside = await from(new URL(baseUrl), httpPort ?? plainPort(settings), patience);
  const answered = outside.fine.length > 0;
  // A machine often cannot reach its own public name: that is for somebody outside to see.
  const fromHere = answered || isLoopback(new URL(baseUrl).hostname) ? outside : onlyFromHere(outside);
  const grown = lookAtLogs(logs.grown());
  return joinFindings([
    inside,
    fromHere,
    { found: grown, fine: grown.length === 0 ? ["logs of proxies"] : [] },
  ]);
}

/** Where people reach http://: HTTP_PORT, unless a container or a router hands other ports on to these. */
function plainPort({ baseUrl, port, domain }: Settings): number {
  const handedOn = Number(new URL(baseUrl).port || 443) !== port;
  return domain === null || handedOn ? 80 : domain.httpPort;
}

function onlyFromHere({ found, fine }: Findings): Findings {
  const more = "; it may be only from this machine: ask from another computer, undersigned doctor URL";
  return { found: found.map((one) => ({ ...one, mend: one.mend + more })), fine };
}

function settingsHere(): { settings: Settings | null; why: string; mistakes: Findings["found"] } {
  const { findFolders } = createRequire(import.meta.url)(join(ROOT, "bin", "folders.js")) as {
    findFolders(root: string, env: NodeJS.ProcessEnv): { env: Record<string, string>; why: string };
  };
  const folders = findFolders(ROOT, process.env);
  try {
    const settings = readSettings({ ...process.env, ...folders.env });
    return { settings, why: folders.why, mistakes: [] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const mistakes = error.mistakes.map(({ name, what, allowed }) =>
      wrong(`the setting ${name} ${what}: nothing starts`, `allowed is ${allowed}`),
    );
    return { settings: null, why: "", mistakes };
  }
}

function say({ found, fine }: Findings): void {
  for (const { gravity, what, mend } of found) give(`${gravity.padEnd(6)}  ${what} – ${mend}`);
  if (fine.length > 0) tell(`fine: ${[...new Set(fine)].join(", ")}`);
  const bad = found.filter(({ gravity }) => gravity !== "hint").length;
  if (bad > 0) throw new Mistake(bad === 1 ? "one thing is wrong." : `${bad} things are wrong.`);
}
