// A list as a file: CSV, the same for spreadsheets, or one JSON object a line, whole in memory never. Promises that no
// cell is run as a formula, and that e-mail and phone are in it only when asked for. Pure; the same in browsers and on
// the command line.
import { Decrypter, Encrypter } from "age-encryption";
import { stringify } from "csv-stringify/browser/esm/sync";
import type { Answers, CampaignText } from "../../campaigns/campaign.ts";
import { isoDay } from "../../clock.ts";
import type { OpenedSignature } from "../opening/opening.ts";

/** `sheet` is a CSV that spreadsheets open without changing what was typed. */
export const FORMATS = ["csv", "sheet", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** What stands between two cells; which one a spreadsheet expects depends on its country. */
export const SEPARATORS = { comma: ",", semicolon: ";", tab: "\t" } as const;
export type Separator = keyof typeof SEPARATORS;

/** What is in the file only when asked for. */
export const PRIVATE = ["email", "phone"] as const;
export type Private = (typeof PRIVATE)[number];

/** The columns that every list begins with; `email` is the last, where asked for. */
const OWN = ["id", "state", "as", "day", "language", "appear", "shown_as"] as const;

/** What stands before it is ours: a day that a spreadsheet takes for a day is right. */
const TYPED_FROM = OWN.indexOf("shown_as");

type Own = (typeof OWN)[number] | "email";
/** What is one of a few codes in a list. */
type Codes = Pick<OpenedSignature, "state" | "as"> & Pick<NonNullable<OpenedSignature["typed"]>, "appear">;

/** How a spreadsheet's columns and codes are called. */
export interface SheetWords {
  /** A column that every list has. */
  column(name: Own): string;
  /** A question of the form, by its id. */
  question(id: string): string;
  /** What is one of a few codes. */
  state(code: Codes["state"]): string;
  as(code: Codes["as"]): string;
  appear(code: Codes["appear"]): string;
}

/** What stands where nobody gives words: the questions as they are asked, in the campaign's first language. */
export function wordsOfForm(texts: readonly CampaignText[]): SheetWords {
  const labels = texts.toReversed().map((text) => text.in(text.languages[0] ?? "").fields);
  return {
    column: (name) => name,
    question: (id) => labels.find((fields) => fields[id]?.label)?.[id]?.label?.text ?? id,
    state: (code) => code,
    as: (code) => code,
    appear: (code) => code,
  };
}

export interface Exporting {
  /** What stands before the first signature. */
  readonly head: string;
  /** Signatures as lines; what could not be opened is left out. */
  lines(signatures: readonly OpenedSignature[]): string;
}

/** The ids of all fields that any version of a campaign asked, in the order of the forms, the last version's first. */
export function fieldIds(versions: readonly CampaignText[]): string[] {
  const forms = versions.toReversed().flatMap(({ sign }) => sign?.fields ?? []);
  return [...new Set(forms.map(({ id }) => id))];
}

/**
 * Opens an export.
 * @param format csv, sheet or json
 * @param ids the fields' ids, the columns of a CSV
 * @param wanted what may be in it that is not by itself
 * @param separator of a CSV
 * @param words of a spreadsheet; programs are given ids and codes
 */
export function openExport(
  format: Format,
  ids: readonly string[],
  wanted: ReadonlySet<Private>,
  separator: Separator = "comma",
  words: SheetWords = wordsOfForm([]),
): Exporting {
  const email = wanted.has("email");
  const kept = ids.filter((id) => id !== "phone" || wanted.has("phone"));
  const own = (signature: OpenedSignature) => {
    const { typed } = signature;
    if (typed === null) return null;
    const { id, state, as, day } = signature;
    const { language, appear, shownAs } = typed;
    const values = { id, state, as, day: isoDay(day), language, appear, shown_as: shownAs };
    return email ? { ...values, email: typed.email } : values;
  };
  const answers = ({ typed }: OpenedSignature): Answers => {
    const all = Object.entries(typed?.fields ?? {});
    return Object.fromEntries(all.filter(([id]) => kept.includes(id)));
  };

  if (format === "json") {
    const line = (signature: OpenedSignature) => {
      const values = own(signature);
      return values && `${JSON.stringify({ ...values, fields: answers(signature) })}\n`;
    };
    return { head: "", lines: (signatures) => signatures.map(line).filter(Boolean).join("") };
  }

  const sheet = format === "sheet";
  const columns: Own[] = [...OWN, ...(email ? (["email"] as const) : [])];
  // A field may be called like one of ours; its column then says that it is a field.
  const plain = kept.map((id) => (columns.includes(id as Own) ? `field_${id}` : id));
  const asked = kept.map((id) => words.question(id).trim().replace(/\s+/g, " "));
  const names = sheet ? apart([...columns.map(words.column), ...asked]) : [...columns, ...plain];
  const spoken = ({ state, as, appear }: Codes) => ({
    state: words.state(state),
    as: words.as(as),
    appear: words.appear(appear),
  });
  const cells = (signature: OpenedSignature) => {
    const values = own(signature);
    const fields = answers(signature);
    if (!values) return null;
    const told = sheet ? { ...values, ...spoken(values) } : values;
    return [...Object.values(told), ...kept.map((id) => [fields[id] ?? ""].flat().join("; "))];
  };
  const spell = (rows: (string | number)[][]) =>
    stringify(
      sheet ? rows.map((row) => row.map((cell, at) => (at < TYPED_FROM ? cell : asTyped(cell)))) : rows,
      {
        delimiter: SEPARATORS[separator],
        escape_formulas: true,
        ...(sheet && { record_delimiter: "windows" as const }),
      },
    );
  return {
    // Spreadsheets read another alphabet where the file does not begin by saying that it is UTF-8.
    head: `${sheet ? "\ufeff" : ""}${spell([names])}`,
    lines: (signatures) => spell(signatures.map(cells).filter((row) => row !== null)),
  };
}

/** Names of columns of which no two are the same, whatever case they are in. */
function apart(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let [own, number] = [name, 1];
    while (taken.has(own.toLowerCase())) own = `${name} (${++number})`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** What a spreadsheet would take for a number or a date and show as another: 0044…, 4165550100123, 1E5, 3/4. */
const CHANGED = /^(?:0\d+|\d{12,}|\d+(?:\.\d+)?e\d+|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?)$/i;

/** A cell that stays as it was typed. */
function asTyped(cell: string | number): string | number {
  return typeof cell === "string" && CHANGED.test(cell) ? `'${cell}` : cell;
}

/** What is written into it comes out locked. */
export interface Lock {
  writable: WritableStream<Uint8Array>;
  readable: ReadableStream<Uint8Array>;
}

/**
 * Opens a lock as age has it (age-encryption.org/v1), under words: no key that a later machine could compute.
 * Takes seconds, in which nothing else happens.
 * @param words the holder's own words, or the envelope's, joined by single spaces
 */
export async function openLock(words: string): Promise<Lock> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(words);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  return { writable, readable: await encrypter.encrypt(readable) };
}

/**
 * Opens what was locked so. Takes seconds, in which nothing else happens.
 * @param locked the whole file
 * @param words as readWords gives them
 * @returns what is in it; null where the words are others, or the file is none of these or not whole
 */
export async function unlock(
  locked: Uint8Array<ArrayBuffer>,
  words: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  try {
    return new Uint8Array(await decrypter.decrypt(locked));
  } catch {
    return null;
  }
}
