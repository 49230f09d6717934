// What is said where nothing answers at an address: where it is to be found (a slash too many, capitals), or what can
// be done there. Promises that an address which answers GET says so to every other method, and that nobody is sent
// anywhere but to a page of this site that is there.
import type { Env, Hono } from "hono";
import type { Served } from "./parts.ts";

/** Answers requests. */
type Answering = (request: Request, env: Served["Bindings"]) => Response | Promise<Response>;

/** What a page can be asked for. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const MOVED = 308;
const NOT_FOUND = 404;

/**
 * The methods that an address has routes for.
 * @param app the routes
 * @param path the address under them
 * @returns for an Allow header, in the order of the table; HEAD wherever there is GET
 */
export function methodsAt<E extends Env>(app: Hono<E>, path: string): string[] {
  const has = (method: string) =>
    // A route for all methods is one that looks at what passes, not one that answers.
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method);
  return METHODS.filter(has).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}

/** How an address is written here: its first part in small letters, nothing after it but what is asked for. */
function wellWritten(path: string): string {
  const [, first = "", rest = ""] = /^\/([^/]+)(.*)$/s.exec(path) ?? [];
  return first === "" ? path : `/${first.toLowerCase()}${rest.replace(/\/+$/, "")}`;
}

/**
 * Answers what an app answers, and where that is 404, with what would be found.
 * @param app all routes
 * @param refuse gives the page of a method that an address does not have (405)
 */
export function findingAddresses(app: Hono<Served>, refuse: (request: Request) => Response): Answering {
  const is = async (url: URL, env: Served["Bindings"]) =>
    (await app.fetch(new Request(url), env)).status !== NOT_FOUND;
  const instead = async (request: Request, env: Served["Bindings"]): Promise<Response | null> => {
    const url = new URL(request.url);
    const path = wellWritten(url.pathname);
    if (path !== url.pathname) {
      const at = new URL(url);
      at.pathname = path;
      if (await is(at, env)) {
        const headers = { location: `${path}${url.search}`, "cache-control": "no-cache" };
        return new Response(null, { status: MOVED, headers });
      }
    }
    const methods = methodsAt(app, url.pathname);
    // A route that has the method knows best why nothing is there.
    if (methods.includes(request.method) || request.method === "HEAD" || !(await is(url, env))) return null;
    const answer = refuse(request);
    answer.headers.set("allow", methods.join(", "));
    return answer;
  };
  return async (request, env) => {
    const answer = await app.fetch(request, env);
    return answer.status === NOT_FOUND ? ((await instead(request, env)) ?? answer) : answer;
  };
}
