// The envelope over HTTP: each entry of envelope-api.ts with what answers it. Promises that a new envelope is vouched for,
// opened a test row, has everything that its maker can open, and that no other opens anything from then on.
import { Hono } from "hono";
import type * as z from "zod";
import type { Clock } from "../../clock.ts";
import type { Store, Writing } from "../../store/store.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import { type Chain, KIND, readVouch, type VouchWithKeys } from "../../vault/vouch.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { addSheet } from "../store.ts";
import { sealTest, testWord } from "../test-row.ts";
import { appendVouches } from "../vouches.ts";
import { envelopeApi, type NewEnvelope } from "./envelope-api.ts";
import { keepWrap } from "./invitations-routes.ts";
import { dropGrants, type KeysParts, putGrants } from "./keys-store.ts";

export interface EnvelopeParts extends KeysParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  /** Told when it changed who can open. */
  onChanged(): Promise<void>;
}

type Sent = z.output<typeof NewEnvelope>;

/** The routes, to be mounted under API_PATH. */
export function envelopeRoutes(parts: EnvelopeParts): Hono {
  const { store, guard, primitives, keys, network } = parts;
  const app = new Hono();
  mountCall(app, guard, envelopeApi.envelopeTest, async ({ xwing }) =>
    sealTest(primitives, network, xwing, testWord(primitives, keys.server, xwing)).catch(() => {
      throw new Refusal(422, "What was sent is not a public key.");
    }),
  );
  mountCall(app, guard, envelopeApi.newEnvelope, async ({ envelope, records, wrap }, caller) => {
    await store.write(async (tx) => {
      const chain = await appendVouches(tx, primitives, network, envelopeVouches(envelope, records));
      await putEnvelope(tx, parts, caller.id, envelope, chain);
      await keepWrap(tx, caller, wrap);
      await guard.deed(tx, caller, "new-envelope", null, 1);
    });
    // What the old envelope opened.
    store.erased("rows");
    await parts.onChanged();
    return {};
  });
  return app;
}

/**
 * The records of a new envelope with the keys that they name.
 * @throws Refusal when they are not its vouch and then removals
 */
export function envelopeVouches(envelope: Sent, records: readonly Uint8Array[]): VouchWithKeys[] {
  return records.map((record, at) => {
    const vouch = readVouch(record);
    const fits =
      at === 0
        ? vouch?.kind === KIND.sheet && bytesEqual(vouch.subject, envelope.id)
        : vouch?.kind === KIND.removal;
    if (!fits)
      throw new Refusal(422, "The vouches have to be the new envelope's, then the removal of the old one.");
    const { xwing, ed25519 } = envelope;
    return at === 0 ? { record, xwing, ed25519 } : { record, xwing: null, ed25519: null };
  });
}

/**
 * Puts an envelope in the place of the one before, whose sessions and grants go.
 * @param by whose keys are passed on to it
 * @param chain with its vouch
 * @throws Refusal when its test row was not opened, or another one stands in the chain too
 */
export async function putEnvelope(
  tx: Writing,
  parts: KeysParts,
  by: Uint8Array,
  { id, xwing, ed25519, opened, grants }: Sent,
  chain: Chain,
): Promise<void> {
  const { primitives, keys } = parts;
  if (opened !== testWord(primitives, keys.server, xwing)) {
    throw new Refusal(422, "The test row was not opened.");
  }
  if (chain.sheets.size !== 1 || !chain.sheet || !bytesEqual(chain.sheet.id, id)) {
    throw new Refusal(422, "The new envelope has to be the only one that stands.", {
      code: "envelope_meanwhile",
    });
  }
  await putGrants(tx, parts, by, id, grants);
  await dropEnvelopes(tx, id);
  await addSheet(tx, { id, xwing, ed25519 });
}

/** Takes from every envelope but one what it could open here, and its sessions. @param but the one that stays */
export async function dropEnvelopes(tx: Writing, but: Uint8Array | null): Promise<void> {
  const standing = await tx.selectFrom("sheets").select("id").where("retired", "=", 0).execute();
  for (const { id } of standing) {
    if (but && bytesEqual(id, but)) continue;
    await dropGrants(tx, id);
    await tx.deleteFrom("sessions").where("who", "=", id).execute();
    await tx.updateTable("sheets").set({ retired: 1 }).where("id", "=", id).execute();
  }
}
