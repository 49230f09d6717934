// The example of docs/formats.md in full (sealing.json), and primitives whose chance is given: with the example's
// random bytes they must give the example's every value. For tests alone.
import { readFileSync } from "node:fs";
import sodium from "libsodium-wrappers-sumo";
import { readHex } from "../../src/vault/bytes.ts";
import { hpkeOver } from "../../src/vault/hpke.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { onWeb } from "../../src/vault/on-web.ts";
import type { Primitives } from "../../src/vault/primitives.ts";
import { xwingOnWeb } from "../../src/vault/xwing-on-web.ts";

type Section = Record<string, string | number>;

/** The example as it is in the file. */
export const everything: Readonly<Record<string, Section>> = JSON.parse(
  readFileSync(new URL("sealing.json", import.meta.url), "utf8"),
);

/** The text of a value, such as `said("row", "text")`. Throws when the example has none of that name. */
export function said(section: string, name: string): string {
  const value = everything[section]?.[name];
  if (typeof value !== "string") throw new Error(`the example has no ${section}.${name}`);
  return value;
}

/** A number of the example. */
export function numberOf(section: string, name: string): number {
  return Number(everything[section]?.[name]);
}

/** The bytes of a value in hex. */
export function given(section: string, name: string): Uint8Array {
  const bytes = readHex(said(section, name));
  if (bytes === null) throw new Error(`${section}.${name} is not hex`);
  return bytes;
}

/** `length` bytes that count up from `first`. */
export function upFrom(first: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => first + at);
}

/** Primitives whose random bytes count up from `first`, and whose encapsulations use `coins` (64 bytes). */
export async function withChance(
  p: Primitives,
  { first = 0x30, coins = upFrom(0, 64) }: { first?: number; coins?: Uint8Array },
): Promise<Primitives> {
  await sodium.ready;
  return {
    ...p,
    random: (n) => upFrom(first, n),
    ...hpkeOver(
      xwingOnWeb(sodium, () => coins),
      p.hmac,
    ),
  };
}

/** Both sets of primitives, by the name a test shows. */
export async function bothSets(): Promise<[string, Primitives][]> {
  return [
    ["on Node", onNode],
    ["in the browser", await onWeb()],
  ];
}
