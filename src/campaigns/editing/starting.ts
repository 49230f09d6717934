// The first draft of a campaign, from a pasted text: an address, a neutral name, a form that asks little. Everything
// in it can be changed; what nobody can guess (how to be reached, how long it is kept) is left to be filled in. Pure.
import type { CampaignKind } from "../campaign.ts";
import { isSlug } from "../file/reserved.ts";
import type { PastedCall } from "./pasted/call.ts";
import type { Pasted } from "./pasted/pasted.ts";
import type { Block } from "./paths.ts";
import { writeCampaignFile } from "./writing.ts";

/** What outs nobody on a lock screen, by language. */
const PLAIN_NAMES: Readonly<Record<string, Partial<Record<CampaignKind, string>> & { declaration: string }>> =
  {
    en: { declaration: "Declaration", petition: "Petition", "open-letter": "Open letter" },
    fr: { declaration: "Déclaration", petition: "Pétition", "open-letter": "Lettre ouverte" },
    es: { declaration: "Declaración", petition: "Petición", "open-letter": "Carta abierta" },
    "zh-Hant": { declaration: "宣言", petition: "請願", "open-letter": "公開信" },
    "zh-Hans": { declaration: "宣言", petition: "请愿", "open-letter": "公开信" },
    th: { declaration: "แถลงการณ์", petition: "คำร้อง", "open-letter": "จดหมายเปิดผนึก" },
  };

/** A neutral name for a kind of campaign; in English where the language is not ours. */
export function plainNameFor(kind: CampaignKind, language: string): string {
  const names = PLAIN_NAMES[language] ?? PLAIN_NAMES.en;
  return names?.[kind] ?? names?.declaration ?? "Declaration";
}

/** An address for a title: its Latin letters and digits; of the kind where it has too few. */
export function addressFor(title: string, kind: CampaignKind): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  let address = "";
  for (const word of words) {
    const longer = address === "" ? word : `${address}-${word}`;
    if (longer.length > 40) break;
    address = longer;
  }
  return address.length >= 4 && isSlug(address) ? address : kind;
}

const plain = ({ title, text }: PastedCall): Block => ({
  ...(title === null ? {} : { title }),
  ...(text === null ? {} : { text }),
});

/** What of a pasted text is a campaign's own words: calls and their heading, as the file has them. */
export function wordsOf(pasted: Pasted): Block {
  return {
    ...(pasted.title === null ? {} : { title: pasted.title }),
    ...(pasted.heading === null ? {} : { demands_heading: pasted.heading }),
    ...(pasted.calls.length === 0 ? {} : { demands: pasted.calls.map(plain) }),
  };
}

/** The text around the calls, with the mark where they stand. */
export function bodyOf(before: string, after: string, calls: boolean): string {
  const parts = [before.trim(), calls ? "[demands]" : "", after.trim()].filter((part) => part !== "");
  return parts.length === 0 ? "\n" : `\n${parts.join("\n\n")}\n`;
}

/**
 * The file of a new campaign.
 * @param organisation whoever writes it speaks for; host and contact until somebody says otherwise
 */
export function newCampaign(
  pasted: Pasted,
  { kind, language, organisation }: { kind: CampaignKind; language: string; organisation: string },
): string {
  const { title, ...words } = wordsOf(pasted);
  const name = organisation.trim();
  const data = {
    slug: addressFor(String(title ?? ""), kind),
    kind,
    ...(title === undefined ? {} : { title }),
    plain_name: plainNameFor(kind, language),
    language,
    ...(name === "" ? {} : { hosts: [{ name }], contact: { name } }),
    ...words,
    actions: [
      {
        sign: {
          as: ["person", "organisation"],
          email: "optional",
          appear: ["counted", "public"],
          fields: ["name", "organisation"],
        },
      },
      { share: {} },
    ],
  };
  return writeCampaignFile({ data, body: bodyOf(pasted.before, pasted.after, pasted.calls.length > 0) });
}

/** The file of a translation of a campaign, from a pasted text. */
export function newTranslation(
  pasted: Pasted,
  { slug, language, kind }: { slug: string; language: string; kind: CampaignKind },
): string {
  const data = { slug, language, plain_name: plainNameFor(kind, language), ...wordsOf(pasted) };
  return writeCampaignFile({ data, body: bodyOf(pasted.before, pasted.after, pasted.calls.length > 0) });
}
