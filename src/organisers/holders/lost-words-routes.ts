// Lost words, and coming in by the envelope, over HTTP: each entry of lost-words-api.ts with what answers it. Promises that
// whoever asks learns nothing about an address, that old words go on working until a key holder vouched for the new keys,
// and that then every old session and passkey of the account ends.
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import type { Store, Writing } from "../../store/store.ts";
import { sameAddress } from "../../vault/address.ts";
import { bytesEqual, concat, utf8 } from "../../vault/bytes.ts";
import { KIND, readVouch } from "../../vault/vouch.ts";
import type { Asked, Caller } from "../../web/api.ts";
import type { Limits } from "../../web/limits.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { lookedUp, tooMany } from "../sign-in.ts";
import { accountOf, addAccount } from "../store.ts";
import { appendVouches, readVouches } from "../vouches.ts";
import { envelopeVouches, putEnvelope } from "./envelope-routes.ts";
import { keepVouched } from "./invitations-routes.ts";
import { isTaken, type KeysParts, putGrants } from "./keys-store.ts";
import { lostWordsApi } from "./lost-words-api.ts";
import { lostWordsSigned } from "./lost-words-label.ts";
import {
  dropPastRequests,
  endEverySession,
  endRequests,
  keepRequest,
  putWords,
  REQUEST_SECONDS,
  readRequests,
  wasLetIn,
} from "./lost-words-store.ts";

export interface LostWordsParts extends KeysParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  limits: Pick<Limits, "signIn" | "signInFailed">;
  /** Where a request comes from, as the limits count it. */
  addressOf(request: Request, env: unknown): string;
  /** Told when it changed who can open. */
  onChanged(): Promise<void>;
}

const NOBODY = utf8("undersigned nobody's account v1");
const NONE = new Uint8Array();
const seconds = (clock: Clock) => Math.floor(clock.now() / 1000);

/** The routes, to be mounted under API_PATH. */
export function lostWordsRoutes(parts: LostWordsParts): Hono {
  const { store, clock, guard, network } = parts;
  const app = new Hono();

  mountCall(app, guard, lostWordsApi.lostWords, async ({ address }) => ({
    network,
    account: await accountFor(parts, address),
    root: await rootOf(parts),
  }));
  mountCall(app, guard, lostWordsApi.askBack, async (asked, _caller, c) => {
    const until = await askBack(parts, asked, parts.addressOf(c.req.raw, c.env));
    return { until };
  });
  mountCall(app, guard, lostWordsApi.isBack, async ({ request }) => ({
    back: await wasLetIn(store.read, request),
  }));
  mountCall(app, guard, lostWordsApi.lost, async () => ({
    requests: (await readRequests(store.read, seconds(clock))).map(
      ({ id: request, sign_in: signIn, wrap: _, done: __, ...rest }) => ({ request, signIn, ...rest }),
    ),
  }));
  mountCall(app, guard, lostWordsApi.letBackIn, async (asked, caller) => {
    await store.write((tx) => letBackIn(tx, parts, asked, caller));
    for (const what of ["accounts", "invitations", "renewals"] as const) store.erased(what);
    await parts.onChanged();
    return {};
  });
  mountCall(app, guard, lostWordsApi.enter, async (asked, caller) => {
    await store.write((tx) => enter(tx, parts, asked, caller));
    for (const what of ["accounts", "invitations", "renewals"] as const) store.erased(what);
    await parts.onChanged();
    return {};
  });
  return app;
}

/** @returns the account of an address; for one that nobody has, an id that looks alike and stays the same */
async function accountFor({ store, primitives, keys }: LostWordsParts, address: string): Promise<Uint8Array> {
  const email = lookedUp(address);
  const nobody = primitives.hmac(keys.server, concat(NOBODY, utf8(email))).slice(0, 16);
  return (await accountOf(store.read, email))?.id ?? nobody;
}

async function rootOf({ store, primitives }: LostWordsParts): Promise<Uint8Array> {
  const [first] = await readVouches(store.read);
  if (!first) throw new Refusal(409, "This network has no key holder yet.", { code: "no_holder_yet" });
  return primitives.sha256(first.record);
}

