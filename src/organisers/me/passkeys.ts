// Passkeys sign an organiser in without opening anything (W3C Web Authentication Level 3). Promises that a
// challenge is used once, that one answer is given to every passkey that does not sign in, and that a device which
// counts backwards is refused. The library is loaded when the first passkey is used: few servers ever need it.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { Clock } from "../../clock.ts";
import type { Store } from "../../store/store.ts";
import { base64url, readBase64url } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { Refusal } from "../../web/mounting.ts";
import type { Challenges } from "../sign-in.ts";
import { readAccount, readNetwork } from "../store.ts";
import { addPasskey, countPasskey, passkeyOf, readPasskeys } from "./store.ts";

/** A passkey's JSON as the browser made it; the library checks what is in it. */
export type PasskeyJson = Record<string, unknown>;

export interface PasskeyParts {
  store: Store;
  clock: Clock;
  primitives: Primitives;
  challenges: Challenges;
  /** Scheme and host under which the network is reached. */
  origin: string;
}

const MOST = 10;
const FAILED = "This passkey does not sign anybody in here.";

const library = () => import("@simplewebauthn/server");
const hostOf = (origin: string) => new URL(origin).hostname;

/** What a device is asked to make a passkey with. @returns WebAuthn's creation options */
export async function makingOptions(parts: PasskeyParts, account: Uint8Array): Promise<PasskeyJson> {
  const { generateRegistrationOptions } = await library();
  const { store, challenges, origin } = parts;
  const [owner, network, known] = [
    await readAccount(store.read, account),
    await readNetwork(store.read),
    await readPasskeys(store.read, account),
  ];
  const options = await generateRegistrationOptions({
    rpName: network.name,
    rpID: hostOf(origin),
    userID: new Uint8Array(account),
    userName: owner.email,
    userDisplayName: owner.name,
    challenge: new Uint8Array(challenges.make()),
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
    excludeCredentials: known.map(({ id }) => ({ id: base64url(id) })),
  });
  return { ...options };
}

/**
 * Keeps a passkey that a device made.
 * @param name what its owner calls it
 * @throws Refusal 422 when it is not an answer to a challenge of ours, 409 when there are too many
 */
export async function keepPasskey(
  parts: PasskeyParts,
  account: Uint8Array,
  name: string,
  response: PasskeyJson,
): Promise<void> {
  const { verifyRegistrationResponse } = await library();
  const { store, clock, origin } = parts;
  const made = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: useOf(parts),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: false,
  }).catch(() => null);
  if (!made?.verified)
    throw new Refusal(422, "The device's answer does not fit. Try again.", { code: "passkey_answer" });
  const { credential } = made.registrationInfo;
  const id = readBase64url(credential.id);
  if (!id) throw new Refusal(422, "The device's answer does not fit. Try again.", { code: "passkey_answer" });
  await store.write(async (tx) => {
    if ((await readPasskeys(tx, account)).length >= MOST) {
      throw new Refusal(409, `There are ${MOST} passkeys already. Take one away first.`, {
        code: "passkeys_many",
        values: { most: MOST },
      });
    }
    await addPasskey(tx, {
      id,
      account,
      name,
      public_key: credential.publicKey,
      counter: credential.counter,
      made_day: clock.day(),
    });
  });
}

/** What a device is asked to sign in with. @returns WebAuthn's request options, the same for everybody */
export async function signingInOptions({ challenges, origin }: PasskeyParts): Promise<PasskeyJson> {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    challenge: new Uint8Array(challenges.make()),
    userVerification: "preferred",
  });
  return { ...options };
}

/**
 * Finds whose passkey answered.
 * @returns the account
 * @throws Refusal 401, the same for every reason
 */
export async function whoseAnswer(parts: PasskeyParts, response: PasskeyJson): Promise<Uint8Array> {
  const { verifyAuthenticationResponse } = await library();
  const { store, origin } = parts;
  const id = typeof response.id === "string" ? readBase64url(response.id) : null;
  const passkey = id && (await passkeyOf(store.read, id));
  if (!passkey) throw new Refusal(401, FAILED, { code: "passkey_unknown" });
  const checked = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: useOf(parts),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: false,
    credential: {
      id: base64url(passkey.id),
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
    },
  }).catch(() => null);
  if (!checked?.verified) throw new Refusal(401, FAILED, { code: "passkey_unknown" });
  await store.write((tx) => countPasskey(tx, passkey.id, checked.authenticationInfo.newCounter));
  return passkey.account;
}

/** A challenge is ours, young, and used now for the first time. */
function useOf({ challenges }: PasskeyParts): (challenge: string) => boolean {
  return (challenge) => {
    const bytes = readBase64url(challenge);
    return bytes !== null && challenges.use(bytes);
  };
}
