// Coming in by the envelope, when nobody else can let one in: it vouches for one key holder, somebody new or new keys of
// one who lost theirs, who makes a new envelope at once and passes everything on to it. All of it or nothing: the
// envelope that was used opens nothing here afterwards. Pure but for what is sent; the same in browsers.
import { makeWrap } from "../../vault/grant.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { KIND } from "../../vault/vouch.ts";
import { ACCOUNT_WORDS, accountKeys, drawWords, SHEET_WORDS, stretch } from "../../vault/words.ts";
import type { DrawNewWords, NewWords } from "../beginning.ts";
import { type Client, NoAnswer } from "../client.ts";
import { type Desk, openDesk, openWithEnvelope } from "../opening.ts";
import { teamApi } from "../team/team-api.ts";
import { grantAll, onTopOfTheChain, openSeeds } from "./granting.ts";
import { lostWordsApi } from "./lost-words-api.ts";
import { drawKeys, envelopeKeys, type NewKeys } from "./new-keys.ts";
import { openEnvelopeTest, sentEnvelope, vouchForEnvelope } from "./renewing-envelope.ts";
import type { Vouching } from "./vouching.ts";

/** Who comes in. Of an address that has an account, its name and organisation stay. */
export interface Entering {
  /** The ten words of the envelope's sheet. */
  envelope: string;
  name: string;
  email: string;
  organisation: string;
}

/** The last answer did not come: both new words may be good already. */
export class MaybeEntered extends Error {}

/**
 * Comes in by the envelope.
 * @param p primitives
 * @param client a client of the network
 * @param entering who, and with which envelope
 * @param keep draws new words for them and for the new envelope, keeps both where they last and gives them once they were
 *   read back from there
 * @returns the open desk
 * @throws what `keep` throws, what `openWithEnvelope` throws, MaybeEntered when the last answer did not come
 */
export async function enterByEnvelope(
  p: Primitives,
  client: Client,
  entering: Entering,
  keep: (draw: DrawNewWords) => Promise<NewWords>,
): Promise<Desk> {
  const desk = await openWithEnvelope(p, client, entering.envelope);
  const { name, organisation } = entering;
  const email = entering.email.trim();
  const { people } = await client.send(teamApi.team, {});
  const known = people.find((one) => one.email.toLowerCase() === email.toLowerCase());
  const words = await keep(() => ({
    words: drawWords(p, ACCOUNT_WORDS),
    envelope: drawWords(p, SHEET_WORDS),
  }));
  const salt = p.random(16);
  const opens = accountKeys(p, await stretch(p, words.words, salt));
  const keys = await drawKeys(p, known?.id);
  const sheet = await envelopeKeys(p, desk.network, words.envelope);
  const opened = await openEnvelopeTest(p, desk, sheet);
  const who = { name, email, organisation, salt, signIn: p.sha256(opens.signIn) };
  await onTopOfTheChain(
    p,
    desk,
    async (vouching) => {
      const sent = await madeFor(p, desk, vouching, { keys, sheet, opened, wrapKey: opens.wrap });
      const account = { ...who, ...sent.account };
      await client.send(lostWordsApi.enter, { ...sent, account }).catch((error) => {
        throw error instanceof NoAnswer ? new MaybeEntered(error.message) : error;
      });
    },
    false,
  );
  client.use(null);
  return openDesk(p, client, { address: email, words: words.words });
}

/** The vouches, on top of the chain as it stands, and what is passed on. */
async function madeFor(
  p: Primitives,
  desk: Desk,
  vouching: Vouching,
  made: { keys: NewKeys; sheet: NewKeys; opened: string; wrapKey: Uint8Array },
) {
  const { network } = desk;
  const { keys, sheet, opened, wrapKey } = made;
  const { id, xwing, ed25519 } = keys;
  const seeds = await openSeeds(p, desk);
  const record = vouching.vouch({ kind: KIND.holder, subject: id, xwing, ed25519 });
  const records = vouchForEnvelope(vouching, sheet, keys);
  const { root, serial, head } = vouching.chain;
  return {
    account: {
      id,
      xwing,
      ed25519,
      wrap: await makeWrap(p, wrapKey, network, id, { ...keys, root, serial, head }),
    },
    record,
    records,
    grants: await grantAll(p, network, seeds, { id, xwing }),
    envelope: await sentEnvelope(p, network, sheet, opened, seeds),
  };
}
