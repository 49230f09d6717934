import { strict as assert } from "node:assert";
import { test } from "node:test";
import { accentOfPath, accentSheet, accentTokens } from "./accent.ts";
import { contrast } from "./oklch.ts";

// The table of the look: on / as text on wash / as text on dark wash / edge on both washes, and the computed colours.
const TABLE = [
  {
    accent: "#a5181c",
    on: 7.64,
    onInk: false,
    paper: 6.45,
    dark: 4.69,
    edge: [4.45, 3.11],
    colours: ["#a5181c", "#e65b53", "#c33a36"],
  },
  {
    accent: "#15305f",
    on: 12.96,
    onInk: false,
    paper: 10.93,
    dark: 4.64,
    edge: [4.53, 3.06],
    colours: ["#15305f", "#6989bf", "#4c6b9f"],
  },
  {
    accent: "#ffd21f",
    on: 12.6,
    onInk: true,
    paper: 4.61,
    dark: 11.34,
    edge: [3.11, 4.45],
    colours: ["#7f6701", "#ffd21f", "#a08200"],
  },
  {
    accent: "#5f2a8c",
    on: 9.56,
    onInk: false,
    paper: 8.06,
    dark: 4.65,
    edge: [4.5, 3.08],
    colours: ["#5f2a8c", "#a471d9", "#8653b7"],
  },
  {
    accent: "#0b6a3c",
    on: 6.69,
    onInk: false,
    paper: 5.64,
    dark: 4.72,
    edge: [4.53, 3.06],
    colours: ["#0b6a3c", "#479968", "#23794a"],
  },
] as const;

const WASH = "#ecece6";
const DARK_WASH = "#211f1c";
const rounded = (ratio: number) => Math.round(ratio * 100) / 100;

for (const row of TABLE) {
  test(`the tokens of ${row.accent} are the ones of the look`, () => {
    const tokens = accentTokens(row.accent);
    assert.deepEqual([tokens.paper, tokens.dark, tokens.edge], row.colours);
    assert.equal(tokens.on, row.onInk ? "#161512" : "#ffffff");
    assert.equal(rounded(contrast(tokens.accent, tokens.on)), row.on);
    assert.equal(rounded(contrast(tokens.paper, WASH)), row.paper);
    assert.equal(rounded(contrast(tokens.dark, DARK_WASH)), row.dark);
    assert.deepEqual(
      [rounded(contrast(tokens.edge, WASH)), rounded(contrast(tokens.edge, DARK_WASH))],
      row.edge,
    );
  });
}

test("whatever accent an organiser picks, its text can be read on every ground", () => {
  for (let red = 0; red < 256; red += 51) {
    for (let green = 0; green < 256; green += 51) {
      for (let blue = 0; blue < 256; blue += 51) {
        const hex = `#${[red, green, blue].map((c) => c.toString(16).padStart(2, "0")).join("")}`;
        const tokens = accentTokens(hex);
        assert.ok(contrast(tokens.accent, tokens.on) >= 4.5, `${hex} under its own text`);
        for (const paper of ["#f8f8f5", WASH])
          assert.ok(contrast(tokens.paper, paper) >= 4.5, `${hex} on ${paper}`);
        for (const dark of ["#141311", DARK_WASH])
          assert.ok(contrast(tokens.dark, dark) >= 4.5, `${hex} on ${dark}`);
        for (const wash of [WASH, DARK_WASH])
          assert.ok(contrast(tokens.edge, wash) >= 3, `ring of ${hex} on ${wash}`);
      }
    }
  }
});

test("the sheet of an accent is found again by its address, and nothing else is", () => {
  assert.equal(accentOfPath(accentSheet("#9b1c1c").path), "#9b1c1c");
  assert.equal(accentOfPath("/assets/accent-red.css"), null);
  assert.equal(accentOfPath("/assets/accent-9b1c1c.css/.."), null);
});