/** Every request counts as a failed try, for that address and from there: a flood slows down, a person does not. */
async function askBack(
  parts: LostWordsParts,
  asked: Asked<typeof lostWordsApi.askBack>,
  from: string,
): Promise<number> {
  const { store, clock, limits, primitives, network } = parts;
  const { request, address, signIn, signature, ...sent } = asked;
  const counted = `lost words ${lookedUp(address)}`;
  const may = limits.signIn(counted, from);
  if (may !== "ok") throw tooMany(may);
  limits.signInFailed(counted, from);
  const account = await accountFor(parts, address);
  const said = { network, account, root: await rootOf(parts), salt: sent.salt, signIn };
  if (!primitives.verify(sent.ed25519, lostWordsSigned(said), signature)) {
    throw new Refusal(422, "What was signed is not what was sent.");
  }
  const until = seconds(clock) + REQUEST_SECONDS;
  const kept = { id: request, account, ...sent, sign_in: signIn, signature, until };
  await store.write((tx) => keepRequest(tx, kept, seconds(clock)));
  return until;
}

async function letBackIn(
  tx: Writing,
  parts: LostWordsParts,
  { request, vouched }: Asked<typeof lostWordsApi.letBackIn>,
  caller: Caller,
): Promise<void> {
  const waiting = await readRequests(tx, seconds(parts.clock));
  const found = waiting.find(({ id }) => bytesEqual(id, request));
  if (!found)
    throw new Refusal(404, "This request is over, or somebody was let back in with another one.", {
      code: "request_over",
    });
  const { account, role, salt, sign_in, wrap, xwing, ed25519 } = found;
  if (bytesEqual(account, caller.id))
    throw new Refusal(403, "Another key holder has to let you back in.", { code: "not_oneself_back" });
  if ((role === "key_holder") !== (vouched !== null)) {
    throw new Refusal(422, "A key holder is vouched for; an organiser is not.");
  }
  const none = { wrap: NONE, xwing: NONE, ed25519: NONE };
  await putWords(tx, account, { salt, sign_in, ...(vouched ? { wrap, xwing, ed25519 } : none) });
  if (vouched) await keepVouched(tx, parts, caller, { id: account, xwing, ed25519 }, vouched);
  await endEverySession(tx, account);
  await endRequests(tx, account, request);
  await parts.guard.deed(tx, caller, "let-back-in", null, 1, account);
}

async function enter(
  tx: Writing,
  parts: LostWordsParts,
  { account, record, records, grants, envelope }: Asked<typeof lostWordsApi.enter>,
  caller: Caller,
): Promise<void> {
  const { primitives, network, guard } = parts;
  if (caller.kind !== "sheet") throw new Refusal(403, "This is for the envelope.");
  const vouch = readVouch(record);
  const itself =
    vouch?.kind === KIND.holder &&
    bytesEqual(vouch.subject, account.id) &&
    bytesEqual(vouch.signer, caller.id);
  if (!itself) throw new Refusal(422, "The vouch is not for these keys, by the envelope.");
  const { xwing, ed25519 } = account;
  const added = [{ record, xwing, ed25519 }, ...envelopeVouches(envelope, records)];
  const chain = await appendVouches(tx, primitives, network, added);
  await putEntered(tx, parts, account);
  await putGrants(tx, parts, caller.id, account.id, grants);
  await putEnvelope(tx, parts, caller.id, envelope, chain);
  await guard.deed(tx, { kind: "account", id: account.id, role: "key_holder" }, "enter", null, 1);
}

/** The account of whoever came in by the envelope: new keys of one that there is, or a new one. */
async function putEntered(
  tx: Writing,
  { clock }: LostWordsParts,
  account: Asked<typeof lostWordsApi.enter>["account"],
): Promise<void> {
  const email = sameAddress(account.email);
  if (email === null) throw new Refusal(422, "The address is not an e-mail address.", { code: "not_email" });
  const { id, name, organisation, salt, wrap, xwing, ed25519 } = account;
  const put = { salt, wrap, xwing, ed25519, sign_in: account.signIn };
  const known = await accountOf(tx, email);
  if (known) {
    if (!bytesEqual(known.id, id))
      throw new Refusal(422, "That address has another account.", { code: "address_other_account" });
    await putWords(tx, id, put);
    await tx.updateTable("accounts").set({ role: "key_holder" }).where("id", "=", id).execute();
    await endEverySession(tx, id);
    await endRequests(tx, id, null);
    return;
  }
  if (name.trim() === "") throw new Refusal(422, "A name is missing.", { code: "name_missing" });
  if (await isTaken(tx, id)) throw new Refusal(422, "That id is somebody's already.");
  const made = { id, name: name.trim(), email, organisation, role: "key_holder" as const };
  await addAccount(tx, { ...made, ...put, tested: 0, made_day: clock.day(), mailed_day: null });
}

/** Drops what is over; once an hour. */
export async function endLostWords({ store, clock }: Pick<LostWordsParts, "store" | "clock">): Promise<void> {
  if ((await store.write((tx) => dropPastRequests(tx, seconds(clock)))) > 0) store.erased("renewals");
}
