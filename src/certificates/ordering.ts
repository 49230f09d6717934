// Ordering a certificate from an issuer that speaks ACME (RFC 8555), shown by HTTP-01 that the name is ours. The
// library is loaded only when something is ordered: that is once in two months.
import { type Certificate, readCertificate } from "./certificate.ts";
import type { KeptCertificates } from "./kept.ts";
import type { Challenges } from "./port-80.ts";

/** Looked at the issuer's progress after so long, then twice as long, up to the longest, so many times. */
const LOOKS = { backoffMin: 1_000, backoffMax: 15_000, backoffAttempts: 10 };

const REACHED_AFTER = 20_000;

export interface Order {
  domain: string;
  /** The issuer's directory. */
  directory: string;
  kept: KeptCertificates;
  /** What port 80 answers with. */
  challenges: Challenges;
}

/**
 * Orders a certificate with a key of its own. The account at the issuer has a key and nothing else: no address.
 * @returns the certificate
 * @throws Error in the issuer's words, or saying that it cannot be reached
 */
export async function orderCertificate({ domain, directory, kept, challenges }: Order): Promise<Certificate> {
  await reach(directory);
  const { Client, axios, crypto } = await import("acme-client");
  // One try each: whoever orders decides when the next one is.
  Object.assign(axios.defaults, { acmeSettings: { retryMaxAttempts: 0 } });
  const accountKey = kept.account() ?? (await crypto.createPrivateEcdsaKey("P-256")).toString();
  kept.setAccount(accountKey);
  const client = new Client({ directoryUrl: directory, accountKey, ...LOOKS });
  const [key, csr] = await crypto.createCsr(
    { altNames: [domain] },
    await crypto.createPrivateEcdsaKey("P-256"),
  );
  const chain = await client.auto({
    csr,
    termsOfServiceAgreed: true,
    challengePriority: ["http-01"],
    // From inside, one's own name often leads nowhere; the issuer asks from outside.
    skipChallengeVerification: true,
    challengeCreateFn: async (_, challenge, answer) => {
      challenges.set(challenge.token, answer);
    },
    challengeRemoveFn: async (_, challenge) => {
      challenges.delete(challenge.token);
    },
  });
  const certificate = readCertificate(key.toString(), chain, domain);
  if (!certificate) throw new Error(`the issuer sent something else than a certificate for ${domain}`);
  return certificate;
}

/** The library has no words for an issuer that cannot be reached, which is what a new machine meets most. */
async function reach(directory: string): Promise<void> {
  try {
    const answer = await fetch(directory, { signal: AbortSignal.timeout(REACHED_AFTER) });
    await answer.body?.cancel();
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    throw new Error(`${new URL(directory).host} cannot be reached (${cause?.code ?? name})`);
  }
}
