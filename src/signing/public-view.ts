// From a live campaign to what the pages of signing are shown: the count that the last lot left, the first
// names, the form. Names are kept in memory until a lot or a removal changes them.

import type { FieldError } from "../campaigns/campaign.ts";
import type { LiveCampaign } from "../campaigns/live.ts";
import { isoDay } from "../clock.ts";
import { readCount } from "../ledger/count.ts";
import type { SignAs } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import type { Form } from "../web/forms.ts";
import type { Standing } from "../web/view.ts";
import { countNames, readNames } from "./names/names.ts";
import type { CountView, FormNote, NamesPartView, SignFormView } from "./view.ts";

/** So many names stand on the campaign's own page; the rest on the page of names. */
const FIRST_ORGANISATIONS = 40;
const FIRST_PEOPLE = 40;

/** The count as pages show it. */
export function countView(campaign: LiveCampaign): CountView {
  const count = readCount(campaign.counted);
  return {
    people: count.people,
    organisations: count.organisations,
    byEmail: count.email,
    byHosts: count.hosts,
    takenOff: count.takenBack + count.takenOff,
    upTo: campaign.lotDay === null ? null : isoDay(campaign.lotDay),
    brought: campaign.brought,
  };
}

/** The count in a campaign's JSON: exact also under ten; what was brought in apart. */
export function countFacts(campaign: LiveCampaign): Record<string, unknown> {
  const { people, organisations, email, hosts } = readCount(campaign.counted);
  const original = campaign.text.in(campaign.text.languages[0] ?? "en");
  return {
    count: { people, organisations, total: people + organisations },
    by: { email, hosts },
    brought_in: [
      ...original.broughtIn.map((brought) => ({ ...brought, label: brought.label.text })),
      ...campaign.brought,
    ].map(({ label, people: some, organisations: others }) => ({
      label,
      people: some,
      organisations: others,
    })),
  };
}

/** The first names of a campaign, and how many show. */
export async function namesPartView(store: Store, campaign: LiveCampaign): Promise<NamesPartView> {
  const of = (as: SignAs) => ({ campaign: campaign.id, as });
  const first = (as: SignAs, most: number) => readNames(store.read, of(as), { most, skip: 0 });
  const [organisations, people, manyOrganisations, manyPeople] = await Promise.all([
    first("organisation", FIRST_ORGANISATIONS),
    first("person", FIRST_PEOPLE),
    countNames(store.read, of("organisation")),
    countNames(store.read, of("person")),
  ]);
  return { organisations, people, named: { organisations: manyOrganisations, people: manyPeople } };
}

/** A form as its page shows it. */
export function formView(
  as: SignAs,
  facts: { mail: boolean; standing: Standing },
  filled: { values?: Form; errors?: readonly FieldError[]; note?: FormNote } = {},
): SignFormView {
  return {
    as,
    values: filled.values ?? new Map(),
    errors: filled.errors ?? [],
    note: filled.note ?? null,
    mail: facts.mail,
    holders: facts.standing.holders.map((holder) => holder.organisation),
    named: facts.standing.named,
    envelope: facts.standing.envelope,
  };
}
