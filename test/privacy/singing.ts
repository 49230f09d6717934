// Everything that one can type into a network, typed by people whose every word is a canary.
import { codeOn, confirm, formsOf, get, post, sign } from "../signer.ts";
import { type Canary, makeCanary, makeSinger, type Singer } from "./canaries.ts";
import { SLUG } from "./networks.ts";

/** A form that asks for more than most. */
export const ACTIONS = `  - sign:
      as: [person, organisation]
      email: optional
      appear: [counted, addressee, public]
      follow: ask
      fields: [name, organisation, { id: position, optional: true }, { id: phone, optional: true },
        { id: story, label: Your story, type: long, optional: true }]`;

/** What somebody types. */
export function typedBy({ name, email, phone, position, words }: Singer): Record<string, string> {
  return { as: "person", name, email, phone, position, story: `${name} ${phone}`, shown_as: words };
}

/** The same for their organisation. */
function typedFor(singer: Singer): Record<string, string> {
  return { ...typedBy(singer), as: "organisation", organisation: singer.organisation };
}

export interface Choir {
  /** By what becomes of them. */
  people: Record<string, Singer>;
  /** Words that no form of ours would take. */
  strays: Canary[];
  /** Codes that were shown. */
  codes: Map<string, string>;
}

const FATES = [
  "left to wait",
  "counted",
  "rejected",
  "shown, then off by code",
  "shown, then off by a holder",
  "shown, then lowered",
  "shown, then replaced",
  "typed wrong",
  "asks by name",
  "asks by address",
];

/** Makes the people; nobody has typed anything yet. */
export function makeChoir(): Choir {
  const scripts = ["latin", "marks", "han"] as const;
  const people = FATES.map((fate, at) => [fate, makeSinger(fate, scripts[at % scripts.length])] as const);
  return { people: Object.fromEntries(people), strays: [], codes: new Map() };
}

/** One of the people. */
export function personOf({ people }: Choir, fate: string): Singer {
  const found = people[fate];
  if (!found) throw new Error(`nobody is ${fate}`);
  return found;
}

/** Everything typed that nobody ever may find. */
export function canariesOf({ people, strays }: Choir, but: readonly string[] = []): Canary[] {
  const typed = Object.entries(people).flatMap(([fate, { canaries }]) =>
    but.includes(fate) ? [] : canaries,
  );
  return [...typed, ...strays];
}

/** What of the people becomes public when a holder approves it; the rest of what they typed never does. */
export function isApproved({ who, what }: Canary): boolean {
  return who.startsWith("shown") && ["words", "organisation", "position"].includes(what);
}

/** Signs as each of them would. @param linkTo waits for the mail to an address and gives its link */
export async function sing(url: string, choir: Choir, linkTo: (address: string) => Promise<string>) {
  const by = (fate: string) => personOf(choir, fate);
  const send = async (fate: string, fields: Record<string, string>) => {
    const answer = await sign(url, SLUG, fields);
    if (answer.status !== 200) throw new Error(`${fate}: the form was answered ${answer.status}`);
    const code = codeOn(answer.body);
    if (code) choir.codes.set(fate, code);
  };
  const wished = { appear: "public" };
  await send("left to wait", { ...typedBy(by("left to wait")), ...wished, follow: "yes" });
  await send("counted", { ...typedBy(by("counted")), appear: "addressee" });
  await send("rejected", { ...typedBy(by("rejected")), ...wished, email: "" });
  await send("shown, then off by code", {
    ...typedFor(by("shown, then off by code")),
    ...wished,
    email: "",
  });
  await send("shown, then lowered", { ...typedFor(by("shown, then lowered")), ...wished, email: "" });
  for (const fate of ["shown, then off by a holder", "shown, then replaced"]) {
    await send(fate, { ...typedBy(by(fate)), ...wished });
  }
  for (const fate of ["counted", "shown, then off by a holder", "shown, then replaced"]) {
    const { email, words } = by(fate);
    const appear = fate === "counted" ? "addressee" : "public";
    const answer = await confirm(await linkTo(email), { appear, shown_as: words });
    const code = codeOn(answer.body);
    if (!code) throw new Error(`${fate}: the link was answered ${answer.status}`);
    choir.codes.set(fate, code);
  }
  await typeWrong(url, choir);
  const { name } = by("asks by name");
  await post(`${url}/${SLUG}/mine`, { do: "ask", name });
  await post(`${url}/${SLUG}/mine`, { do: "ask", email: by("asks by address").email });
}

/** Everything that is refused, and everything beside forms in which one can leave words. */
async function typeWrong(url: string, choir: Choir): Promise<void> {
  const wrong = personOf(choir, "typed wrong");
  const at = `${url}/${SLUG}`;
  await sign(url, SLUG, { ...typedBy(wrong), name: `https://${wrong.name}.example`, appear: "public" });
  await sign(url, SLUG, { ...typedBy(wrong), email: `${wrong.email}@`, appear: "nowhere" });
  await post(`${at}/mine`, { do: "look", code: wrong.name });
  await post(`${at}/mine`, { do: "appear", code: wrong.phone, appear: "public", shown_as: wrong.words });
  await post(`${at}/mine`, { do: "ask", email: wrong.name });

  const stray = (what: string) => {
    const canary = makeCanary("stray", what);
    choir.strays.push(canary);
    return canary.text;
  };
  const [form] = formsOf((await get(`${at}/sign`)).body);
  const hidden = form?.hidden ?? {};
  await get(`${at}?q=${stray("query")}&lang=${stray("language")}`);
  await get(`${url}/${stray("path")}`);
  await get(`${url}/c/${stray("link")}`);
  const headers = {
    "user-agent": stray("browser"),
    referer: `https://${stray("referer")}.example/`,
    "accept-language": stray("accepted language"),
    cookie: `a=${stray("cookie")}`,
    "x-forwarded-for": `203.0.113.7, ${stray("address")}`,
  };
  await get(at, headers);
  await post(`${at}/sign`, { ...hidden, [stray("field")]: stray("value") });
  await post(`${at}/sign`, { ...hidden, name: `${stray("before zero")}\0` });
  const raw = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
    fetch(`${at}/sign`, { method: "POST", body, headers: { "content-type": type } }).then((answer) =>
      answer.text(),
    );
  await raw(JSON.stringify({ name: stray("json") }), "application/json");
  await raw(
    `name=${stray("long")}${"x".repeat(70_000)}${stray("end of long")}`,
    "application/x-www-form-urlencoded",
  );
  await raw(
    Buffer.concat([Buffer.from(`name=${stray("bad utf-8")}`), Buffer.from([0xff, 0xfe])]),
    "application/x-www-form-urlencoded",
  );
  await raw(`name=${stray("bad escape")}%zz%ff`, "application/x-www-form-urlencoded");
  await fetch(`${url}/desk/api/${stray("call")}`, { method: "POST", body: `{"words":"${stray("body")}` });
}
