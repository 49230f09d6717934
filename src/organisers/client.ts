// The one client of the desk's API: sends entries of the tables (api.ts of each room) and reads what comes back
// with the same schemas. Runs in browsers and in Node; holds the session's token in memory and nowhere else.
import type * as z from "zod";
import { bytesEqual, utf8 } from "../vault/bytes.ts";
import {
  type AnyCall,
  API_PATH,
  type Asked,
  type FileMistake,
  isProven,
  Refused,
  readAnswer,
  type Send,
} from "../web/api.ts";
import { PROOF_HEADER, type Prove } from "../web/proof.ts";
import type { RefusalValues } from "../web/refusals.ts";
import { organiserApi } from "./api.ts";

/** The network said no, and why. */
export class ApiRefused extends Error {
  readonly status: number;
  /** Which refusal it is (web/refusals.ts); null when the network did not say. One of another version may say others. */
  readonly code: string | null;
  readonly values: RefusalValues;
  /** Mistakes in files that were sent. */
  readonly mistakes: readonly z.output<typeof FileMistake>[];
  /** Seconds after which one may try again; null when the network did not say. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    message: string,
    more: Omit<Partial<z.output<typeof Refused>>, "error"> & { retryAfter?: number | null } = {},
  ) {
    super(message);
    this.status = status;
    this.code = more.code ?? null;
    this.values = more.values ?? {};
    this.mistakes = more.mistakes ?? [];
    this.retryAfter = more.retryAfter ?? null;
  }
}

/** No answer came: what was asked may or may not have happened. */
export class NoAnswer extends Error {}

export interface Client {
  /** The network's address, without a slash at the end. */
  readonly url: string;
  /**
   * Sends a call.
   * @throws ApiRefused when the network says no, NoAnswer when it cannot be reached
   */
  send: Send;
  /** Sends a call and gives the bytes of its answer as they came; for pages that are read elsewhere. */
  bytes<C extends AnyCall>(call: C, asked: Asked<C>): Promise<ArrayBuffer>;
  /** From here on calls are those of this session, and nothing is proven. */
  use(token: string | null): void;
  /** From here on calls that take an open desk are proven with its keys; null once it is locked. */
  prove(how: Prove | null): void;
  /** Whether the session's token is kept in a cookie, by the browser, and never seen here. */
  readonly cookie: boolean;
}

/**
 * Opens a client.
 * @param url the network's address
 * @param options `cookie`: in a browser at the network's own address, where a cookie holds the session; `send`: what
 *   carries requests, the platform's fetch unless told
 * @throws TypeError when that is no address of a network
 */
export function openClient(
  url: string,
  { cookie = false, send = fetch }: { cookie?: boolean; send?: typeof fetch } = {},
): Client {
  const base = new URL(url);
  if (!/^https?:$/.test(base.protocol))
    throw new TypeError("The address has to begin with https:// or http://.");
  const at = (base.origin + base.pathname).replace(/\/+$/, "");
  let token: string | null = null;
  let prove: Prove | null = null;
  let challenge: Uint8Array | null = null;

  const sendOnce = async (call: AnyCall, { path, body }: Spelled, proven = false): Promise<ArrayBuffer> => {
    const headers = new Headers();
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    if (body !== null) headers.set("content-type", "application/json");
    const request: RequestInit = {
      ...{ method: call.method, headers, body, redirect: "error" },
      credentials: cookie ? "same-origin" : "omit",
    };
    const once = async () => {
      // Made anew each time: the network takes none twice.
      if (proven && prove !== null && challenge !== null) {
        const made = { method: call.method, path: API_PATH + path };
        headers.set(PROOF_HEADER, prove(challenge, made, utf8(body ?? "")));
      }
      const response = await send(`${at}${API_PATH}${path}`, request);
      const retryAfter = Number(response.headers.get("retry-after")) || null;
      return { status: response.status, retryAfter, answer: await response.arrayBuffer() };
    };
    const mayAgain = call.again === true || call.method === "GET";
    const { status, retryAfter, answer } = await once()
      .catch((error: unknown) => (mayAgain ? once() : Promise.reject(error)))
      .catch((error: unknown) => {
        throw new NoAnswer(`${at} does not answer (${reasonOf(error)}).`);
      });
    if (status !== 200) throw refusal(at, status, retryAfter, answer);
    return answer;
  };

  const readChallenge = async () => {
    const spelled = spell(organiserApi.proving, {});
    return readAnswer(organiserApi.proving, await sendOnce(organiserApi.proving, spelled)).challenge;
  };
  const bytes = async <C extends AnyCall>(call: C, asked: Asked<C>): Promise<ArrayBuffer> => {
    const spelled = spell(call, asked);
    const proven = isProven(call) || call.provenWith?.(asked) === true;
    if (prove === null || !proven) return sendOnce(call, spelled);
    const before = challenge ?? (await readChallenge());
    challenge = before;
    try {
      return await sendOnce(call, spelled, proven);
    } catch (error) {
      if (!(error instanceof ApiRefused && error.code === "open_first")) throw error;
      // The network started again, or another tab signed in meanwhile.
      challenge = await readChallenge();
      if (bytesEqual(before, challenge)) throw error;
      return sendOnce(call, spelled, proven);
    }
  };

  return {
    url: at,
    cookie,
    bytes,
    send: async (call, asked) => readAnswer(call, await bytes(call, asked)),
    use: (next) => {
      token = cookie ? null : next;
      [prove, challenge] = [null, null];
    },
    prove: (how) => {
      [prove, challenge] = [how, null];
    },
  };
}

/** A call's path under API_PATH and its body, as they are sent. */
interface Spelled {
  path: string;
  body: string | null;
}

function spell(call: AnyCall, asked: object): Spelled {
  const rest = call.request.encode(asked as never) as Record<string, unknown>;
  const path = call.path.replace(/:([a-z]+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name]));
    delete rest[name];
    return value;
  });
  return { path, body: call.method === "GET" ? null : JSON.stringify(rest) };
}

function refusal(url: string, status: number, retryAfter: number | null, answer: ArrayBuffer): Error {
  try {
    const { error, ...more } = Refused.parse(JSON.parse(new TextDecoder().decode(answer)));
    return new ApiRefused(status, error, { retryAfter, ...more });
  } catch {
    // Not ours: a proxy's page, or another site altogether.
    return new ApiRefused(status, `${url} answered ${status}; is that the address of a network?`, {
      code: "other_answer",
      values: { url, status },
    });
  }
}

/** Node says why in the cause, browsers in the message. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof cause === "object" && cause !== null && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
