// The fields that the house knows by name: the catalogue has their labels in every language of the signer,
// and browsers can fill them in. A campaign may give them another label, type, options, hint and `for`.
import type { Field } from "../campaign.ts";

type Known = Pick<Field, "type" | "for" | "autocomplete" | "inputmode">;

const text: Known = { type: "text", for: "both", autocomplete: null, inputmode: null };

/** By id, in no order. `phone` has no inputmode: a WeChat or LINE name has letters. */
export const KNOWN_FIELDS = {
  name: { ...text, autocomplete: "name" },
  organisation: { ...text, for: "organisation", autocomplete: "organization" },
  position: { ...text, autocomplete: "organization-title" },
  phone: { ...text, autocomplete: "tel" },
  focus: text,
  postal_code: { ...text, autocomplete: "postal-code" },
  region: { ...text, autocomplete: "address-level1" },
  place: text,
  comment: { ...text, type: "long" },
} as const satisfies Record<string, Known>;

export type KnownFieldId = keyof typeof KNOWN_FIELDS;

export const KNOWN_FIELD_IDS = Object.keys(KNOWN_FIELDS) as [KnownFieldId, ...KnownFieldId[]];

/** Whether the catalogue has a label for that field. */
export function isKnownField(id: string): id is KnownFieldId {
  return Object.hasOwn(KNOWN_FIELDS, id);
}
