// What a signing form says, read into the words of the domain. Nothing past this file sees a raw form.

import type { Answers, Appear, As, CampaignText, FieldError, SignAction } from "../../campaigns/campaign.ts";
import { isEmailAddress, LIMITS, readText } from "../../campaigns/form/answer-text.ts";
import { answersErrorOrder, readAnswers } from "../../campaigns/form/answers.ts";
import { type Form, one } from "../../web/forms.ts";

/** What the form carries beside the campaign's fields; anything else is unknown. */
const OWN = new Set(["as", "lang", "email", "appear", "shown_as", "follow", "stamp", "website"]);
/** Filled by programs alone. */
export const HONEYPOT = "website";

/** A form as it was meant. */
export interface SignedForm {
  as: As;
  language: string;
  /** "" without. */
  email: string;
  appear: Appear;
  shownAs: string | null;
  follow: boolean;
  fields: Answers;
}

export type ReadForm =
  | { ok: true; signed: SignedForm }
  /** What can be mended: the form comes back, filled. */
  | { ok: false; as: As; errors: FieldError[] }
  /** What no form of ours sends. */
  | { ok: false; refused: true };

/** As whom somebody signs: what they ask for, else the first that the campaign offers. */
export function readAs(sign: SignAction, asked: string): As | null {
  if (asked === "") return sign.as[0] ?? null;
  return sign.as.find((as) => as === asked) ?? null;
}

/** The campaign's own language that was asked for, or null. */
export function readLanguage(text: CampaignText, asked: string): string | null {
  if (asked === "") return text.languages[0] ?? null;
  return text.languages.find((language) => language.toLowerCase() === asked.toLowerCase()) ?? null;
}

/**
 * Reads how somebody wants to appear, from `appear` and `shown_as`.
 * @param offered what may be chosen here
 * @param needsWords whether choosing `public` needs words: a person has no other name in public
 * @returns the choice, or what to check
 */
export function readAppear(
  offered: readonly Appear[],
  form: Form,
  needsWords: boolean,
): { appear: Appear; shownAs: string | null; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const asked = one(form, "appear");
  const fallback = offered.includes("counted") ? "counted" : offered.length === 1 ? offered[0] : undefined;
  const chosen = asked === "" ? fallback : offered.find((appear) => appear === asked);
  if (!chosen) errors.push({ field: "appear", kind: asked === "" ? "missing" : "not_offered" });
  const appear = chosen ?? "counted";
  const words = readText(one(form, "shown_as"), {
    maxBytes: LIMITS.shownAs,
    maxGraphemes: LIMITS.shownAsGraphemes,
    name: "person",
  });
  if (!words.ok) errors.push({ field: "shown_as", kind: words.kind });
  const typed = words.ok ? words.value : "";
  if (appear === "public" && needsWords && words.ok && typed === "") {
    errors.push({ field: "shown_as", kind: "missing" });
  }
  // Words for a place where they will not stand are not kept.
  return { appear, shownAs: appear === "public" && typed !== "" ? typed : null, errors };
}

/**
 * Reads a signing form.
 * @param text the campaign
 * @param sign its sign action
 * @param form the form's values
 * @param mail whether the network can send mail; without, no form asks for an address
 * @returns the signature as it was meant, what to check, or that no form of ours sends this
 */
export function readSignForm(text: CampaignText, sign: SignAction, form: Form, mail: boolean): ReadForm {
  const as = readAs(sign, one(form, "as"));
  const language = readLanguage(text, one(form, "lang"));
  if (!as || !language) return { ok: false, refused: true };
  const fields = new Map<string, readonly string[]>();
  for (const [name, values] of form) {
    if (!OWN.has(name)) fields.set(name, values);
    else if (values.length > 1) return { ok: false, refused: true };
  }
  const follow = one(form, "follow");
  if (follow !== "" && follow !== "yes") return { ok: false, refused: true };

  const answers = readAnswers(sign, as, fields);
  const errors: FieldError[] = answers.ok ? [] : [...answers.errors];
  if (errors.some((error) => error.kind === "unknown" || error.kind === "repeated"))
    return { ok: false, refused: true };
  const email = readEmail(sign, one(form, "email"), mail);
  if (email.error) errors.push({ field: "email", kind: email.error });
  const appear = readAppear(sign.appear, form, as === "person");
  errors.push(...appear.errors);
  if (!answers.ok || errors.length > 0) {
    return { ok: false, as, errors: answersErrorOrder(sign, as, errors) };
  }
  return {
    ok: true,
    signed: {
      as,
      language,
      email: email.value,
      appear: appear.appear,
      shownAs: appear.shownAs,
      follow: sign.follow && follow === "yes",
      fields: answers.fields,
    },
  };
}

function readEmail(
  sign: SignAction,
  typed: string,
  mail: boolean,
): { value: string; error?: FieldError["kind"] } {
  const address = typed.normalize("NFC").trim();
  if (address === "") return sign.email === "required" ? { value: "", error: "missing" } : { value: "" };
  if (sign.email === "none" || !mail) return { value: "", error: "not_offered" };
  if (Buffer.byteLength(address) > LIMITS.email) return { value: "", error: "too_long" };
  if (!isEmailAddress(address)) return { value: "", error: "email" };
  return { value: address };
}
