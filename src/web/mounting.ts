// Calls of the desk's API at the server: who calls, whether they may, whether their desk is open, and only then what they
// send. Promises that no handler sees a request that its schema did not read, and that no answer repeats what was sent.
import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie } from "hono/cookie";
import type * as z from "zod";
import type { Writing } from "../store/store.ts";
import { readUtf8 } from "../vault/bytes.ts";
import {
  type Answered,
  type AnyCall,
  type Asked,
  type Caller,
  type FileMistake,
  hasKeys,
  isProven,
  type Refused,
  type WhoMay,
} from "./api.ts";
import type { DeedKept } from "./deeds.ts";
import { isKeepable } from "./json-text.ts";
import { type CallMade, PROOF_HEADER } from "./proof.ts";
import type { RefusalCode, RefusalValues, Told } from "./refusals.ts";

/** The most bytes of a body, where its call does not say. */
const MOST = 65_536;
type CallerOf<C extends AnyCall> = C["who"] extends "anyone" ? Caller | null : Caller;

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429;

/** What a handler throws to refuse; its words are shown to whoever called, and never repeat secrets. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  /** Which refusal it is, where a person can meet it. */
  readonly code: RefusalCode | undefined;
  readonly values: RefusalValues | undefined;
  readonly mistakes: z.infer<typeof FileMistake>[] | undefined;
  /** Seconds after which one may try again. */
  readonly retryAfter: number | undefined;

  constructor(
    status: RefusalStatus,
    message: string,
    more: Partial<Told> & { mistakes?: z.infer<typeof FileMistake>[]; retryAfter?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = more.code;
    this.values = more.values;
    this.mistakes = more.mistakes;
    this.retryAfter = more.retryAfter;
  }
}

/** Proofs that calls were made with an open desk. */
export interface Proofs {
  /** What a session proves its calls with; of whoever has no keys it is kept nowhere. */
  challengeOf(token: string, caller: Caller): Uint8Array;
  /**
   * Takes a proof, once.
   * @param sent the header's value
   * @returns what tells whether a body is the one that was proven; null when it proves nothing
   */
  take(
    token: string,
    caller: Caller,
    sent: string,
    made: CallMade,
  ): Promise<((body: Uint8Array) => boolean) | null>;
}

/** What stands between a request and its handler. */
export interface Guard {
  /** Scheme and host under which the network is reached (BASE_URL), like `https://harbour-lights.example`. */
  origin: string;
  /** The cookie in which a browser keeps its session's token. */
  cookie: string;
  /** Takes a bearer token as it was sent; gives who that is, or null when no session has it. */
  callerOf(token: string): Promise<Caller | null>;
  proofs: Proofs;
  /**
   * Keeps what somebody did, in the transaction that did it. `many` counts what it was done to; `whom` is the account of
   * the colleague whom it was done to, never a signer.
   */
  deed(
    tx: Writing,
    by: Caller,
    what: DeedKept,
    campaign: Uint8Array | null,
    many: number,
    whom?: Uint8Array,
  ): Promise<void>;
}

function refuse(c: Context, status: RefusalStatus, refused: z.infer<typeof Refused>): Response {
  c.header("Cache-Control", "no-store");
  return c.json(refused, status);
}

/** A browser sends cookies with what other sites make it send; only such requests are asked where they come from. */
function fromElsewhere(c: Context, origin: string): boolean {
  if (c.req.header("cookie") === undefined) return false;
  const site = c.req.header("sec-fetch-site");
  return site === undefined ? c.req.header("origin") !== origin : site !== "same-origin";
}

const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The session's token of a request: the command line sends it itself, a browser in its cookie.
 * @returns it, or null
 */
export function tokenOf(c: Context, guard: Pick<Guard, "cookie">): string | null {
  const sent = BEARER.exec(c.req.header("authorization") ?? "")?.[1];
  if (sent !== undefined) return sent;
  const kept = getCookie(c, guard.cookie);
  return kept !== undefined && TOKEN.test(kept) ? kept : null;
}

/** Whether a body is the one with which a call was proven. */
type Fits = (body: Uint8Array) => boolean;
const UNPROVEN: Fits = () => true;
const unproven = () =>
  new Refusal(403, "Open with your six words first, then do this again: it was not done.", {
    code: "open_first",
  });

