import { strict as assert } from "node:assert";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { everyCall, TABLES } from "../src/desk-calls.ts";
import { openApiText } from "./write-openapi.ts";

const ROOT = join(import.meta.dirname, "..");

test("docs/openapi.json is what the schemas say (node scripts/write-openapi.ts writes it)", () => {
  assert.equal(readFileSync(join(ROOT, "docs", "openapi.json"), "utf8"), openApiText());
});

test("no room's table of calls is left out of it", () => {
  const tables = globSync("src/**/*api.ts", { cwd: ROOT }).flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return [...text.matchAll(/^export const (\w+Api) = /gm)].map(([, name]) => name as string);
  });
  assert.ok(tables.length >= 4);
  assert.deepEqual(tables.sort(), Object.keys(TABLES).sort());
});

test("bytes are text in it, and every call says what it asks and answers", () => {
  const document = JSON.parse(openApiText()) as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  const named = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((one) => one.operationId),
  );
  assert.deepEqual(named.sort(), Object.keys(everyCall()).sort());
  const salt = document.paths["/desk/api/sign-in/salt"] as unknown as {
    post: {
      responses: {
        200: { content: { "application/json": { schema: { properties: { salt: { type: string } } } } } };
      };
    };
  };
  assert.equal(salt.post.responses[200].content["application/json"].schema.properties.salt.type, "string");
});
