// First path segments that a campaign cannot have as its slug, because the house answers there itself.
// The one list: the file's schema refuses them and the routes are tested against them.

/** Every first path segment that is not a campaign's. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  "c",
  "desk",
  "privacy",
  "preview",
  "pictures",
  "about",
  "news",
  "follow",
  "healthz",
  "readyz",
  "assets",
  ".well-known",
  "robots.txt",
  "favicon.ico",
]);

/** Names that the signing form uses itself, so that no field may have them as its id. */
export const RESERVED_FIELD_IDS: ReadonlySet<string> = new Set([
  "as",
  "lang",
  "email",
  "appear",
  "shown_as",
  "follow",
  "stamp",
  "nonce",
  "code",
  "do",
  "website",
]);

const SLUG = /^[a-z0-9](-?[a-z0-9])*$/;

/**
 * Whether a campaign may live at that address.
 * @param slug what would follow the first slash
 */
export function isSlug(slug: string): boolean {
  return slug.length >= 2 && slug.length <= 60 && SLUG.test(slug) && !RESERVED_SLUGS.has(slug);
}
