// How the line to a visitor is locked. TLS 1.3 alone: every browser on the floor has it (Chromium from 70, Firefox
// from 63, Safari from 12.1, which every iPhone and iPad with iOS 12 can have); 1.2 would show the certificate to
// whoever listens and has no exchange of keys that holds against a machine of the future.
import type { TlsOptions } from "node:tls";
import type { Certificate } from "./certificate.ts";

/**
 * Before the slash goes what is taken whenever the other side knows it at all, even where that costs a second round:
 * first the hybrid that holds against a machine of the future, then X25519; P-256 is for devices of offices that may
 * use nothing else.
 */
const KEY_EXCHANGE = "X25519MLKEM768/X25519/P-256";
const HANDSHAKE = 10_000;

/** What a server is opened with; without a certificate it answers nobody. */
export function lineOptions(certificate: Certificate | null): TlsOptions {
  return {
    minVersion: "TLSv1.3",
    ecdhCurve: KEY_EXCHANGE,
    handshakeTimeout: HANDSHAKE,
    ALPNProtocols: ["http/1.1"],
    ...(certificate && { key: certificate.key, cert: certificate.chain }),
  };
}
