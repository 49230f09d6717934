// The desk's one Trusted Types policy (headers.ts names it). Promises that a string becomes a script's address only
// when it is one of our own files.

interface Policy {
  createScriptURL(path: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): { createScriptURL(path: string): unknown };
}

const ours: Policy = {
  createScriptURL: (path) => {
    if (!/^\/assets\/[A-Za-z0-9._-]+\.js$/.test(path))
      throw new TypeError("not one of the desk's own scripts");
    return path;
  },
};

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("desk", ours) ?? ours;

/**
 * The address of one of the desk's own scripts.
 * @param path from the root
 * @throws TypeError for any other address
 */
export function scriptUrl(path: string): string {
  // Where the browser knows Trusted Types it is one; only what takes scripts' addresses is handed it.
  return policy.createScriptURL(path) as string;
}
