// The desk's API as an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.0), made from the very schemas that read its
// calls: JSON Schema of what is sent, by zod itself.
import * as z from "zod";
import { type AnyCall, API_PATH, Refused, type WhoMay } from "./api.ts";

const SECURITY: Readonly<Record<WhoMay, object[]>> = {
  anyone: [],
  signed_in: [{ token: [] }],
  organiser: [{ token: [] }],
  key_holder: [{ token: [], proof: [] }],
  opener: [{ token: [], proof: [] }],
};

/** Who may call, in words. */
const WHO: Readonly<Record<WhoMay, string>> = {
  anyone: "Anyone may call it.",
  signed_in: "For any session: an account's or the envelope's.",
  organiser: "For organisers, key holders among them.",
  key_holder: "For key holders.",
  opener: "For whoever can open: key holders and the envelope.",
};

const SOMETIMES = "A key holder proves it with their keys where `made` goes along.";
const PROVEN = "Key holders prove it with their keys.";

/**
 * Makes the document.
 * @param calls every call by its name, as the rooms' tables have them
 * @param version of Undersigned
 * @returns plain JSON
 */
export function openApi(calls: Readonly<Record<string, AnyCall>>, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, call] of Object.entries(calls)) {
    const path = API_PATH + call.path.replace(/:([a-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: operation(name, call) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Undersigned: the desk's API",
      version,
      description:
        "What the desk in a browser and the command line call. It carries neither words nor private keys nor opened rows.",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    paths,
    components: {
      schemas: { Refused: schemaOf(Refused) },
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "The token that signing in gives; a browser keeps it in a cookie instead.",
        },
        proof: {
          type: "apiKey",
          in: "header",
          name: "Undersigned-Proof",
          description: "Made for each request with the keys of an open desk: docs/formats.md, Calls.",
        },
      },
    },
  };
}

function operation(name: string, call: AnyCall): object {
  const { method, path, who, request, answer } = call;
  const inPath = [...path.matchAll(/:([a-z]+)/g)].map(([, param]) => param as string);
  const asked = schemaOf(request) as { properties?: Record<string, object>; required?: string[] };
  const { properties = {}, required = [], ...rest } = asked;
  const body = Object.fromEntries(Object.entries(properties).filter(([key]) => !inPath.includes(key)));
  return {
    operationId: name,
    description: call.provenWith
      ? `${WHO[who]} ${SOMETIMES}`
      : call.proof
        ? `${WHO[who]} ${PROVEN}`
        : WHO[who],
    security: call.proof || call.provenWith ? [{ token: [] }, { token: [], proof: [] }] : SECURITY[who],
    ...(inPath.length > 0 && {
      parameters: inPath.map((param) => ({
        name: param,
        in: "path",
        required: true,
        schema: properties[param] ?? { type: "string" },
      })),
    }),
    ...(method !== "GET" && {
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: { ...rest, properties: body, required: required.filter((key) => !inPath.includes(key)) },
          },
        },
      },
    }),
    responses: {
      200: { description: "Done.", content: { "application/json": { schema: schemaOf(answer) } } },
      "4XX": {
        description: "Refused, and why.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Refused" } } },
      },
    },
  };
}

/** What is sent: of bytes the base64url text. */
function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
