// Reads the body of a form: urlencoded, UTF-8, at most 64 KB, each way of getting it wrong a status of its own.
// What comes is answered, not cut off: a body that is too long is read to its end (within reason) and refused.
import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";

/** The longest body of a form, in bytes. */
export const FORM_BYTES = 65_536;
/** What is read and thrown away before the answer goes out all the same. */
const PATIENCE_BYTES = 16 * 1_048_576;

export type Form = ReadonlyMap<string, readonly string[]>;

export type FormResult = { ok: true; form: Form; body: Uint8Array } | { ok: false; status: 400 | 413 | 415 };

/** Reads a request's body up to a limit. @returns null when it is longer @throws when the line breaks */
export function readBody(request: IncomingMessage, most: number): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length <= most) parts.push(part);
      else if (length > PATIENCE_BYTES) resolve(null);
    });
    request.on("end", () => resolve(length > most ? null : joined(parts)));
    request.on("error", reject);
    request.on("close", () => {
      if (!request.readableEnded) reject(new Error("the line broke"));
    });
  });
}

/** Most bodies come in one part, which is not copied. */
function joined(parts: readonly Buffer[]): Buffer {
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
}

/**
 * Reads a form.
 * @param request the incoming message, its body not yet read
 * @returns its values by name, each in the order sent; or the status that says what is wrong
 */
export async function readForm(request: IncomingMessage): Promise<FormResult> {
  const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  let body: Uint8Array | null;
  try {
    body = await readBody(request, FORM_BYTES);
  } catch {
    // Whoever sent it is gone, and reads no answer: nothing of ours failed.
    return { ok: false, status: 400 };
  }
  if (body === null) return { ok: false, status: 413 };
  if (type !== "application/x-www-form-urlencoded") return { ok: false, status: 415 };
  if (!isUtf8(body)) return { ok: false, status: 400 };
  const form = parseForm(Buffer.from(body.buffer, body.byteOffset, body.length).toString("utf8"));
  return form ? { ok: true, form, body } : { ok: false, status: 400 };
}

/**
 * Parses application/x-www-form-urlencoded (WHATWG URL, 5.1), strictly.
 * @returns null when an escape is no UTF-8 or a NUL is in it
 */
export function parseForm(text: string): Form | null {
  const form = new Map<string, string[]>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = unescaped(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? "" : unescaped(pair.slice(at + 1));
    if (name === null || value === null) return null;
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

/** @returns null when an escape is none or no UTF-8, or a NUL is in it */
function unescaped(text: string): string | null {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  try {
    const plain = spaced.includes("%") ? decodeURIComponent(spaced) : spaced;
    return plain.includes("\0") ? null : plain;
  } catch {
    return null;
  }
}

/** The only value of a name, or "" when it is missing. */
export function one(form: Form, name: string): string {
  return form.get(name)?.[0] ?? "";
}
