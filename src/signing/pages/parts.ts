// stub
import type { CampaignPart, CampaignView } from "../../campaigns/view.ts";
import type { CountView, NamesPartView, SignFormView } from "../view.ts";
/** The heavy rule, the count, names and marks on a campaign's page. */
export function namesPart(view: CampaignView, count: CountView, names: NamesPartView): CampaignPart { return { status: view.language + count.people + names.named.people }; }
/** The form as the next empty line on a campaign's page; what is said instead when it cannot be signed now. */
export function formPart(view: CampaignView, form: SignFormView): CampaignPart { return { status: view.language + form.as }; }
/** What is shared, at the end of the page; empty where the campaign does not ask for it. */
export function sharePart(view: CampaignView): CampaignPart { return { status: view.language }; }
