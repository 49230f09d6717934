// The versions of a text, made from made-up data: another text before the one that stands.
import type { CampaignText, Edition } from "../../src/campaigns/campaign.ts";
import { versionsPage } from "../../src/campaigns/pages/versions.ts";
import type { CampaignView, VersionsView } from "../../src/campaigns/view.ts";

const DAYS = ["2026-11-02", "2026-11-12", "2026-11-20"] as const;

/** A text as it may have been before: other words, a call less, another last day. */
function earlier(text: CampaignText): CampaignText {
  const editions = text.editions.map((edition): Edition => {
    const said = (words: string) => ({ text: words, lang: edition.language });
    const [first, , ...others] = edition.demands;
    return {
      ...edition,
      summary: edition.summary && said(edition.summary.text.slice(4)),
      demands: first ? [{ ...first, title: said(first.text?.text ?? "–") }, ...others] : [],
      body: said(`${edition.summary?.text ?? "–"}\n\n${edition.body.text}`),
    };
  });
  const own = (language: string) => editions.find((one) => one.language === language) ?? editions[0];
  return {
    ...text,
    editions,
    keepUntil: "2026-12-31",
    opens: "2026-11-02",
    in: (language) => own(language) ?? text.in(language),
  };
}

/**
 * Its pages.
 * @param view of the text that stands
 */
export function versionPages(view: CampaignView): { name: string; html: string }[] {
  const before = earlier(view.campaign);
  const versions = DAYS.map((from, at) => ({
    number: at + 1,
    from,
    until: DAYS[at + 1] ?? null,
    small: at === 2,
  }));
  const page = (more: Partial<VersionsView>) =>
    versionsPage({
      ...{ ...view, changed: true, versions, shown: 3, as: "changes", text: view.campaign, before },
      ...more,
    });
  return [
    { name: "versions", html: page({}) },
    { name: "versions-same", html: page({ before: view.campaign }) },
    { name: "versions-new", html: page({ before: { ...before, languages: ["x-other"] } }) },
    { name: "versions-whole", html: page({ shown: 1, as: "whole", text: before, before: null }) },
    {
      name: "versions-only",
      html: page({ versions: versions.slice(2), shown: 3, as: "whole", before: null }),
    },
  ];
}
