// What can be wrong in a campaign file, as words of fixed lists: a program tells mistakes apart by them, and they are
// said in the language of whoever reads (mistake-words.ts). What finds something more adds its word here.

/** Of one value; what is allowed in its place is its form. */
export const VALUE_MISTAKES = [
  "missing",
  "empty",
  "cannot_be",
  "cannot_be_near",
  "cannot_be_plain",
  "cannot_be_unquoted",
  "cannot_be_nothing",
  "cannot_be_list",
  "cannot_be_block",
  "entries",
  "no_key",
  "no_key_near",
] as const;

/** Of everything else; what is allowed belongs to each. */
export const OTHER_MISTAKES = [
  // The file, before anything in it can be asked.
  "file_long",
  "no_front_matter",
  "front_matter_endless",
  "front_matter_ends_early",
  "control_character",
  "reference",
  "tag",
  "too_deep",
  "key_twice",
  "two_keys_on_line",
  "no_key_with_value",
  "indent_differs",
  "indent_tab",
  "sign_lost",
  "unreadable_here",
  "text_begins",
  "backslash",
  "yaml",
  // Several values at once.
  "call_empty",
  "keep_until_missing",
  "keep_until_early",
  "keep_until_over",
  "closes_early",
  "no_way",
  "action_empty",
  "actions_in_one",
  "action_twice",
  "name_unasked",
  "organisation_unasked",
  "organisation_for_nobody",
  "organisation_of_people",
  "organisation_optional",
  "news_without_email",
  "form_large",
  "field_twice",
  "field_unlabelled",
  "field_without_options",
  "field_no_choice",
  "field_no_text",
  "option_twice",
  "event_nowhere",
  "event_ends_early",
  "mark_twice",
  "mark_without_calls",
  // Several files.
  "no_original",
  "second_original",
  "second_language",
  "other_campaign",
  "other_slug",
  "number_differs",
  "links_differ",
  "original_without",
  "original_without_action",
  "original_without_field",
  "original_without_field_near",
  "original_without_calls",
  // What this network cannot publish.
  "action_later",
  "comments_later",
  "email_unsendable",
] as const;

/** What one value may be. */
export const FORMS = [
  "line",
  "lines",
  "words",
  "keys",
  "block",
  "list",
  "list_of",
  "day",
  "slug",
  "language",
  "colour",
  "web",
  "email",
  "phone",
  "count",
  "yes_or_no",
  "field_id",
  "picture",
  "moment",
  "zone",
  "country",
  "degrees",
] as const;

export type ValueMistake = (typeof VALUE_MISTAKES)[number];
export type OtherMistake = (typeof OTHER_MISTAKES)[number];
export type MistakeCode = ValueMistake | OtherMistake;
export type FormCode = (typeof FORMS)[number];

/** What stands in the places of a sentence: numbers, words of the file, what was typed. */
export type MistakeValues = Readonly<Record<string, string | number>>;

/** What one value may be, and how much of it. */
export interface Form {
  readonly code: FormCode;
  readonly values?: MistakeValues;
}

/** Something wrong in a campaign file, and where it is. */
export interface Mistake {
  readonly file: string;
  /** Of the wrong value, counted from the file's first line, which is 1. */
  readonly line: number;
  /** The way to the value in the front matter; missing where it is not about one. `body` is the text. */
  readonly path?: readonly PropertyKey[];
  readonly code: MistakeCode;
  readonly values?: MistakeValues;
  /** What the value may be, where it is about one alone. */
  readonly form?: Form;
}

const KNOWN: ReadonlySet<string> = new Set([...VALUE_MISTAKES, ...OTHER_MISTAKES]);

/** Whether a code is one of ours: a network of another version may send others. */
export function knownMistake(code: string): code is MistakeCode {
  return KNOWN.has(code);
}

const MISSING: ReadonlySet<string> = new Set<MistakeCode>([
  "missing",
  "empty",
  "cannot_be_nothing",
  "keep_until_missing",
  "call_empty",
  "no_way",
  "field_unlabelled",
  "field_without_options",
]);

/** Whether something is not there yet, rather than wrong. */
export function isMissing({ code }: { readonly code: string }): boolean {
  return MISSING.has(code);
}

/** A form as a schema carries it along, in the place of a sentence: schemas know nothing else to say. */
export function carried(code: FormCode, values?: MistakeValues): string {
  return JSON.stringify({ code, values });
}

/** @param message what `carried` made */
export function formOf(message: string): Form {
  return JSON.parse(message) as Form;
}
