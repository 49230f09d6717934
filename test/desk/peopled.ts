// A network with people who signed a declaration, for tests of what key holders do with them. All are made up.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Running, startNetwork, until } from "../running.ts";
import { confirm, sign } from "../signer.ts";

export const SLUG = "night-work";

const TEXT = `---
slug: ${SLUG}
kind: declaration
title: "Work without fear"
plain_name: Declaration
language: en
accent: "#9b1c1c"
hosts:
  - name: Harbour Lights Coalition
contact: { name: "For more information", email: hello@harbour.example }
opens: 2020-01-01
closes: 2098-12-31
keep_until: 2099-06-30
demands:
  - title: Services without fear
brought_in:
  - { label: on paper, people: 41 }
actions:
  - sign:
      as: [person, organisation]
      email: optional
      appear: [counted, addressee, public]
      fields:
        - name
        - { id: position, optional: true }
        - organisation
        - { id: phone, optional: true }
        - { id: region, label: "Province", type: choice, optional: true, options: [Ontario, Quebec, Nova Scotia] }
        - { id: place, label: "City", type: text, optional: true }
        - { id: comment, optional: true }
      follow: ask
---

We, the undersigned, stand with the people who work through the night.

[demands]
`;

type Fields = Record<string, string>;

/** Signs as somebody; with an address the mail's link is followed when asked to. */
export interface Somebody {
  fields: Fields;
  confirmed?: true;
}

const named = (name: string, more: Fields = {}): Fields => ({
  as: "person",
  name,
  appear: "public",
  shown_as: name,
  ...more,
});
const organised = (organisation: string, name: string, more: Fields = {}): Fields => ({
  as: "organisation",
  organisation,
  name,
  appear: "public",
  ...more,
});

export const PEOPLE: readonly Somebody[] = [
  {
    fields: named("Rosa Quispe Mamani", { email: "rosa@example.org", place: "Toronto", region: "Ontario" }),
    confirmed: true,
  },
  { fields: named("陳小明", { place: "Halifax", region: "Nova Scotia" }) },
  {
    fields: named("สมชาย ใจดี", { email: "somchai@example.net", place: "Montréal", region: "Quebec" }),
    confirmed: true,
  },
  { fields: named("Nguyễn Thị Hạnh", { email: "hanh@example.org", place: "Toronto" }) },
  { fields: { as: "person", name: "Fatima Bensalem", appear: "addressee", place: "Halifax" } },
  {
    fields: {
      as: "person",
      name: "Wei Chen",
      appear: "counted",
      email: "wei@example.com",
      place: "Saint John",
    },
    confirmed: true,
  },
  { fields: { as: "person", name: "Wei Chen", appear: "counted", place: "Saint John" } },
  {
    fields: organised("Night Workers’ Mutual Aid", "Agnieszka Wolska", { email: "aid@night.example" }),
    confirmed: true,
  },
  { fields: organised("Nightworkers Mutual Aid", "A. Wolska") },
  {
    fields: named("=HYPERLINK(1)", {
      name: "Jordan Reyes",
      shown_as: "Jordan, night nurse",
      phone: "+1 416 555 0100",
      comment: "=1+1",
    }),
  },
];

/** Signs as each of them, and follows the links of those who do. */
export async function signAs(network: Running, people: readonly Somebody[]): Promise<void> {
  for (const { fields, confirmed } of people) {
    const answer = await sign(network.url, SLUG, fields);
    if (answer.status !== 200) throw new Error(`signing was answered ${answer.status}: ${answer.body}`);
    if (!confirmed) continue;
    const mail = await until("the mail", async () =>
      (await network.mails()).find(({ to }) => to === fields.email),
    );
    const page = await confirm(mail.link, { appear: fields.appear ?? "counted" });
    if (page.status !== 200) throw new Error(`confirming was answered ${page.status}`);
  }
}

/** @returns how many its page says have signed */
export async function countedAt({ url }: Running): Promise<number> {
  const answer = (await (await fetch(`${url}/${SLUG}.json`)).json()) as { count: { total: number } };
  return answer.count.total;
}

/** A network whose declaration these people signed; those who confirmed are counted by then. */
export async function startPeopled(people: readonly Somebody[] = PEOPLE): Promise<Running> {
  const network = await startNetwork();
  await network.begin();
  const file = join(network.dir, "night.md");
  writeFileSync(file, TEXT);
  await network.cli("publish", network.url, file, "--words-file", network.words);
  await signAs(network, people);
  const counted = people.filter(({ confirmed }) => confirmed).length;
  await until("those who confirmed to be counted", async () => (await countedAt(network)) === counted);
  return network;
}
