// What a page weighs beside its own bytes: every style sheet that it links to.
import { styleAt } from "../../src/web/file-routes.ts";

/** Takes a page, gives the bytes of its style sheets. @throws Error when a sheet is not there */
export function styleBytes(html: string): number {
  let bytes = 0;
  for (const [, path = ""] of html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)) {
    const sheet = styleAt(path);
    if (sheet === null) throw new Error(`no sheet at ${path}`);
    bytes += Buffer.byteLength(sheet.body);
  }
  return bytes;
}
