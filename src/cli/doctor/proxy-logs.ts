// Whether a proxy on this machine writes down who comes: its logs are measured, something is asked for, and they are
// measured again. No log is read.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { danger, type Finding } from "./finding.ts";

const FOLDERS = ["nginx", "apache2", "httpd", "caddy", "lighttpd", "haproxy", "traefik"];

export interface LogSizes {
  /** Which logs have grown since. */
  grown(): string[];
}

/**
 * Measures the logs of proxies.
 * @param dir where logs are
 */
export function measureLogs(dir = "/var/log"): LogSizes {
  const before = sizes(dir);
  return {
    grown: () =>
      [...sizes(dir)].filter(([path, size]) => size > (before.get(path) ?? 0)).map(([path]) => path),
  };
}

/** What logs that grew while the network was asked mean. */
export function lookAtLogs(grown: readonly string[]): Finding[] {
  return grown.map((path) =>
    danger(
      `a proxy writes down who comes: ${path} grew`,
      "switch its logs off (deploy/nginx.conf, deploy/Caddyfile), and delete them",
    ),
  );
}

function sizes(dir: string): Map<string, number> {
  const all = new Map<string, number>();
  for (const folder of FOLDERS) {
    for (const name of entries(join(dir, folder))) {
      const path = join(dir, folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isFile()) all.set(path, stat.size);
    }
  }
  return all;
}

function entries(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
