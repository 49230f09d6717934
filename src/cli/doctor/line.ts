// The line to a network: its certificate, and how it is locked.
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { type Clock, DAY } from "../../clock.ts";
import { isLoopback } from "../../loopback.ts";
import { danger, type Finding, hint, wrong } from "./finding.ts";

const PATIENCE = 10_000;
/** An issuer's certificate lives for 90 days or less, and a new one is had 30 before its end. */
const SOON = 14 * DAY;
const HYBRID = "X25519MLKEM768";

/** Looks at the line of an address; at http:// there is none that is locked. */
export async function lookAtLine(url: URL, clock: Clock): Promise<Finding[]> {
  if (url.protocol !== "https:") return inTheClear(url);
  const socket = await shake(url, {});
  try {
    return [...ofCertificate(socket, url.hostname, clock), ...ofLock(socket), ...(await ofOldLocks(url))];
  } finally {
    socket.destroy();
  }
}

/** What there is to say of an address that leads to this machine alone. */
export function ownMachine({ origin, protocol }: URL): Finding {
  const open = protocol === "https:" ? "" : ", and there is no certificate";
  const mend =
    "to go live, set DOMAIN to a name that leads here, or put a proxy with HTTPS in front (docs/going-live.md)";
  return hint(`only this machine reaches ${origin}${open}`, mend);
}

function inTheClear(url: URL): Finding[] {
  if (isLoopback(url.hostname)) return [ownMachine(url)];
  const mend = "set DOMAIN, or put a proxy with HTTPS in front (docs/going-live.md)";
  return [danger(`what people type at ${url.origin} crosses the line in the clear`, mend)];
}

function ofCertificate(socket: TLSSocket, name: string, clock: Clock): Finding[] {
  const certificate = socket.getPeerX509Certificate();
  const renew =
    "with DOMAIN look into the log for “no new certificate”; behind a proxy look at what renews it";
  if (!certificate) return [wrong(`${name} shows no certificate`, renew)];
  const left = certificate.validToDate.getTime() - clock.now();
  const end = certificate.validToDate.toISOString().slice(0, 10);
  if (left <= 0)
    return [danger(`the certificate of ${name} ended on ${end}: browsers turn people away`, renew)];
  if (certificate.validFromDate.getTime() > clock.now()) {
    return [wrong(`the certificate of ${name} begins in the future`, "one of the two clocks is wrong")];
  }
  if (certificate.checkHost(name) === undefined) {
    return [danger(`the certificate is not for ${name}: browsers turn people away`, "get one for this name")];
  }
  if (!socket.authorized) {
    const why = String(socket.authorizationError ?? "unknown");
    return [danger(`no browser believes the certificate of ${name} (${why})`, "get one from Let's Encrypt")];
  }
  return left > SOON ? [] : [wrong(`the certificate of ${name} ends on ${end}`, renew)];
}

function ofLock(socket: TLSSocket): Finding[] {
  const { name = "" } = socket.getEphemeralKeyInfo() as { name?: string };
  const found: Finding[] = [];
  if (socket.getProtocol() !== "TLSv1.3") {
    found.push(wrong(`the line is ${socket.getProtocol()}`, "let the proxy speak TLS 1.3"));
  }
  if (name !== HYBRID) {
    const mend = `let the proxy offer ${HYBRID} first (nginx with OpenSSL 3.5, Caddy from 2.10), or use DOMAIN`;
    found.push(
      hint(`keys are exchanged by ${name || "an old way"}: what is recorded today may be read one day`, mend),
    );
  }
  return found;
}

async function ofOldLocks(url: URL): Promise<Finding[]> {
  const old = await shake(url, { maxVersion: "TLSv1.2" }).catch(() => null);
  if (old === null) return [];
  old.destroy();
  return [
    hint(
      "the line may also be TLS 1.2, which shows who listens the certificate",
      "let the proxy speak TLS 1.3 alone",
    ),
  ];
}

/** Opens a line. @throws Error when there is none within ten seconds */
function shake({ hostname, port }: URL, options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connect(
      {
        host,
        port: Number(port || 443),
        servername: /^[\d.]+$|:/.test(host) ? "" : host,
        rejectUnauthorized: false,
        ...options,
      },
      () => resolve(socket),
    );
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error("no line within ten seconds")));
    socket.on("error", reject);
  });
}
