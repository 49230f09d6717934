// When two addresses are the same (docs/formats.md, Text): one rule for the server's memory and the holder's desk.
// An address is brought to one form; two are the same when their forms are equal. Nothing else is folded: no dots,
// no plus.
const MOST_BYTES = 254;
/** What no unquoted local part and no domain name holds, and what would mean something else to a URL or a mailer. */
const REFUSED = /[\s\p{Cc}"(),:;<>@[\\\]]/u;

/**
 * The form for comparing of an address as it was typed, or null when it is none (also when it is longer than 254
 * bytes). Blanks around it are not part of it.
 */
export function sameAddress(typed: string): string | null {
  const address = typed.trim().normalize("NFC");
  if (new TextEncoder().encode(address).length > MOST_BYTES) return null;
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (local === "" || REFUSED.test(local) || !local.isWellFormed()) return null;
  const domain = asciiDomain(address.slice(at + 1));
  return domain === null ? null : `${local.toLowerCase()}@${domain}`;
}

/** A domain by UTS 46 in ASCII and lower case, or null. The platform's URL knows UTS 46, on Node and in browsers. */
function asciiDomain(typed: string): string | null {
  if (typed === "" || REFUSED.test(typed) || /[%/?#]/.test(typed)) return null;
  const host = hostOf(typed);
  const labels = host.split(".");
  // A number at the end makes a URL's host an IP address.
  if (/^\d+$/.test(labels.at(-1) ?? "")) return null;
  if (!labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label))) return null;
  return host;
}

function hostOf(domain: string): string {
  try {
    return new URL(`http://${domain}/`).hostname;
  } catch {
    return "";
  }
}
