// With limits on, as in real use, an address that was mailed lately is over its budget: its mail waits. Neither the
// answer nor the mail that comes in the end tells so.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { until } from "../running.ts";
import { type Answer, formsOf, get, post } from "../signer.ts";
import { DATABASES, type Held, openHeld, SLUG } from "./networks.ts";

const KNOWN = "maya@example.org";
const OTHER = "liwei@example.org";

for (const kind of DATABASES) {
  describe(`on ${kind}`, () => {
    let here: Held;
    before(async () => {
      here = await openHeld(kind, { limits: true });
    });
    after(() => here.end());

    const signSlowly = async (name: string, email: string): Promise<Answer> => {
      const [form] = formsOf((await get(`${here.url}/${SLUG}/sign`)).body);
      assert.ok(form);
      here.clock.move({ minutes: 1 });
      const { body, status, headers } = await post(`${here.url}/${SLUG}/sign`, {
        ...form.hidden,
        ...{ as: "person", name, email, appear: "counted" },
      });
      assert.equal(status, 200, body);
      return { status, body, headers };
    };
    const mails = () => {
      const dir = here.settings.mail?.kind === "folder" ? here.settings.mail.dir : "";
      return readdirSync(dir)
        .filter((name) => name.endsWith(".eml"))
        .sort()
        .map((name) => readFileSync(join(dir, name), "utf8"));
    };
    const said = ({ status, body, headers }: Answer) => ({
      status,
      body,
      headers: [...headers].filter(([name]) => name !== "date").sort(),
    });

    test("an address over its budget is answered like any other, and nobody is mailed in its place", async () => {
      const first = await signSlowly("Maya Okello", KNOWN);
      await until("the first mail", () => mails().length === 1);
      const again = [await signSlowly("Maya Again", KNOWN), await signSlowly("Maya Thrice", KNOWN)];
      const other = await signSlowly("Li Wei", OTHER);
      await until("the other's mail", () => mails().length === 2);
      for (const answer of [...again, other]) assert.deepEqual(said(answer), said(first));
      assert.equal(mails().filter((mail) => mail.includes(KNOWN)).length, 1, "the others wait");
    });

    test("two mails differ in nothing but the address, the link and what makes every mail its own", () => {
      const [one = "", other = ""] = mails();
      assert.ok(one.length > 500);
      assert.equal(plain(one), plain(other));
    });

    test("the form again says nothing of an address either: too fast, or with something to mend", async () => {
      const answers = [];
      for (const email of [KNOWN, "nobody@example.org"]) {
        const [form] = formsOf((await get(`${here.url}/${SLUG}/sign`)).body);
        const fields = { ...form?.hidden, as: "person", name: "Maya", email, appear: "counted" };
        const fast = await post(`${here.url}/${SLUG}/sign`, fields);
        here.clock.move({ minutes: 1 });
        const wrong = await post(`${here.url}/${SLUG}/sign`, { ...fields, name: "" });
        assert.deepEqual([fast.status, wrong.status], [422, 422]);
        answers.push([fast, wrong].map(({ body }) => withoutOwn(body, email)));
      }
      assert.deepEqual(answers[0], answers[1]);
    });
  });
}

/** A form without what was typed into it and what is new in every view. */
function withoutOwn(body: string, email: string): string {
  return body.replaceAll(email, "…").replaceAll(/name="stamp" value="[^"]*"/g, "");
}

/** A mail without its own address, link, id, date and boundary. */
function plain(mail: string): string {
  const joined = mail.replaceAll("=\r\n", "").replaceAll("\r\n", "\n");
  const boundary = /boundary="([^"]+)"/.exec(joined)?.[1] ?? "none";
  return joined
    .replaceAll(boundary, "boundary")
    .replaceAll(/\/c\/[\w=-]+/g, "/c/…")
    .replace(/^(To|Message-ID|Date): .*$/gm, "$1: …")
    .replaceAll(KNOWN, "…")
    .replaceAll(OTHER, "…");
}
