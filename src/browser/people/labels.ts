// What a campaign's form calls its fields, at the desk.
import { isKnownField } from "../../campaigns/form/known-fields.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import type { Context } from "../page.ts";

/** The label of a field: the form's own where it gives one, else the desk's word for it. */
export function labelOf(
  { t, language }: Context,
  { texts }: Pick<OpenCampaign, "texts">,
  field: string,
): string {
  for (const text of texts.toReversed()) {
    const own = text.in(language).fields[field]?.label;
    if (own) return own.text;
  }
  return isKnownField(field) ? t(`people.field.${field}`) : field;
}
