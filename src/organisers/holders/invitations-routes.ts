// Invitations and keys that are passed on, over HTTP: each entry of invitations-api.ts and keys-api.ts with what answers
// it. Promises that an invitation is answered once and lets in once, by whoever made it while they hold keys, and that
// account, vouch, grants and the invitation's end are one transaction.
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import type { Store, Writing } from "../../store/store.ts";
import { sameAddress } from "../../vault/address.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import { KIND, readVouch } from "../../vault/vouch.ts";
import type { Asked, Caller } from "../../web/api.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { accountOf, addAccount, readNetwork, setWrap } from "../store.ts";
import { sealTest, testWord } from "../test-row.ts";
import { appendVouches } from "../vouches.ts";
import { invitationsApi } from "./invitations-api.ts";
import {
  addInvitation,
  answerInvitation,
  dropInvitation,
  dropPastInvitations,
  INVITATION_SECONDS,
  type Invitation,
  invitationById,
  invitationOf,
  MOST_INVITATIONS,
  readInvitations,
} from "./invitations-store.ts";
import { keysApi, type Vouched } from "./keys-api.ts";
import { isTaken, type KeysParts, putGrants, readGranted } from "./keys-store.ts";

export interface InvitationsParts extends KeysParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  /** Told when it changed who can open. */
  onChanged(): Promise<void>;
}

const GONE = "This invitation is used, withdrawn or over.";
const seconds = (clock: Clock) => Math.floor(clock.now() / 1000);

/** The routes, to be mounted under API_PATH. */
export function invitationsRoutes(parts: InvitationsParts): Hono {
  const { store, clock, guard, primitives } = parts;
  const app = new Hono();

  mountCall(app, guard, invitationsApi.invite, async ({ invitation: id, ...made }, caller) => {
    const until = seconds(clock) + INVITATION_SECONDS;
    await store.write(async (tx) => {
      await dropPastInvitations(tx, seconds(clock));
      const open = await readInvitations(tx, seconds(clock));
      if (open.length >= MOST_INVITATIONS) {
        throw new Refusal(409, `${open.length} invitations are open. Withdraw some of them first.`, {
          code: "invitations_many",
          values: { many: open.length },
        });
      }
      const added = await addInvitation(tx, { id, ...made, inviter: caller.id, until });
      if (!added) throw new Refusal(409, "There is this invitation already. Make another one.");
      await guard.deed(tx, caller, made.role === "key_holder" ? "invite-holder" : "invite", null, 1);
    });
    return { until };
  });
  mountCall(app, guard, invitationsApi.invitations, async () => ({
    invitations: (await readInvitations(store.read, seconds(clock))).map(shown),
  }));
  mountCall(app, guard, invitationsApi.withdrawInvitation, async ({ invitation }, caller) => {
    await store.write(async (tx) => {
      if (await dropInvitation(tx, invitation)) await guard.deed(tx, caller, "withdraw-invitation", null, 1);
    });
    store.erased("invitations");
    return {};
  });
  mountCall(app, guard, invitationsApi.invitation, async ({ look }) => {
    const { id: network, name } = await readNetwork(store.read);
    const kept = await invitationOf(store.read, primitives.sha256(look), seconds(clock));
    const invitation = kept && {
      ...{ id: kept.id, role: kept.role, inviter: kept.inviter_name, until: kept.until },
      answered: kept.account !== null,
    };
    return { network, name, invitation };
  });
  mountCall(app, guard, invitationsApi.answerInvitation, async (asked) => ({
    until: await answer(parts, asked),
  }));
  mountCall(app, guard, invitationsApi.letIn, async (asked, caller) => {
    await store.write((tx) => letIn(tx, parts, asked, caller));
    store.erased("invitations");
    await parts.onChanged();
    return {};
  });

  mountCall(app, guard, keysApi.keys, async (_asked, caller) => ({
    keys: await readGranted(store.read, parts, caller.id),
  }));
  mountCall(app, guard, keysApi.ownTest, async (_asked, caller) => {
    const { xwing } = await ownKey(store, caller);
    return sealTest(primitives, parts.network, xwing, testWord(primitives, parts.keys.server, xwing));
  });
  mountCall(app, guard, keysApi.openedTest, async ({ opened }, caller) => {
    const { xwing } = await ownKey(store, caller);
    if (opened !== testWord(primitives, parts.keys.server, xwing)) {
      throw new Refusal(422, "The test row was not opened.");
    }
    await store.write((tx) =>
      tx
        .updateTable("accounts")
        .set({ tested: 1 })
        .where("id", "=", caller.id)
        .where("xwing", "=", xwing)
        .execute(),
    );
    return {};
  });
  return app;
}

function shown({
  id,
  inviter,
  inviter_name: name,
  role,
  label,
  until,
  envelope,
  row,
  ...kept
}: Invitation & {
  inviter_name: string;
}) {
  const { account, xwing, ed25519, mac, name: newcomer, email, organisation } = kept;
  const answer =
    account && xwing && ed25519 && mac
      ? { account, name: newcomer, email, organisation, xwing, ed25519, mac }
      : null;
  return { id, inviter: { id: inviter, name }, role, label, until, envelope, row, answer };
}

