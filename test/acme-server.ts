// A small issuer of certificates for tests (RFC 8555). It believes nothing: it checks every signature, nonce and
// address, looks at the challenge over HTTP itself, reads the certificate request, and signs a real certificate with a
// CA of its own. What an issuer can do wrong it does when it is told to.
import "reflect-metadata";
import { createHash, createPublicKey, randomBytes, verify, webcrypto } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as x509 from "@peculiar/x509";
import { DAY } from "../src/clock.ts";

const SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export interface AcmeServer {
  /** The directory's address. */
  directory: string;
  /** The certificate of its CA, PEM. */
  ca: string;
  /** Every certificate that it made, as the name it is for. */
  issued: string[];
  accounts: number;
  /** Each time it looked at a challenge: the address and what came back. */
  looks: { url: string; status: number; body: string }[];
  /** For how many days the next certificates are good, and when they begin. */
  days: number;
  from(): number;
  /** Refuses every order with these words; null refuses none. */
  refusal: string | null;
  stop(): Promise<void>;
}

interface Jws {
  protected: string;
  payload: string;
  signature: string;
}
interface Head {
  alg: string;
  nonce: string;
  url: string;
  jwk?: JsonWebKey & { crv: string; x: string; y: string };
  kid?: string;
}

/** What is answered instead of a thing: RFC 7807. */
class Problem extends Error {
  readonly status: number;
  readonly type: string;
  constructor(status: number, type: string, detail: string) {
    super(detail);
    this.status = status;
    this.type = type;
  }
}

interface Order {
  status: "pending" | "ready" | "valid" | "invalid";
  account: string;
  domain: string;
  token: string;
  chain: string | null;
  problem: object | null;
}

/** The names that a request asks for. */
function namesIn(asked: x509.Pkcs10CertificateRequest) {
  const found = asked.getExtension(SUBJECT_ALTERNATIVE_NAME);
  return found ? new x509.SubjectAlternativeNameExtension(found.rawData).names.toJSON() : [];
}

/**
 * Starts one.
 * @param httpPort where every name's port 80 is, on this machine
 */