/** Looks for the proof of a call where there has to be one, or is one that its body may need. @returns null without */
async function proofFor(
  c: Context,
  guard: Guard,
  call: AnyCall,
  caller: Caller | null,
): Promise<Fits | null> {
  const sent = c.req.header(PROOF_HEADER) ?? "";
  const asked = isProven(call) || (call.provenWith !== undefined && sent !== "");
  if (!caller || !hasKeys(caller) || !asked) return null;
  const made = { method: c.req.method, path: new URL(c.req.url).pathname };
  const fits = await guard.proofs.take(tokenOf(c, guard) ?? "", caller, sent, made);
  if (!fits) throw unproven();
  return fits;
}

async function callerFor(c: Context, guard: Guard, who: WhoMay): Promise<Caller | null> {
  if (who === "anyone") return null;
  const token = tokenOf(c, guard);
  const caller = token === null ? null : await guard.callerOf(token);
  if (!caller) throw new Refusal(401, "Please sign in (again): there is no such session, or it has ended.");
  const may = {
    signed_in: true,
    organiser: caller.kind === "account",
    key_holder: caller.kind === "account" && hasKeys(caller),
    opener: hasKeys(caller),
  }[who];
  if (!may) throw new Refusal(403, "This is for key holders.", { code: "key_holders_only" });
  return caller;
}

async function readBody(c: Context, fits: Fits): Promise<object> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw new Refusal(415, "The body has to be application/json.");
  }
  const body = new Uint8Array(await c.req.arrayBuffer());
  if (!fits(body)) throw unproven();
  const text = readUtf8(body);
  try {
    const read: unknown = JSON.parse(text ?? "");
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read;
  } catch {
    // Refused below: not repeated, since a parser's message quotes what it read.
  }
  throw new Refusal(400, "The body is not a JSON object.");
}

async function readRequest<C extends AnyCall>(c: Context, call: C, fits: Fits): Promise<Asked<C>> {
  if (call.method === "GET" && !fits(new Uint8Array())) throw unproven();
  const body = call.method === "GET" ? {} : await readBody(c, fits);
  const asked = { ...body, ...c.req.param() };
  if (!isKeepable(asked)) {
    const why = "body: too deep, or with U+0000 or half a character in a text";
    throw new Refusal(400, why, { code: "not_taken", values: { at: "body" } });
  }
  const read = call.request.safeDecode(asked as never);
  if (read.success) return read.data as Asked<C>;
  const issue = read.error.issues[0];
  // The parser's words for these name what was sent.
  const what = issue?.code === "unrecognized_keys" ? "has members that are not known" : issue?.message;
  const at = issue?.path.join(".") || "body";
  throw new Refusal(400, `${at}: ${what ?? "not what was expected"}`, { code: "not_taken", values: { at } });
}

/**
 * Serves one entry of the table.
 * @param app the room's routes, mounted under API_PATH
 * @param guard who has which session, and under which address the network is reached
 * @param call the entry
 * @param handle answers; may throw Refusal, anything else is an error of ours
 */
export function mountCall<C extends AnyCall>(
  app: Hono,
  guard: Guard,
  call: C,
  handle: (request: Asked<C>, caller: CallerOf<C>, context: Context) => Promise<Answered<C>>,
): void {
  const limit = bodyLimit({
    maxSize: call.most ?? MOST,
    onError: (c) => {
      const most = call.most ?? MOST;
      const error = `The body has more than ${most} bytes.`;
      return refuse(c, 413, { error, code: "too_much" satisfies RefusalCode, values: { most } });
    },
  });
  app.on(call.method, call.path, async (c) => {
    try {
      if (fromElsewhere(c, guard.origin)) throw new Refusal(403, "This request comes from another site.");
      const caller = (await callerFor(c, guard, call.who)) as CallerOf<C>;
      const fits = await proofFor(c, guard, call, caller);
      // Only now: a body of many megabytes is kept in memory while it comes, and a stranger's could come slowly.
      const tooLarge = await limit(c, async () => {});
      if (tooLarge) return tooLarge;
      const asked = await readRequest(c, call, fits ?? UNPROVEN);
      if (!fits && caller && hasKeys(caller) && call.provenWith?.(asked)) throw unproven();
      // A body may come for minutes: whoever was removed meanwhile, or whose session was ended, does nothing with it.
      if (call.method !== "GET") await callerFor(c, guard, call.who);
      const answer = await handle(asked, caller, c);
      c.header("Cache-Control", "no-store");
      return c.json(call.answer.encode(answer as never) as object);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.retryAfter !== undefined) c.header("Retry-After", String(error.retryAfter));
      const { message, code, values, mistakes } = error;
      return refuse(c, error.status, {
        error: message,
        ...(code && { code }),
        ...(values && { values }),
        ...(mistakes && { mistakes }),
      });
    }
  });
}
