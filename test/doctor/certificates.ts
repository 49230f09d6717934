// Certificates for tests: an issuer that the tests may believe, and whatever it is asked to sign.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { DAY } from "../../src/clock.ts";

const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export interface Issuer {
  /** Its own certificate, PEM. */
  ca: string;
  /** Signs a certificate for a name, by days from now. */
  sign(name: string, from: number, until: number): Promise<{ key: string; cert: string }>;
}

const newKeys = () => webcrypto.subtle.generateKey(EC, true, ["sign", "verify"]);
const inDays = (days: number) => new Date(Date.now() + days * DAY);

/** Makes an issuer. */
export async function newIssuer(): Promise<Issuer> {
  x509.cryptoProvider.set(webcrypto as never);
  const keys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ name: "CN=Test issuer", keys: keys as never, signingAlgorithm: EC },
    ...{ notBefore: inDays(-400), notAfter: inDays(400) },
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  return {
    ca: ca.toString("pem"),
    sign: async (name, from, until) => {
      const own = await newKeys();
      const made = await x509.X509CertificateGenerator.create({
        ...{ subject: "", issuer: ca.subject, publicKey: own.publicKey as never },
        ...{ signingKey: keys.privateKey as never, signingAlgorithm: EC },
        ...{ notBefore: inDays(from), notAfter: inDays(until) },
        extensions: [new x509.SubjectAlternativeNameExtension([{ type: "dns", value: name }])],
      });
      const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", own.privateKey)).toString("base64");
      const lines = key.replace(/.{64}/g, "$&\n").trim();
      return {
        key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
        cert: made.toString("pem"),
      };
    },
  };
}