export async function startAcme(httpPort: number): Promise<AcmeServer> {
  x509.cryptoProvider.set(webcrypto as never);
  const caKeys = await webcrypto.subtle.generateKey(EC, true, ["sign", "verify"]);
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Test issuer",
    keys: caKeys as never,
    signingAlgorithm: EC,
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 3_650 * DAY),
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const nonces = new Set<string>();
  const accounts = new Map<string, Required<Head>["jwk"]>();
  const orders = new Map<string, Order>();
  let base = "";

  const nonce = () => {
    const fresh = randomBytes(16).toString("base64url");
    nonces.add(fresh);
    return fresh;
  };
  const thumbprint = ({ crv, kty, x, y }: Required<Head>["jwk"]) =>
    createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");

  /** @returns who signed, by their account's address, and what they said. @throws Problem */
  const read = (request: IncomingMessage, jws: Jws) => {
    const head = JSON.parse(Buffer.from(jws.protected, "base64url").toString()) as Head;
    const isNew = request.url === "/new-account";
    if (request.headers["content-type"] !== "application/jose+json") {
      throw new Problem(415, "malformed", "not application/jose+json");
    }
    if (head.alg !== "ES256") throw new Problem(400, "badSignatureAlgorithm", head.alg);
    if (!nonces.delete(head.nonce)) throw new Problem(400, "badNonce", "no nonce of mine");
    if (head.url !== base + request.url) throw new Problem(401, "unauthorized", "another url was signed");
    if ((head.jwk === undefined) !== (head.kid !== undefined) || isNew !== (head.jwk !== undefined)) {
      throw new Problem(400, "malformed", "jwk for a new account, kid for everything else");
    }
    const jwk = head.jwk ?? accounts.get(head.kid ?? "");
    if (!jwk) throw new Problem(400, "accountDoesNotExist", "no such account");
    const key = createPublicKey({ key: jwk, format: "jwk" });
    const signed = Buffer.from(`${jws.protected}.${jws.payload}`);
    const signature = Buffer.from(jws.signature, "base64url");
    if (!verify("sha256", signed, { key, dsaEncoding: "ieee-p1363" }, signature)) {
      throw new Problem(400, "malformed", "the signature is wrong");
    }
    const payload = jws.payload === "" ? null : JSON.parse(Buffer.from(jws.payload, "base64url").toString());
    return { jwk, account: head.kid ?? "", payload };
  };

  const orderOf = (id: string, account: string): Order => {
    const order = orders.get(id);
    if (!order || order.account !== account) throw new Problem(404, "malformed", "no such order of yours");
    return order;
  };
  const showOrder = (id: string, { status, domain, chain, problem }: Order) => ({
    status,
    identifiers: [{ type: "dns", value: domain }],
    authorizations: [`${base}/authorization/${id}`],
    finalize: `${base}/finalize/${id}`,
    ...(chain && { certificate: `${base}/certificate/${id}` }),
    ...(problem && { error: problem }),
  });
  const showChallenge = (id: string, { status, token, problem }: Order) => ({
    type: "http-01",
    url: `${base}/challenge/${id}`,
    token,
    status: status === "ready" ? "valid" : status,
    ...(problem && { error: problem }),
  });

  /** Looks whether the name leads to whoever has the account's key (8.3). */
  const look = async (order: Order, jwk: Required<Head>["jwk"]) => {
    const path = `/.well-known/acme-challenge/${order.token}`;
    const answer = await fetch(`http://127.0.0.1:${httpPort}${path}`, { headers: { host: order.domain } })
      .then(async (found) => ({ status: found.status, body: (await found.text()).trimEnd() }))
      .catch((error: Error) => ({ status: 0, body: error.message }));
    acme.looks.push({ url: `http://${order.domain}${path}`, ...answer });
    const good = answer.status === 200 && answer.body === `${order.token}.${thumbprint(jwk)}`;
    order.status = good ? "ready" : "invalid";
    if (!good) {
      const detail = `${order.domain} answered ${answer.status}`;
      order.problem = { type: "urn:ietf:params:acme:error:unauthorized", detail, status: 403 };
    }
  };

  const sign = async (order: Order, csr: string) => {
    const asked = new x509.Pkcs10CertificateRequest(Buffer.from(csr, "base64url"));
    const names = namesIn(asked);
    const fits = names.length === 1 && names[0]?.type === "dns" && names[0].value === order.domain;
    if (!fits || !(await asked.verify())) throw new Problem(400, "badCSR", "not what was ordered");
    const from = acme.from();
    const made = await x509.X509CertificateGenerator.create({
      subject: "",
      issuer: ca.subject,
      publicKey: asked.publicKey,
      signingKey: caKeys.privateKey as never,
      signingAlgorithm: EC,
      notBefore: new Date(from),
      notAfter: new Date(from + acme.days * DAY),
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: "dns", value: order.domain }])],
    });
    acme.issued.push(order.domain);
    return `${made.toString("pem")}\n${ca.toString("pem")}\n`;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse, jws: Jws) => {
    const [, what = "", id = ""] = request.url?.split("/") ?? [];
    const { jwk, account, payload } = read(request, jws);
    const json = (status: number, body: object, location?: string) => {
      if (location) response.setHeader("location", location);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (what === "new-account") {
      if (payload.termsOfServiceAgreed !== true) throw new Problem(403, "userActionRequired", "the terms");
      const url = `${base}/account/${thumbprint(jwk)}`;
      const status = accounts.has(url) ? 200 : 201;
      accounts.set(url, jwk);
      acme.accounts = accounts.size;
      return json(status, { status: "valid" }, url);
    }
    if (what === "account" && account === base + request.url) return json(200, { status: "valid" });
    if (what === "new-order") {
      if (acme.refusal !== null) throw new Problem(429, "rateLimited", acme.refusal);
      const token = randomBytes(16).toString("base64url");
      const domain = payload.identifiers[0].value as string;
      orders.set(token, { status: "pending", account, domain, token, chain: null, problem: null });
      return json(201, showOrder(token, orderOf(token, account)), `${base}/order/${token}`);
    }
    const order = orderOf(id, account);
    if (what === "order") return json(200, showOrder(id, order));
    if (what === "authorization") {
      const status = order.status === "ready" ? "valid" : order.status;
      const identifier = { type: "dns", value: order.domain };
      return json(200, { status, identifier, challenges: [showChallenge(id, order)] });
    }
    if (what === "challenge") {
      if (payload !== null && order.status === "pending") await look(order, jwk);
      return json(200, showChallenge(id, order));
    }
    if (what === "finalize") {
      if (order.status !== "ready") throw new Problem(403, "orderNotReady", order.status);
      order.chain = await sign(order, payload.csr);
      order.status = "valid";
      return json(200, showOrder(id, order));
    }
    if (what === "certificate" && order.chain) {
      response.writeHead(200, { "content-type": "application/pem-certificate-chain" }).end(order.chain);
      return;
    }
    throw new Problem(404, "malformed", "there is no such thing");
  };

  const server = createServer((request, response) => {
    response.setHeader("replay-nonce", nonce());
    if (request.url === "/directory") {
      const names = { newNonce: "new-nonce", newAccount: "new-account", newOrder: "new-order" };
      const urls = Object.fromEntries(Object.entries(names).map(([name, path]) => [name, `${base}/${path}`]));
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(urls));
      return;
    }
    if (request.url === "/new-nonce") {
      response.writeHead(request.method === "HEAD" ? 200 : 204, { "cache-control": "no-store" }).end();
      return;
    }
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      Promise.resolve()
        .then(() => answer(request, response, JSON.parse(Buffer.concat(parts).toString()) as Jws))
        .catch((error: Error) => {
          const { status = 500, type = "serverInternal" } = error as Partial<Problem>;
          const problem = { type: `urn:ietf:params:acme:error:${type}`, detail: error.message, status };
          response.writeHead(status, { "content-type": "application/problem+json" });
          response.end(JSON.stringify(problem));
        });
    });
  });
  const acme: AcmeServer = {
    directory: "",
    ca: ca.toString("pem"),
    issued: [],
    accounts: 0,
    looks: [],
    days: 90,
    from: () => Date.now() - 60_000,
    refusal: null,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  acme.directory = `${base}/directory`;
  return acme;
}
