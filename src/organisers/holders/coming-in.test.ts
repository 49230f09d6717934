// The bytes of docs/formats.md, Invitation and Lost words, made by hand with another library than ours
// (test/vectors/coming-in.json), on Node and with the browser's primitives.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bothSets, given, upFrom } from "../../../test/vectors/example.ts";
import { hex, readHex } from "../../vault/bytes.ts";
import { invitationLook } from "./invitation-look.ts";
import { lostWordsSigned } from "./lost-words-label.ts";

const kept = JSON.parse(
  readFileSync(new URL("../../../test/vectors/coming-in.json", import.meta.url), "utf8"),
) as {
  look: string;
  look_kept: string;
  lost_words: { root: string; sign_in: string; signed: string; signature: string };
};
const bytesOf = (text: string) => readHex(text) ?? new Uint8Array();

for (const [where, p] of await bothSets()) {
  test(`what a newcomer shows of an invitation, and what is kept of that, ${where}`, () => {
    const look = invitationLook(p, upFrom(0xd0, 16));
    assert.equal(hex(look), kept.look);
    assert.equal(hex(p.sha256(look)), kept.look_kept);
  });

  test(`what whoever lost their words signs, ${where}`, () => {
    const { root, sign_in, signed, signature } = kept.lost_words;
    const said = lostWordsSigned({
      network: given("ids", "network"),
      account: given("ids", "holder"),
      root: bytesOf(root),
      salt: upFrom(0x70, 16),
      signIn: bytesOf(sign_in),
    });
    assert.equal(hex(said), signed);
    assert.equal(hex(p.sign(upFrom(0xe0, 32), said)), signature);
  });
}
