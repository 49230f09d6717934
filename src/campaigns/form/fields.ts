// The form of a campaign: which fields it has, who is asked which, and how large the texts of its rows are
// at least, so that a length tells nothing about who filled it.
import { type FormShape, floorOf } from "../../vault/text.ts";
import type { As, Field, SignAction } from "../campaign.ts";
import type { FieldData, SignData } from "../file/schema.ts";
import { LIMITS } from "./answer-text.ts";
import { isKnownField, KNOWN_FIELDS } from "./known-fields.ts";

const APPEAR = ["counted", "addressee", "public"] as const;

/**
 * The sign action that a file's front matter describes.
 * @param data `sign` as the schema gives it
 */
export function signAction(data: SignData): SignAction {
  const as = unique<As>(data.as ?? ["person"]);
  const fields = data.fields ?? usualFields(as);
  const appear = data.appear ?? ["counted"];
  return {
    as,
    email: data.email ?? "optional",
    appear: APPEAR.filter((level) => appear.includes(level)),
    fields: fields.map((field) => fieldOf(typeof field === "string" ? { id: field } : field)),
    follow: data.follow === "ask",
  };
}

/**
 * One field, with what the house knows about it filled in.
 * @param data a field of the schema; its words are left to the editions
 */
export function fieldOf(data: FieldData): Field {
  const known = isKnownField(data.id) ? KNOWN_FIELDS[data.id] : null;
  const type = data.type ?? known?.type ?? "text";
  const whom = data.for ?? known?.for ?? "both";
  return {
    id: data.id,
    known: known !== null,
    type,
    options: type === "choice" || type === "choices" ? (data.options ?? []) : [],
    for: whom,
    optional: data.optional ?? false,
    maxBytes: type === "long" ? LIMITS.long : LIMITS.text,
    autocomplete: known?.autocomplete ?? null,
    inputmode: known?.inputmode ?? null,
  };
}

/** The fields that are asked of a person or an organisation, in the form's order. */
export function fieldsFor(sign: SignAction, as: As): Field[] {
  return sign.fields.filter((field) => field.for === "both" || field.for === as);
}

/**
 * Whether a field must be answered: a person's name always; an organisation's own always.
 * @param as who signs
 */
export function isRequired(field: Field, as: As): boolean {
  if (field.id === "name" && as === "person") return true;
  if (field.id === "organisation") return true;
  return !field.optional;
}

/**
 * The names of everything the form asks, in its order: who signs, what must be answered, how they appear, how they
 * are reached, the rest. Errors are listed by it.
 */
export function formOrder(sign: SignAction, as: As): string[] {
  const fields = fieldsFor(sign, as);
  const who = as === "person" ? "name" : "organisation";
  const rest = fields.filter((field) => field.id !== who);
  const ids = (required: boolean) =>
    rest.filter((field) => isRequired(field, as) === required).map((field) => field.id);
  return [who, ...ids(true), "appear", "shown_as", "email", ...ids(false), "follow"];
}

/** How many fields of each kind a form has, for all who may sign: what its rows are padded by. */
function shapeOfForm(sign: SignAction): FormShape {
  const of = (type: Field["type"]) => sign.fields.filter((field) => field.type === type);
  return {
    texts: of("text").length,
    choices: of("choice").length,
    options: of("choices").reduce((sum, field) => sum + field.options.length, 0),
  };
}

/** The least bytes of a row's text for this form (docs/formats.md, Text). */
export function floorOfForm(sign: SignAction): number {
  return floorOf(shapeOfForm(sign));
}

function usualFields(as: readonly As[]): FieldData[] {
  return as.includes("organisation") ? [{ id: "organisation" }, { id: "name" }] : [{ id: "name" }];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
