// Where a request comes from: the address of who asks, and the networks it belongs to. No address leaves this file
// but to be counted (limits.ts) or made into a tag.
import { isIPv4, isIPv6 } from "node:net";

/** What a request says of its way here. */
export interface Knock {
  /** The socket's remote address. */
  peer: string;
  /** The header X-Forwarded-For, or null. */
  forwardedFor: string | null;
}

/** How wide an IPv6 network is meant: of a company or carrier, of a household, of one line. IPv4 is always a /24. */
export type Prefix = 48 | 56 | 64;

/** The eight numbers of an IPv6 address, or null. */
function groups(address: string): number[] | null {
  if (!isIPv6(address)) return null;
  // The platform's URL writes IPv4 endings as numbers and one run of zeros as "::".
  const host = URL.parse(`http://[${address.replace(/%.*$/, "")}]/`)?.hostname.slice(1, -1);
  if (host === undefined) return null;
  const [before = "", after] = host.split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after === undefined || after === "" ? [] : after.split(":");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}

/** The IPv4 address that an IPv6 one stands for (::ffff:0:0/96), or null. */
function mapped(eight: readonly number[]): string | null {
  if (eight.slice(0, 5).some((group) => group !== 0) || eight[5] !== 0xffff) return null;
  const [high = 0, low = 0] = eight.slice(6);
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/**
 * The network of an address.
 * @param address as the socket or a proxy gives it, IPv4-mapped IPv6 included
 * @returns like `203.0.113.0/24` or `2001:db8:1::/48`; one and the same word for all that is no address
 */
export function rangeOf(address: string, prefix: Prefix = 48): string {
  const eight = groups(address);
  const ipv4 = eight ? mapped(eight) : isIPv4(address) ? address : null;
  if (ipv4 !== null) return `${ipv4.split(".").slice(0, 3).join(".")}.0/24`;
  if (!eight) return "unknown";
  const kept = eight.slice(0, 4).map((group, at) => {
    const bits = Math.min(16, Math.max(0, prefix - 16 * at));
    return (group & (0xffff << (16 - bits))).toString(16);
  });
  return `${kept.slice(0, Math.ceil(prefix / 16)).join(":")}::/${prefix}`;
}

/**
 * Makes what tells the address of who asks: the socket's or, with TRUST_PROXY, the rightmost of X-Forwarded-For:
 * the only one that our own proxy wrote.
 * @param parts `warn` is called once when the header comes and TRUST_PROXY is off: everybody would then share the
 *   proxy's own limits
 */
export function clientAddresses(parts: {
  trustProxy: boolean;
  warn(line: string): void;
}): (knock: Knock) => string {
  let warned = false;
  return ({ peer, forwardedFor }) => {
    if (forwardedFor === null) return peer;
    if (!parts.trustProxy) {
      if (!warned)
        parts.warn("X-Forwarded-For arrives and TRUST_PROXY is off: all visitors count as the proxy");
      warned = true;
      return peer;
    }
    const last = forwardedFor.slice(forwardedFor.lastIndexOf(",") + 1).trim();
    // Some proxies add a port.
    const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(last)?.[1] ?? last.replace(/^([\d.]+):\d+$/, "$1");
    return isIPv4(bare) || isIPv6(bare) ? bare : peer;
  };
}

const FORWARDED_FOR = "x-forwarded-for";

/**
 * Whether X-Forwarded-For is among headers as they came: asked of every request until one had it.
 * @param rawHeaders names and values in turn
 */
export function isForwarded(rawHeaders: readonly string[]): boolean {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === FORWARDED_FOR.length && name.toLowerCase() === FORWARDED_FOR) return true;
  }
  return false;
}
