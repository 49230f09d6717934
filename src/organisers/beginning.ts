// The first run, at the first holder's own device: makes words, keys, the envelope and the
// first two vouches. The words are drawn and kept by whoever keeps them (`keep`) and read back before anything is
// sent: that is "typed back". Pure but for what the client sends; the same in browsers.
import { makeWrap } from "../vault/grant.ts";
import type { Primitives } from "../vault/primitives.ts";
import { KIND, makeVouch, readChain, type VouchWithKeys } from "../vault/vouch.ts";
import { ACCOUNT_WORDS, accountKeys, drawWords, SHEET_WORDS, stretch } from "../vault/words.ts";
import type { Asked } from "../web/api.ts";
import { organiserApi } from "./api.ts";
import { type Client, NoAnswer } from "./client.ts";
import { drawKeys, envelopeKeys, type NewKeys } from "./holders/new-keys.ts";
import { openTest } from "./test-row.ts";

/** Who begins. */
export interface Beginning {
  /** The 16 bytes of the set-up link. */
  secret: Uint8Array;
  network: string;
  timezone: string;
  name: string;
  email: string;
  organisation: string;
}

/** What only words can open again. */
export interface NewWords {
  words: string;
  envelope: string;
}

/** The words that were kept. Without an envelope nobody can help who loses theirs until a second key holder is there. */
export interface KeptWords {
  words: string;
  /** null for who wants a second key holder first. */
  envelope: string | null;
}

/** Draws words for the first holder and the envelope, as often as somebody wants other ones. */
export type DrawNewWords = () => NewWords;

/** The first run came to a halt before anything was made. */
export class NotBegun extends Error {}

/** The last answer did not come: the network may have begun. */
export class MaybeBegun extends Error {}

/**
 * Takes the secret out of a set-up link.
 * @returns the network's address and the secret, or null when it is no set-up link
 */
export function readSetUpLink(link: string): { url: string; secret: Uint8Array } | null {
  const at = link.indexOf("/desk/start#");
  const url = link.slice(0, Math.max(at, 0));
  if (at < 0 || !URL.canParse(url)) return null;
  try {
    const secret = Uint8Array.fromBase64(link.slice(at).replace("/desk/start#", ""), {
      alphabet: "base64url",
    });
    return secret.length === 16 ? { url, secret } : null;
  } catch {
    return null;
  }
}

/**
 * Makes the first key holder and, unless they want a second key holder first, the envelope.
 * @param p primitives
 * @param client a client of the network
 * @param beginning who begins
 * @param keep draws words, keeps them where they last and gives them once they were read back from there; asked again
 *   after MaybeBegun it gives the same ones
 * @throws what `keep` throws, ApiRefused when the network says no, NotBegun when it has begun already or a test row
 *   did not open, MaybeBegun when the last answer did not come
 */
export async function beginNetwork(
  p: Primitives,
  client: Client,
  beginning: Beginning,
  keep: (draw: DrawNewWords) => Promise<KeptWords>,
): Promise<void> {
  const { network, begun } = await client.send(organiserApi.network, {});
  if (begun) throw new NotBegun("This network has a key holder already; its set-up link is used up.");
  const kept = await keep(() => ({
    words: drawWords(p, ACCOUNT_WORDS),
    envelope: drawWords(p, SHEET_WORDS),
  }));
  const { secret, name, email, organisation, timezone } = beginning;
  const salt = p.random(16);
  const keys = accountKeys(p, await stretch(p, kept.words, salt));
  const holder = await drawKeys(p);
  const sheet = kept.envelope === null ? null : await envelopeKeys(p, network, kept.envelope);

  const vouches = firstVouches(p, network, holder, sheet);
  const read = readChain(p, network, vouches);
  if (!read.ok) throw new Error(`the first vouches do not hold: ${read.why}`);
  const wrap = await makeWrap(p, keys.wrap, network, holder.id, { ...holder, ...read.chain });

  const tests = await client.send(organiserApi.beginTest, {
    ...{ secret, holder: holder.xwing, sheet: sheet?.xwing ?? null },
  });
  const opened = await openTest(p, network, holder.xwingSeed, tests.holder);
  const openedSheet = sheet && tests.sheet && (await openTest(p, network, sheet.xwingSeed, tests.sheet));
  if (opened === null || (sheet && openedSheet === null)) throw new NotBegun("A test row did not open.");
  const asked: Asked<typeof organiserApi.begin> = {
    secret,
    network: { name: beginning.network, timezone },
    account: {
      ...{ id: holder.id, name, email, organisation, salt },
      signIn: p.sha256(keys.signIn),
      wrap,
      xwing: holder.xwing,
      ed25519: holder.ed25519,
    },
    sheet: sheet && { id: sheet.id, xwing: sheet.xwing, ed25519: sheet.ed25519 },
    vouches: vouches.map(({ record }) => record),
    opened: { holder: opened, sheet: openedSheet },
  };
  await client.send(organiserApi.begin, asked).catch((error) => {
    throw error instanceof NoAnswer ? new MaybeBegun(error.message) : error;
  });
}

/** The first holder vouches for themself, then for the envelope. */
function firstVouches(
  p: Primitives,
  network: Uint8Array,
  holder: NewKeys,
  sheet: NewKeys | null,
): VouchWithKeys[] {
  const vouch = (
    kind: typeof KIND.first | typeof KIND.sheet,
    subject: NewKeys,
    serial: number,
    prev: Uint8Array,
  ) => {
    const { xwing, ed25519 } = subject;
    const said = {
      kind,
      network,
      subject: subject.id,
      epoch: 0,
      serial,
      prev,
      xwing,
      ed25519,
      signer: holder.id,
    };
    return { record: makeVouch(p, said, holder.ed25519Seed), xwing, ed25519 };
  };
  const first = vouch(KIND.first, holder, 0, new Uint8Array(32));
  return sheet ? [first, vouch(KIND.sheet, sheet, 1, p.sha256(first.record))] : [first];
}
