// Opening what was brought in, at the holder's own device. A row is hostile input here as anywhere: what fails a check is
// unreadable. Pure but for what is sent.

import type { Appear } from "../../campaigns/campaign.ts";
import { answersSchema, SomeAnswers } from "../../campaigns/form/answers.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { PURPOSE } from "../../vault/row.ts";
import { SignatureText } from "../../vault/texts.ts";
import type { Send } from "../../web/api.ts";
import { fold } from "../fold.ts";
import type { OpenCampaign } from "../opening/open-campaign.ts";
import { type OpenedSignature, type OpeningKeys, openerOf } from "../opening/opening.ts";
import { addressKey } from "../tidying/tidying.ts";
import { broughtApi } from "./api.ts";
import { relaxed } from "./reading.ts";

/** Somebody who was brought in. */
export interface BroughtPerson {
  id: number;
  source: number;
  as: "person" | "organisation";
  /** null when it is unreadable. */
  typed: { email: string; name: string; organisation: string; appear: Appear } | null;
}

/**
 * Opens everybody who was brought in.
 * @throws what `send` throws
 */
export async function openBrought(
  p: Primitives,
  send: Send,
  campaign: OpenCampaign,
): Promise<BroughtPerson[]> {
  const { slug, keys } = campaign;
  const people: BroughtPerson[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(send, slug, after);
    const open = openerOf(p, keys, page);
    for (const { id, source, as, text, ...sealed } of page.rows) {
      const read = await open(sealed, PURPOSE.signature);
      people.push({ id, source, as, typed: read.ok ? typedOf(keys, as, text, read.value) : null });
    }
    after = page.next;
  }
  return people;
}

const readPage = (send: Send, slug: string, after: number) => send(broughtApi.broughtRows, { slug, after });

function typedOf(
  keys: OpeningKeys,
  as: BroughtPerson["as"],
  version: number,
  value: unknown,
): BroughtPerson["typed"] {
  const text = SignatureText.safeParse(value);
  const form = keys.forms.get(version);
  if (!text.success || text.data.as !== as || text.data.text !== version) return null;
  const answers = form ? answersSchema(relaxed(form), as) : keys.unread.has(version) ? SomeAnswers : null;
  const fields = answers?.safeParse(text.data.fields);
  if (!fields?.success) return null;
  const word = (id: string) => {
    const answer = fields.data[id];
    return typeof answer === "string" ? answer : "";
  };
  const { email, appear } = text.data;
  return { email, appear, name: word("name"), organisation: word("organisation") };
}

/** Who was brought in and seems to be somebody else's double. */
export interface Doubles {
  /** Ids whose address signed here too. */
  signed: number[];
  /** Ids whose address stands in an earlier list, or further up in the same. */
  earlier: number[];
  /** Ids without an address, or with one that is not known, whose name is that of somebody who signed here: perhaps another. */
  sameName: number[];
}

/**
 * Finds doubles.
 * @param brought who was brought in, by id
 * @param signed pages of who signed, opened
 */
export async function findDoubles(
  brought: readonly BroughtPerson[],
  signed: AsyncIterable<readonly OpenedSignature[]>,
): Promise<Doubles> {
  const addresses = new Set<string>();
  const names = new Set<string>();
  for await (const page of signed) {
    for (const { as, typed } of page) {
      if (typed === null) continue;
      if (typed.email !== "") addresses.add(addressKey(as, typed.email));
      const name = as === "person" ? typed.fields.name : typed.organisation;
      if (typeof name === "string" && name !== "") names.add(`${as} ${fold(name)}`);
    }
  }
  const doubles: Doubles = { signed: [], earlier: [], sameName: [] };
  const before = new Set<string>();
  for (const { id, as, typed } of brought) {
    if (typed === null) continue;
    const key = typed.email === "" ? null : addressKey(as, typed.email);
    const name = `${as} ${fold(as === "person" ? typed.name : typed.organisation)}`;
    if (key !== null && addresses.has(key)) doubles.signed.push(id);
    else if (key !== null && before.has(key)) doubles.earlier.push(id);
    else if (names.has(name)) doubles.sameName.push(id);
    if (key !== null) before.add(key);
  }
  return doubles;
}
