// What fits a schema: for tests that send what nobody thought of and yet every schema lets through.
import fc from "fast-check";

/** Of JSON Schema what zod writes of our calls. */
export interface JsonSchema {
  type?: string;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  contentEncoding?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
}

/** What databases, paths and objects take badly. */
const ODD = ["\0", "a\0b", "\ud800", "\u202e", "__proto__", "..", "%00", "/", "😀".repeat(200)];
/** Where a schema does not say how many bytes. */
const LENGTHS = [0, 1, 32, 200, 1664];

/**
 * Makes what fits a schema.
 * @param schema as zod writes it
 * @param known texts that mean something here, such as a campaign's name or an id: of what is text a third
 */
export function fitting(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const fits = (one: JsonSchema) => fitting(one, known);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fits));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    case "object": {
      const { properties = {}, required = [] } = schema;
      const members = Object.entries(properties).map(([name, one]) => {
        const must = required.includes(name);
        return [name, must ? fits(one) : fc.option(fits(one), { nil: undefined })];
      });
      return fc.record(Object.fromEntries(members));
    }
    case "array": {
      const { minItems: minLength = 0, maxItems = 3 } = schema;
      const maxLength = Math.max(minLength, Math.min(maxItems, 3));
      return fc.array(fits(schema.items ?? {}), { minLength, maxLength });
    }
    case "string":
      return fittingText(schema, known);
    case "integer":
    case "number": {
      const { minimum, exclusiveMinimum, maximum = Number.MAX_SAFE_INTEGER } = schema;
      const min =
        minimum ?? (exclusiveMinimum === undefined ? Number.MIN_SAFE_INTEGER : exclusiveMinimum + 1);
      return fc.oneof(fc.integer({ min, max: Math.min(maximum, min + 9) }), fc.maxSafeInteger());
    }
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function fittingText(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<string> {
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  const { minLength = 0, maxLength = 9_999 } = schema;
  const bytes = schema.contentEncoding !== undefined;
  const odd = [...ODD, "x".repeat(maxLength)].filter(({ length }) => length <= maxLength);
  return fc.oneof(
    { weight: 4, arbitrary: bytes ? fittingBytes(schema.minLength) : typedText(minLength, maxLength) },
    { weight: 2, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

function typedText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, 40) });
}

/** In base64url. @param letters how many, where the schema says so */
function fittingBytes(letters: number | undefined): fc.Arbitrary<string> {
  const length =
    letters === undefined ? fc.constantFrom(...LENGTHS) : fc.constant(Math.floor(letters * 0.75));
  return length
    .chain((many) => fc.uint8Array({ minLength: many, maxLength: many }))
    .map((bytes) => bytes.toBase64({ alphabet: "base64url", omitPadding: true }));
}