function ownKey(store: Store, caller: Caller) {
  return store.read
    .selectFrom("accounts")
    .select("xwing")
    .where("id", "=", caller.id)
    .executeTakeFirstOrThrow();
}

/** Keeps an answer. Whether the address is somebody's already is told to whoever invited alone, when they let in. */
async function answer(
  { store, clock, primitives }: InvitationsParts,
  { look, account, mac }: Asked<typeof invitationsApi.answerInvitation>,
): Promise<number> {
  const email = sameAddress(account.email);
  if (email === null) throw new Refusal(422, "The address is not an e-mail address.", { code: "not_email" });
  if (account.name === "") throw new Refusal(422, "A name is missing.", { code: "name_missing" });
  const until = seconds(clock) + INVITATION_SECONDS;
  await store.write(async (tx) => {
    const hash = primitives.sha256(look);
    const kept = await invitationOf(tx, hash, seconds(clock));
    if (!kept) throw new Refusal(409, GONE, { code: "invitation_over" });
    const keys = account.xwing.length > 0 && account.ed25519.length > 0 && account.wrap.length > 0;
    const none = account.xwing.length + account.ed25519.length + account.wrap.length === 0;
    if (kept.role === "key_holder" ? !keys : !none) {
      throw new Refusal(422, "A key holder sends keys; an organiser sends none.");
    }
    const { id, signIn, ...rest } = account;
    const first = await answerInvitation(tx, hash, {
      ...rest,
      account: id,
      email,
      sign_in: signIn,
      mac,
      until,
    });
    if (!first) throw new Refusal(409, GONE, { code: "invitation_over" });
  });
  return until;
}

async function letIn(
  tx: Writing,
  parts: InvitationsParts,
  { invitation: id, vouched }: Asked<typeof invitationsApi.letIn>,
  caller: Caller,
): Promise<void> {
  const { clock, guard } = parts;
  const kept = await invitationById(tx, id, seconds(clock));
  const { account, salt, sign_in, wrap, xwing, ed25519 } = kept ?? {};
  if (!kept || !account || !salt || !sign_in || !wrap || !xwing || !ed25519)
    throw new Refusal(404, GONE, { code: "invitation_over" });
  if (!bytesEqual(kept.inviter, caller.id))
    throw new Refusal(403, "Whoever invited lets in.", { code: "inviter_lets_in" });
  const { role, name, email, organisation } = kept;
  if ((role === "key_holder") !== (vouched !== null)) {
    throw new Refusal(422, "A key holder is vouched for; an organiser is not.");
  }
  if (await accountOf(tx, email)) {
    throw new Refusal(422, "There is an account with that address already. Withdraw the invitation.", {
      code: "account_there",
    });
  }
  if (await isTaken(tx, account)) throw new Refusal(422, GONE, { code: "invitation_over" });
  await addAccount(tx, {
    ...{ id: account, name, email, organisation, role, salt, sign_in, wrap, xwing, ed25519 },
    ...{ tested: 0, made_day: clock.day(), mailed_day: null },
  });
  if (vouched) await keepVouched(tx, parts, caller, { id: account, xwing, ed25519 }, vouched);
  await dropInvitation(tx, id);
  await guard.deed(tx, caller, role === "key_holder" ? "let-in-holder" : "let-in", null, 1, account);
}

/**
 * Keeps the vouch for a holder's keys, what was passed on to them, and the voucher's wrap.
 * @throws Refusal when the vouch is not for these keys by whoever sends it, or does not extend the chain
 */
export async function keepVouched(
  tx: Writing,
  parts: KeysParts,
  caller: Caller,
  holder: { id: Uint8Array; xwing: Uint8Array; ed25519: Uint8Array },
  { record, grants, wrap }: Vouched,
): Promise<void> {
  const { id, xwing, ed25519 } = holder;
  const vouch = readVouch(record);
  const itself =
    vouch?.kind === KIND.holder && bytesEqual(vouch.subject, id) && bytesEqual(vouch.signer, caller.id);
  if (!itself) throw new Refusal(422, "The vouch is not for these keys, by whoever sends it.");
  await appendVouches(tx, parts.primitives, parts.network, [{ record, xwing, ed25519 }]);
  await putGrants(tx, parts, caller.id, id, grants);
  await keepWrap(tx, caller, wrap);
}

/** Keeps the wrap of whoever added to the chain. @throws Refusal when it is not an account's or not the envelope's */
export async function keepWrap(tx: Writing, caller: Caller, wrap: Uint8Array): Promise<void> {
  if ((caller.kind === "account") !== wrap.length > 0) {
    throw new Refusal(422, "A key holder has a wrap; the envelope has none.");
  }
  if (caller.kind === "account") await setWrap(tx, caller.id, wrap);
}

/** Drops what is over; once an hour. */
export async function endInvitations({
  store,
  clock,
}: Pick<InvitationsParts, "store" | "clock">): Promise<void> {
  if ((await store.write((tx) => dropPastInvitations(tx, seconds(clock)))) > 0) store.erased("invitations");
}
