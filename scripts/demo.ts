// `npm run demo`: a throw-away network with the samples and signatures in every state. Everything goes through
// the doors that people use: forms, mails' links, the command line. Ctrl-C ends it and deletes it.
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { type Running, startNetwork, until } from "../test/running.ts";
import { codeOn, confirm, post, sign } from "../test/signer.ts";

const DECLARATION = "work-without-fear";
const LETTER = "letter-to-the-federation";
/** Long enough ago for a row that nobody accepted to expire. */
const LONG_AGO = "-61d";

const SHOWN = [
  "Jordan, night nurse",
  "Wei Chen",
  "陳小明",
  "สมชาย",
  "Rosa Quispe Mamani",
  "A cleaner at the port",
];
const ORGANISATIONS = ["Lantern Collective", "Eastside Legal Clinic", "Mujeres del Turno de Noche"];

/** Signs with an address, and gives the link that was mailed to it. */
async function signAndWait(network: Running, slug: string, email: string, fields: Record<string, string>) {
  await sign(network.url, slug, { ...fields, email });
  return until(`a mail to ${email}`, async () => {
    const mails = await network.mails();
    return mails.findLast(({ to }) => to.includes(email))?.link;
  });
}

async function publish(network: Running, ...args: string[]): Promise<void> {
  await network.cli("publish", network.url, ...args, "--words-file", network.words);
}

/** A signature that nobody accepted in time, on the letter; the clock is moved back for it. */
async function longAgo(network: Running): Promise<void> {
  await network.begin();
  await publish(network, "samples/open-letter.md");
  await sign(network.url, LETTER, { as: "organisation", organisation: "Too Late Society", name: "Ines" });
  await network.restart({ CLOCK: "+0s" });
}

async function signatures(network: Running): Promise<void> {
  const { url } = network;
  for (const shown_as of SHOWN) {
    await sign(url, DECLARATION, { name: shown_as, appear: "public", shown_as });
  }
  for (let at = 1; at <= 9; at++) await sign(url, DECLARATION, { name: `Somebody ${at}` });
  for (const organisation of ORGANISATIONS) {
    const signed = { as: "organisation", organisation, name: "Li", position: "Director", appear: "public" };
    await sign(url, DECLARATION, signed);
    await sign(url, LETTER, signed);
  }
  const confirmed = await signAndWait(network, DECLARATION, "maya@example.org", { name: "Maya Okello" });
  await confirm(confirmed, {});
  const replaced = await signAndWait(network, DECLARATION, "noor@example.org", { name: "Noor" });
  await confirm(replaced, {});
  // The same address again: the last confirmed one stands.
  const again = { name: "Noor", email: "noor@example.org", appear: "public", shown_as: "Noor, driver" };
  await sign(url, DECLARATION, again);
  const standing = await until("a second mail to Noor", async () => {
    const links = (await network.mails()).filter(({ to }) => to.includes("noor@")).map(({ link }) => link);
    return links.find((link) => link !== replaced);
  });
  await confirm(standing, { appear: "public", shown_as: "Noor, driver" });
}

async function changesOfMind(network: Running): Promise<{ id: string; code: string }> {
  const { url } = network;
  const words = ["--words-file", network.words];
  const leaving = await sign(url, DECLARATION, { name: "Somebody who changed their mind" });
  const staying = await sign(url, DECLARATION, { name: "Somebody with a code" });
  const spam = await sign(url, DECLARATION, { name: "Buy now" });
  if (!codeOn(spam.body)) throw new Error("the form was not taken");
  await network.cli("accept", url, DECLARATION, "--all", "--show", ...words);
  await network.cli("accept", url, LETTER, "--all", "--show", ...words);
  await post(`${url}/${DECLARATION}/mine`, { code: codeOn(leaving.body) ?? "", do: "take-off" });
  const rows = (await network.cli("export", url, DECLARATION, "--format", "json", "--in-the-clear", ...words))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: number; fields: { name: string } });
  const id = String(rows.find(({ fields }) => fields.name === "Buy now")?.id);
  await network.cli("take-off", url, DECLARATION, id, "--reason", "spam", ...words);
  await post(`${url}/${DECLARATION}/mine`, { do: "ask", name: "A cleaner at the port" });
  // Two that still wait: one for its link, one for a key holder.
  await signAndWait(network, DECLARATION, "waiting@example.org", { name: "Waits for the link" });
  await sign(url, DECLARATION, { name: "Waits for a key holder" });
  return { id, code: codeOn(staying.body) ?? "" };
}

async function amended(network: Running): Promise<void> {
  const file = join(network.dir, "declaration.md");
  const text = readFileSync("samples/declaration.md", "utf8");
  writeFileSync(file, text.replace("forty people lost their\nhomes", "forty-one people lost their\nhomes"));
  await publish(network, file);
}

function tell(network: Running, code: string): void {
  const words = `--words-file ${network.words}`;
  const lines = [
    "",
    `Undersigned, a demonstration: ${network.url}/`,
    "",
    `  a declaration, in two languages   ${network.url}/${DECLARATION}`,
    `  an open letter                    ${network.url}/${LETTER}`,
    `  a code to try                     ${network.url}/${DECLARATION}/mine   ${code}`,
    `  mails, as files                   ${join(network.dir, "mail")}`,
    "",
    `  the key holder's address and six words   ${network.words}`,
    `  the envelope's ten words                 ${network.envelope}`,
    "",
    "In another terminal, in this folder:",
    `  node bin/undersigned list ${network.url} ${words}`,
    `  node bin/undersigned export ${network.url} ${DECLARATION} --format json --in-the-clear ${words}`,
    `  node bin/undersigned tidy ${network.url} ${DECLARATION} ${words}`,
    `  node bin/undersigned accept ${network.url} ${DECLARATION} --all --show ${words}`,
    "",
    "Ctrl-C ends it and deletes everything.",
    "",
  ];
  process.stdout.write(lines.join("\n"));
}

/** Runs the demonstration until it is told to stop. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: "boolean" } } });
  process.stdout.write("Making a network, its signatures and mails. This takes a minute.\n");
  const network = await startNetwork({ CLOCK: LONG_AGO });
  const told = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  try {
    await longAgo(network);
    await publish(network, "samples/declaration.md", "samples/declaration.zh-Hant.md");
    for (const draft of ["samples/alert.md", "samples/gathering.md"])
      await publish(network, draft, "--draft");
    await signatures(network);
    const { code } = await changesOfMind(network);
    await amended(network);
    tell(network, code);
    if (!values.once) await told;
  } finally {
    await network.end();
  }
}

await main();
