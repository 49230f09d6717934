// Whether an address leads to this machine alone: what is said there, nobody else hears. No I/O.

/**
 * Whether a host name reaches this machine alone.
 * @param hostname as `URL.hostname` gives it
 * @returns true for localhost, 127.0.0.0/8 and [::1]
 */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
