// The headers of every public page: no script, no cookie, nothing from elsewhere, and no word to the next site about
// where somebody came from. Promises the same set on every page, so that no room forgets one.

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What browsers are asked never to grant to a public page. */
const NEVER = ["camera", "geolocation", "microphone", "payment", "usb", "browsing-topics", "interest-cohort"];

const ALWAYS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-dns-prefetch-control": "off",
  "permissions-policy": NEVER.map((what) => `${what}=()`).join(", "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** How long a page may be kept: not at all, or until asked again. */
export type Keeping = "never" | "ask-again" | "for-ever";

const KEEPING: Readonly<Record<Keeping, string>> = {
  never: "no-store",
  "ask-again": "no-cache",
  "for-ever": "public, max-age=31536000, immutable",
};

/** All but the language: put together once, not for every page. */
const PAGE: Readonly<Record<Keeping, Readonly<Record<string, string>>>> = {
  never: { ...ALWAYS, ...pageKept("never") },
  "ask-again": { ...ALWAYS, ...pageKept("ask-again") },
  "for-ever": { ...ALWAYS, ...pageKept("for-ever") },
};

function pageKept(keeping: Keeping): Record<string, string> {
  return { "content-type": "text/html; charset=utf-8", "cache-control": KEEPING[keeping] };
}

/**
 * The headers of a page.
 * @param keeping `never` for all that answers a form or a link, `ask-again` for what everyone sees, `for-ever` for
 *   files whose address changes with their bytes
 * @param language the page's, for Content-Language; another browser may be given another one at the same address
 */
export function pageHeaders(keeping: Keeping, language?: string): Record<string, string> {
  const page = PAGE[keeping];
  return language === undefined
    ? { ...page }
    : { ...page, "content-language": language, vary: "Accept-Language" };
}

/** The same for what is not a page: a style sheet, JSON. */
export function fileHeaders(contentType: string, keeping: Keeping): Record<string, string> {
  return { ...ALWAYS, "content-type": contentType, "cache-control": KEEPING[keeping] };
}

/**
 * The headers of the desk's pages: scripts of its own, made into a page by Trusted Types' rules alone (no string
 * becomes markup or code), and nothing from elsewhere. Its requests say where they come from: the API asks for it.
 */
export function deskHeaders(language: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    // libsodium is WebAssembly; this allows nothing else to be made from strings.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html desk",
  ].join("; ");
  return {
    ...pageHeaders("never", language),
    "content-security-policy": policy,
    "referrer-policy": "same-origin",
  };
}

/**
 * The headers of the desk's scripts. A thread lives by those of its own file: one that opens signatures needs
 * libsodium, which is WebAssembly, and nothing from anywhere else, nor any page.
 */
export function scriptHeaders(): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return {
    ...fileHeaders("text/javascript; charset=utf-8", "for-ever"),
    "content-security-policy": policy,
  };
}
