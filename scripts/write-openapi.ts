// Writes docs/openapi.json from the schemas of the desk's API. A test tells when it has to be run again.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { everyCall } from "../src/desk-calls.ts";
import { openApi } from "../src/web/openapi.ts";

const ROOT = join(import.meta.dirname, "..");

/** @returns the file's text as it should be */
export function openApiText(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  return `${JSON.stringify(openApi(everyCall(), version), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(join(ROOT, "docs", "openapi.json"), openApiText());
