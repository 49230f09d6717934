// Bringing in a list, from the holder's own device: everybody in it is sealed here, to the key that the chain of vouches
// gives, and sent in pieces. Pure but for what is sent; the same in browsers and on the command line. Promises that a
// piece whose answer got lost is sent again as the same bytes, and that nothing counts before all of it is there.
import { floorOfForm } from "../../campaigns/form/fields.ts";
import { bytesEqual, utf8 } from "../../vault/bytes.ts";
import { shuffled } from "../../vault/chance.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { baseOf, beginSealing, info, PURPOSE } from "../../vault/row.ts";
import { pad, paddedSize, spell } from "../../vault/text.ts";
import type { SignatureText } from "../../vault/texts.ts";
import type { Chain } from "../../vault/vouch.ts";
import type { Send } from "../../web/api.ts";
import { NotOpened, type OpenCampaign } from "../opening/open-campaign.ts";
import { broughtApi, MOST_IN_PIECE } from "./api.ts";

/** What one piece may hold, so that its call is not too large (api.ts): base64 makes it a third longer. */
const MOST_BYTES = 2 * 1_048_576;

export interface BringingIn {
  p: Primitives;
  send: Send;
  /** The chain, checked. */
  chain: Chain;
  campaign: OpenCampaign;
  /** What stands behind the number in public. */
  label: string;
  people: readonly SignatureText[];
  /** Told how many are there so far. */
  tell(many: number): void;
}

/**
 * Brings a list in.
 * @returns the id of the source
 * @throws NotOpened when the campaign's key is not the one vouched for last, or a row is too long; what `send` throws:
 *   then nothing counts, and what was sent is destroyed by itself
 */
export async function bringIn(bringing: BringingIn): Promise<number> {
  const { p, send, campaign, label, people, tell } = bringing;
  const { slug } = campaign;
  const key = await sealingKey(bringing);
  const pass = p.random(16);
  // The order of a file may tell who stood next to whom.
  const pieces = piecesOf(campaign, shuffled(p, people));
  let sent = 0;
  for (const [piece, some] of pieces.entries()) {
    const sealed = await seal(p, campaign, key, some);
    const text = some[0]?.person.text ?? 1;
    await send(broughtApi.bringPiece, { slug, pass, label, piece, text, epoch: key.epoch, ...sealed });
    sent += some.length;
    tell(sent);
  }
  const { id } = await send(broughtApi.endBringing, { slug, pass, rows: sent });
  return id;
}

/** Somebody, and the size to which their text is filled; that is done when they are sealed, since a list may be long. */
interface Measured {
  person: SignatureText;
  size: number;
}

/** Cuts a list into pieces of an envelope each that are not too large to be sent at once. */
function piecesOf({ texts, slug }: OpenCampaign, people: readonly SignatureText[]): Measured[][] {
  const pieces: Measured[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const person of people) {
    const form = texts[person.text - 1]?.sign;
    const many = utf8(spell({ ...person })).length;
    const size = form && paddedSize(baseOf(PURPOSE.signature), many, floorOfForm(form));
    if (!size)
      throw new NotOpened("text", `Somebody's answers are too long for ${slug}.`, {
        code: "answers_too_long",
        values: { slug },
      });
    bytes += size;
    const last = pieces.at(-1);
    if (last && last.length < MOST_IN_PIECE && bytes <= MOST_BYTES) last.push({ person, size });
    else {
      pieces.push([{ person, size }]);
      bytes = size;
    }
  }
  return pieces;
}

interface SealingTo {
  epoch: number;
  publicKey: Uint8Array;
}

/** The key of the campaign's last epoch; its seed is here, so that what is sealed can be opened. */
async function sealingKey({ p, chain, campaign: { keys, slug } }: BringingIn): Promise<SealingTo> {
  const epoch = Math.max(...keys.seeds.keys());
  const seed = keys.seeds.get(epoch);
  const publicKey = seed && (await p.xwingPublic(seed));
  const vouched = chain.campaignKey(keys.campaign, epoch);
  const last = chain.epochOf(keys.campaign) === epoch;
  if (!publicKey || !vouched || !last || !bytesEqual(vouched, p.sha256(publicKey))) {
    throw new NotOpened(
      "key",
      `The key of ${slug} is not the one that a key holder vouched for last. Nothing is brought in. Open the desk again.`,
      { code: "key_not_last", values: { slug }, epoch },
    );
  }
  return { epoch, publicKey };
}

async function seal(
  p: Primitives,
  { keys }: OpenCampaign,
  { epoch, publicKey }: SealingTo,
  people: readonly Measured[],
) {
  const bound = info({ purpose: PURPOSE.signature, network: keys.network, campaign: keys.campaign, epoch });
  const sealer = await beginSealing(p, publicKey, bound);
  const rows: { as: SignatureText["as"]; row: Uint8Array }[] = [];
  for (const { person, size } of people) {
    rows.push({ as: person.as, row: (await sealer.seal(pad(spell({ ...person }), size))).row });
  }
  return { envelope: sealer.envelope, rows };
}
