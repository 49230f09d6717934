// The link in a mail (docs/formats.md, Box): a sealed note of which row it acts on and how its owner asked to
// appear, all of one length. It carries no address. It dies with the key of its day.
import { z } from "zod";
import { openBox, sealBox } from "./box.ts";
import { base64url, concat, readBase64url, readUnsigned, readUtf8, u16, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";
import { pad, readCanonical, spell, unpad } from "./text.ts";

const LABEL = utf8("undersigned link v1");
const TEXT_BYTES = 256;

const Content = z.strictObject({
  row: z.int().positive(),
  /** 1 a signature, 6 a request to be taken off. */
  purpose: z.union([z.literal(1), z.literal(6)]),
  appear: z.enum(["counted", "addressee", "public"]),
  follow: z.boolean(),
  shown_as: z.exactOptional(z.string()),
  organisation: z.exactOptional(z.string()),
  position: z.exactOptional(z.string()),
});
/** What a link carries. */
export type LinkContent = z.infer<typeof Content>;

const WORDS = ["shown_as", "organisation", "position"] as const;

/** The members in the format's order; of the words those that fit. */
function textOf({ row, purpose, appear, follow, ...words }: LinkContent): string {
  let content: LinkContent = { row, purpose, appear, follow };
  for (const name of WORDS) {
    const value = words[name];
    if (value === undefined) continue;
    const more = { ...content, [name]: value };
    if (utf8(spell(more)).length <= TEXT_BYTES) content = more;
  }
  return spell(content);
}

function labelOf(network: Uint8Array, day: number): Uint8Array {
  return concat(LABEL, network, u16(day));
}

/** Makes the link's token, 431 characters, under the key of a day (days since 1970-01-01, UTC). */
export async function makeLink(
  p: Primitives,
  key: Uint8Array,
  network: Uint8Array,
  day: number,
  content: LinkContent,
): Promise<string> {
  const box = await sealBox(p, key, labelOf(network, day), pad(textOf(content), TEXT_BYTES));
  return base64url(concat(u16(day), box));
}

/** What a token carries, or null: used up with its day's key, forged, of another network, or no token at all. */
export async function readLink(
  p: Primitives,
  keyOfDay: (day: number) => Uint8Array | null,
  network: Uint8Array,
  token: string,
): Promise<LinkContent | null> {
  const bytes = readBase64url(token);
  if (bytes === null || bytes.length < 2) return null;
  const day = readUnsigned(bytes.subarray(0, 2));
  const key = keyOfDay(day);
  if (key === null) return null;
  const padded = await openBox(p, key, labelOf(network, day), bytes.subarray(2));
  if (padded?.length !== TEXT_BYTES) return null;
  const text = readUtf8(unpad(padded));
  const content = Content.safeParse(text === null ? null : readCanonical(text));
  return content.success ? content.data : null;
}
