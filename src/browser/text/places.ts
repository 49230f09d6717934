// How the places of a campaign file are called on the page, in the words that stand there.
import type { DeskKey, DeskSay } from "../../locales/desk.ts";

/** By their keys, with a star for the place in a list. What is not here has no words of its own. */
const NAMES: Readonly<Record<string, DeskKey>> = {
  title: "text.title",
  summary: "text.summary",
  plain_name: "text.plain_name",
  kind: "text.kind",
  slug: "text.slug",
  language: "text.language",
  hosts: "text.hosts",
  "hosts.*.name": "text.host.name",
  "hosts.*.url": "text.host.url",
  demands: "text.calls",
  "demands.*.title": "text.call.title",
  "demands.*.text": "text.call.text",
  demands_heading: "text.heading",
  body: "text.text",
  actions: "text.form",
  "actions.*.sign.as": "text.as",
  "actions.*.sign.appear": "text.appear",
  "actions.*.sign.email": "text.email",
  "actions.*.sign.follow": "text.follow.short",
  "actions.*.sign.fields": "text.fields",
  "actions.*.sign.fields.*.label": "text.field.label",
  "actions.*.sign.fields.*.hint": "text.field.why",
  "actions.*.sign.fields.*.type": "text.field.type",
  "actions.*.sign.fields.*.for": "text.field.for",
  "actions.*.sign.fields.*.options": "text.field.options",
  "actions.*.share": "text.share",
  "actions.*.link.label": "text.link.label",
  "actions.*.link.url": "text.link.url",
  opens: "text.opens",
  closes: "text.closes",
  keep_until: "text.keep_until",
  decision: "text.decision",
  "decision.what": "text.decision.what",
  "decision.on": "text.decision.on",
  "decision.by": "text.decision.by",
  target: "text.target",
  "target.name": "text.target.name",
  "target.role": "text.target.role",
  "target.organisation": "text.target.organisation",
  contact: "text.contact",
  "contact.name": "text.contact.name",
  "contact.email": "text.contact.email",
  "contact.phone": "text.contact.phone",
  "contact.url": "text.contact.url",
  press: "text.press",
  "press.name": "text.contact.name",
  "press.email": "text.contact.email",
  "press.phone": "text.contact.phone",
  "press.url": "text.contact.url",
  accent: "text.accent",
  picture: "text.picture",
  "picture.alt": "text.picture.alt",
  "picture.credit": "text.picture.credit",
  opposition: "text.opposition",
  founders: "text.founders",
  brought_in: "text.brought",
  "brought_in.*.label": "text.brought.label",
  "brought_in.*.people": "text.brought.people",
  "brought_in.*.organisations": "text.brought.organisations",
};

/** Entries of these lists are counted on the page. */
const COUNTED = new Set(["hosts.*", "brought_in.*", "founders.*", "actions.*.sign.fields.*"]);

/**
 * Names a place from the outside in: "Hosts, 2, Web page".
 * @param path the way to it; `body` is the text
 * @returns "" when the page has no words for it
 */
export function nameOfPlace(t: DeskSay, path: readonly PropertyKey[]): string {
  const names: string[] = [];
  let at = "";
  for (const step of path) {
    const number = typeof step === "number" ? step + 1 : null;
    at = `${at === "" ? "" : `${at}.`}${number === null ? String(step) : "*"}`;
    const known = NAMES[at];
    if (at === "demands.*" && number !== null) names.splice(0, 1, t("text.call", { number }));
    else if (known !== undefined) names.push(t(known));
    else if (COUNTED.has(at)) names.push(String(number));
  }
  return names.join(", ");
}
