// The names under a printed text, in parts of so many that a page stays small: organisations, then people.
import type { LiveCampaign } from "../../campaigns/live.ts";
import { type PublicParts, viewOf } from "../../campaigns/public.ts";
import type { PrintedNames } from "../../campaigns/view.ts";
import type { SignAs } from "../../store/schema.ts";
import type { Store } from "../../store/store.ts";
import { printedNames } from "../pages/printed-names.ts";
import { countView } from "../public-view.ts";
import { countNames, readNames } from "./names.ts";

/** So many names stand in one part; with their markup under 20 KB as names are. */
const IN_A_PART = 300;

/**
 * What printing asks of signing.
 * @param parts what it needs of the network
 * @returns gives one part of a campaign's names, the nearest there is to the one asked for; null where nobody signs
 */
export function printingNames(parts: PublicParts & { store: Store }) {
  return async (campaign: LiveCampaign, language: string, asked: number): Promise<PrintedNames | null> => {
    if (!campaign.text.sign) return null;
    const of = (as: SignAs) => ({ campaign: campaign.id, as });
    const organisations = await countNames(parts.store.read, of("organisation"));
    const people = await countNames(parts.store.read, of("person"));
    const last = Math.max(1, Math.ceil((organisations + people) / IN_A_PART));
    const part = Math.min(Math.max(1, asked), last);
    const from = (part - 1) * IN_A_PART;
    const to = from + IN_A_PART;
    /** Those of one kind, which stand from `at` on, that fall into this part. */
    const stretch = async (as: SignAs, at: number, many: number) => {
      const skip = Math.max(0, from - at);
      const most = Math.min(many, to - at) - skip;
      return most > 0 ? readNames(parts.store.read, of(as), { most, skip }) : [];
    };
    const names = {
      organisations: await stretch("organisation", 0, organisations),
      people: await stretch("person", organisations, people),
      named: { organisations, people },
      first: part === 1,
      last: part === last,
    };
    const view = viewOf(campaign, language, parts);
    return { body: printedNames(view, countView(campaign), names), part, parts: last };
  };
}
