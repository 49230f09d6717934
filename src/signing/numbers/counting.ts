// Who signed, as numbers: by day, and by each answer that is chosen from a list. Exact, for the desk alone; what of it may
// be published is made by publishing.ts. Pure.
import type { CampaignText, Field } from "../../campaigns/campaign.ts";
import { isoDay } from "../../clock.ts";
import { fold } from "../fold.ts";
import type { Person } from "../people/person.ts";

/** One number of a table. */
export interface Cell {
  /** The answer as the form has it, or a day; "" for who gave none. */
  label: string;
  many: number;
}

/** One table: each cell counts by one thing alone. */
export interface Counted {
  /** `day`, or a field's id. */
  of: string;
  cells: Cell[];
  /** Whether its labels are the organisers' own, or days; what signers typed is for the desk alone. */
  listed: boolean;
  /** Whether one person may stand in several cells. */
  several: boolean;
}

/** What people type into these is counted too, as it was typed. */
const TYPED = ["region", "place"];
/** So many of what was typed are told; the others are one cell. */
const MOST_TYPED = 30;

/**
 * Counts everybody who is counted.
 * @param everyone who stands or waits
 * @param text the campaign as it stands
 */
export function countTables(everyone: readonly Person[], text: CampaignText): Counted[] {
  const counted = everyone.filter(({ state }) => state !== "pending");
  const fields = text.sign?.fields ?? [];
  const tables = fields.flatMap((field) => {
    if (field.type === "choice" || field.type === "choices") return [byChoice(counted, field)];
    return TYPED.includes(field.id) ? [byTyped(counted, field.id)] : [];
  });
  return [byDay(counted), ...tables];
}

/** Every day from the first to the last; days on which nobody signed too. */
function byDay(people: readonly Person[]): Counted {
  const many = new Map<number, number>();
  for (const { day } of people) many.set(day, (many.get(day) ?? 0) + 1);
  const days = [...many.keys()];
  const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const last = days.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  const length = days.length === 0 ? 0 : last - first + 1;
  const cells = Array.from({ length }, (_, at) => ({
    label: isoDay(first + at),
    many: many.get(first + at) ?? 0,
  }));
  return { of: "day", cells, listed: true, several: false };
}

/** The labels of a field whose answers are chosen from a list; "" where somebody may give none. */
export function labelsOf(field: Field): string[] {
  return field.optional || field.for !== "both" ? [...field.options, ""] : [...field.options];
}

function byChoice(people: readonly Person[], field: Field): Counted {
  const many = new Map<string, number>(labelsOf(field).map((option) => [option, 0]));
  for (const { typed } of people) {
    const answers = [typed?.fields[field.id] ?? []].flat();
    const known = answers.filter((answer) => many.has(answer) && answer !== "");
    const stands = known.length > 0 ? known : [""];
    // An answer under an earlier form, or one that cannot be opened, stands in no cell of a field that has to be answered.
    for (const answer of stands) if (many.has(answer)) many.set(answer, (many.get(answer) ?? 0) + 1);
  }
  const cells = [...many].map(([label, some]) => ({ label, many: some }));
  return { of: field.id, cells, listed: true, several: field.type === "choices" };
}

/** What was typed, alike whatever its case and accents, the most frequent first. */
function byTyped(people: readonly Person[], field: string): Counted {
  const found = new Map<string, Cell>();
  for (const { typed } of people) {
    const answer = typed?.fields[field];
    const label = typeof answer === "string" ? answer.trim() : "";
    const cell = found.get(fold(label)) ?? { label, many: 0 };
    cell.many++;
    found.set(fold(label), cell);
  }
  const cells = [...found.values()].sort((a, b) => b.many - a.many).slice(0, MOST_TYPED);
  return { of: field, cells, listed: false, several: false };
}
