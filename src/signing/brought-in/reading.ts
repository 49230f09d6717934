// One line of a list as somebody who signed elsewhere, or what is wrong with it. The same rules as for the form, but that
// nothing has to be answered except who it is. Pure.

import type { As, CampaignText, FieldErrorKind, SignAction } from "../../campaigns/campaign.ts";
import { isEmailAddress } from "../../campaigns/form/answer-text.ts";
import { readAnswers } from "../../campaigns/form/answers.ts";
import { sameAddress } from "../../vault/address.ts";
import { SignatureText } from "../../vault/texts.ts";
import { fold } from "../fold.ts";
import type { Line, Table } from "./file.ts";
import type { Target } from "./guessing.ts";

/** How a list is taken. */
export interface Mapping {
  /** What each column is; null where it is not taken. */
  columns: readonly (Target | null)[];
  as: As;
  /** The language that is noted for everybody. */
  language: string;
}

/** Why a line is not taken. */
export type LineWhy =
  /** nobody's name, or no organisation's */
  | "nobody"
  | "email"
  /** the same address stands further up in this list */
  | "twice"
  | FieldErrorKind;

/** A line that is not taken. */
export interface Wrong {
  line: number;
  why: LineWhy;
  /** The head of the column that is wrong; "" where it is the line as a whole. */
  column: string;
  cells: readonly string[];
}

export interface ListRead {
  good: SignatureText[];
  wrong: Wrong[];
}

/** Answers that mean yes; anything else does not. */
const YES = new Set(
  [
    "yes",
    "y",
    "true",
    "1",
    "x",
    "✓",
    "oui",
    "o",
    "si",
    "s",
    "ja",
    "sim",
    "是",
    "同意",
    "ใช่",
    "ยินยอม",
    "co",
  ].map(fold),
);

/** The form with nothing that has to be answered: a list from elsewhere has what it has. */
export function relaxed(sign: SignAction): SignAction {
  return { ...sign, fields: sign.fields.map((field) => ({ ...field, optional: true })) };
}

/**
 * Reads a table.
 * @param text the campaign as it stands, whose form the list is mapped to
 * @param version its version
 * @throws TypeError when the campaign has no form
 */
export function readList(table: Table, mapping: Mapping, text: CampaignText, version: number): ListRead {
  if (text.sign === null) throw new TypeError("this campaign has no form");
  const form = relaxed(text.sign);
  const read: ListRead = { good: [], wrong: [] };
  const seen = new Set<string>();
  for (const line of table.lines) {
    const one = readLine(line, mapping, form, version);
    if (!one.ok) {
      const at = one.target === null ? -1 : mapping.columns.indexOf(one.target);
      read.wrong.push({
        line: line.line,
        why: one.why,
        column: table.head[at] ?? "",
        cells: line.cells,
      });
      continue;
    }
    const address = sameAddress(one.signature.email);
    if (address !== null && seen.has(address)) {
      read.wrong.push({ line: line.line, why: "twice", column: "", cells: line.cells });
      continue;
    }
    if (address !== null) seen.add(address);
    read.good.push(one.signature);
  }
  return read;
}

type LineRead = { ok: true; signature: SignatureText } | { ok: false; why: LineWhy; target: Target | null };

function readLine({ cells }: Line, mapping: Mapping, form: SignAction, version: number): LineRead {
  const { columns, as, language } = mapping;
  const cell = (target: Target): string => {
    const at = columns.indexOf(target);
    return at < 0 ? "" : (cells[at] ?? "").normalize("NFC").trim();
  };
  const email = cell("email");
  if (email !== "" && !isEmailAddress(email)) return { ok: false, why: "email", target: "email" };
  const name = cell("name") || [cell("first"), cell("last")].filter((part) => part !== "").join(" ");
  const values = new Map<string, string[]>();
  for (const field of form.fields) {
    const value = field.id === "name" ? name : cell(`field:${field.id}`);
    if (value === "") continue;
    values.set(field.id, field.type === "choices" ? value.split(/\s*[;,]\s*/) : [value]);
  }
  const who = as === "person" ? "name" : "organisation";
  if (!values.has(who)) return { ok: false, why: "nobody", target: null };
  // Of an organisation's line only what its form asks is taken.
  const read = readAnswers(form, as, asked(form, as, values));
  if (!read.ok) {
    const [first] = read.errors;
    if (!first) throw new Error("refused without an error");
    const target = first.field === "name" ? firstNamed(columns) : (`field:${first.field}` as const);
    return { ok: false, why: first.kind, target };
  }
  const agreed = YES.has(fold(cell("agreed")));
  const signature = SignatureText.safeParse({
    v: 1,
    as,
    email,
    appear: agreed ? "addressee" : "counted",
    follow: false,
    language,
    text: version,
    fields: read.fields,
  });
  return signature.success
    ? { ok: true, signature: signature.data }
    : { ok: false, why: "too_long", target: null };
}

function firstNamed(columns: readonly (Target | null)[]): Target | null {
  return columns.find((target) => target === "name" || target === "first" || target === "last") ?? null;
}

function asked(form: SignAction, as: As, values: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const ids = new Set(
    form.fields.filter((field) => field.for === "both" || field.for === as).map(({ id }) => id),
  );
  return new Map([...values].filter(([id]) => ids.has(id)));
}
