// The desk's one Trusted Types policy (headers.ts names it). Promises that a string becomes a script's address only
// when it is one of our own files, and a page only inside a frame in which no script runs.

interface Policy {
  createScriptURL(path: string): string;
  createHTML(page: string): string;
}

interface Made {
  createScriptURL(path: string): unknown;
  createHTML(page: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Made;
}

const ours: Policy = {
  createScriptURL: (path) => {
    if (!/^\/assets\/[A-Za-z0-9._-]+\.js$/.test(path))
      throw new TypeError("not one of the desk's own scripts");
    return path;
  },
  createHTML: (page) => page,
};

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy: Made = factory?.createPolicy("desk", ours) ?? ours;

/**
 * The address of one of the desk's own scripts.
 * @param path from the root
 * @throws TypeError for any other address
 */
export function scriptUrl(path: string): string {
  // Where the browser knows Trusted Types it is one; only what takes scripts' addresses is handed it.
  return policy.createScriptURL(path) as string;
}

/**
 * Shows a page of the network in a frame. The frame's sandbox lets no script run, whatever the page holds, sends no
 * form, opens no window and leads nowhere else.
 * @throws TypeError when the frame's sandbox allows more than reading its style sheets
 */
export function showInFrame(frame: HTMLIFrameElement, page: string): void {
  if (frame.getAttribute("sandbox") !== "allow-same-origin")
    throw new TypeError("this frame would run scripts");
  frame.srcdoc = policy.createHTML(page) as string;
}
