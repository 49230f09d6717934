// stub
import type { ServedFile } from "./stylesheet.ts";

/** The tiny style sheet of a campaign's accent (`#rrggbb`): a pure function, served at its own path. */
export function accentSheet(accent: string): ServedFile {
  return { path: `/assets/accent-${accent.slice(1)}.css`, contentType: "text/css; charset=utf-8", body: "" };
}

/** Takes a path below /assets/, gives the accent it asks for as `#rrggbb`, or null. */
export function accentOfPath(path: string): string | null {
  const match = /^\/assets\/accent-([0-9a-f]{6})\.css$/.exec(path);
  return match ? `#${match[1]}` : null;
}
