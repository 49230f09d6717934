// One call of the desk's API is written down once, as a table entry: method, path, who may, what is asked and
// what is answered. The server mounts the entry (mounting.ts), the client (src/organisers/client.ts) sends it:
// both are made from the same schemas. Pure.
import * as z from "zod";
import type { Role } from "../store/schema.ts";

/**
 * Who may call: anyone; any session; an account; a key holder; whoever can open (key holder or envelope). The last two prove
 * each call with the keys of their open desk (proof.ts).
 */
export type WhoMay = "anyone" | "signed_in" | "organiser" | "key_holder" | "opener";

/** Who calls, once a session said so. */
export type Caller = { kind: "account"; id: Uint8Array; role: Role } | { kind: "sheet"; id: Uint8Array };

/** Whether a caller has keys that open: a key holder or the envelope. */
export function hasKeys(caller: Caller): boolean {
  return caller.kind === "sheet" || caller.role === "key_holder";
}

/** One entry of the table. Names in the path (`:slug`) are members of the request; the rest is its JSON body. */
export interface Call<Request extends z.ZodObject, Answer extends z.ZodType, May extends WhoMay> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: `/${string}`;
  readonly who: May;
  readonly request: Request;
  readonly answer: Answer;
  /** Whether it may be sent twice: a client whose answer got lost then asks again. GET always may. */
  readonly again?: true;
  /** Whether whoever has keys proves it with them, though organisers make it too: what could let others in. */
  readonly proof?: true;
  /** Of what else whoever has keys proves it: what was made with them goes along, and is nothing without them. */
  provenWith?(asked: z.output<Request>): boolean;
  /** The most bytes that a body may have; 65,536 unless told. */
  readonly most?: number;
}

export type AnyCall = Call<z.ZodObject, z.ZodType, WhoMay>;
/** What a call asks, read. */
export type Asked<C extends AnyCall> = z.output<C["request"]>;
/** What a call answers, read. */
export type Answered<C extends AnyCall> = z.output<C["answer"]>;
/** Sends a call of the table: what the client does, as the rooms' own client sides ask for it. */
export type Send = <C extends AnyCall>(call: C, asked: Asked<C>) => Promise<Answered<C>>;

/** Reads the bytes of an answer with its schema. @throws Error when it is not what the table says */
export function readAnswer<C extends AnyCall>(call: C, answer: ArrayBuffer): Answered<C> {
  return call.answer.decode(JSON.parse(new TextDecoder().decode(answer)) as never) as Answered<C>;
}

/** Writes one entry; gives it back with its types. */
export function call<R extends z.ZodObject, A extends z.ZodType, M extends WhoMay>(
  entry: Call<R, A, M>,
): Call<R, A, M> {
  return entry;
}

/** Whether a call is proven by whoever has keys, whatever it asks. */
export function isProven({ who, proof }: Pick<AnyCall, "who" | "proof">): boolean {
  return proof === true || who === "key_holder" || who === "opener";
}

/** Where the API lives, under the network's address. */
export const API_PATH = "/desk/api";
/** As in what signers type (campaigns/form/answer-text.ts). */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** How long bytes are in base64url, for whoever reads the API's document. */
function lettersOf(length: number): { minLength: number; maxLength: number } {
  const letters = Math.ceil((length * 4) / 3);
  return { minLength: letters, maxLength: letters };
}

/** Bytes in JSON: base64url without `=`. Takes how many there must be, where that is fixed. */
export function bytes(length?: number) {
  const array = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
  const letters = length === undefined ? {} : lettersOf(length);
  return z.codec(z.string().meta({ contentEncoding: "base64url", ...letters }), array, {
    decode: (text, context) => {
      try {
        const read = Uint8Array.fromBase64(text, { alphabet: "base64url" });
        if (length === undefined || read.length === length) return read;
      } catch {
        // Said below, like a wrong length.
      }
      context.issues.push({ code: "custom", message: `not ${length ?? ""} bytes in base64url`, input: "" });
      return z.NEVER;
    },
    encode: (value) => value.toBase64({ alphabet: "base64url", omitPadding: true }),
  });
}

/** A line that people read: NFC, trimmed, no control characters nor marks that turn the direction. Takes the most UTF-16 units. */
export function line(most: number) {
  return z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !CONTROL.test(text), "control characters")
    .normalize("NFC")
    .trim();
}

const Values = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .meta({ description: "Numbers and words that stand in the sentence of the code." });

/** Where in which file something is wrong, and what is allowed instead. */
export const FileMistake = z.object({
  file: z.string(),
  line: z.int(),
  /** In English; `code` and `values` say the same to a program (campaigns/file/mistakes.ts). */
  what: z.string(),
  allowed: z.string().optional(),
  code: z.string().optional().meta({ description: "Which mistake it is." }),
  values: Values.optional(),
  path: z
    .array(z.union([z.string(), z.int()]))
    .optional()
    .meta({ description: "The way to the value in the front matter; `body` is the text." }),
  form: z
    .object({ code: z.string(), values: Values.optional() })
    .optional()
    .meta({ description: "What is allowed, where the mistake is about one value alone." }),
});

/** The answer to whatever is refused. */
export const Refused = z.object({
  error: z.string(),
  code: z.string().optional().meta({ description: "Which refusal it is, where a person can meet it." }),
  values: Values.optional(),
  mistakes: z.array(FileMistake).optional(),
});
