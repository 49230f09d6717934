// Who somebody is for their colleagues: the part of a ceremony that every newcomer fills in.
import { html, type TemplateResult } from "lit-html";
import type { DeskSay } from "../../locales/desk.ts";
import { sameAddress } from "../../vault/address.ts";
import { textField, typed } from "../field.ts";

export interface Person {
  name: string;
  email: string;
  organisation: string;
}

/** What is wrong with it, by field. */
export type PersonWrong = Partial<Record<keyof Person, string>>;

/** Reads the fields of a form that was sent. */
export function readPerson(form: HTMLFormElement): Person {
  return {
    name: typed(form, "name"),
    email: typed(form, "email"),
    organisation: typed(form, "organisation"),
  };
}

/** Looks at what was typed, before anything is made of it. */
export function mistakesOf(t: DeskSay, { name, email }: Person): PersonWrong {
  return {
    ...(name === "" && { name: t("start.name.missing") }),
    ...(sameAddress(email) === null && {
      email: t(email === "" ? "start.email.missing" : "start.email.wrong"),
    }),
  };
}

/**
 * The fields.
 * @param opens whether they will open lists: then an organisation, or without one their own name, is public
 * @returns them, with what was typed so far
 */
export function personFields(
  t: DeskSay,
  person: Person,
  wrong: PersonWrong,
  { opens }: { opens: boolean } = { opens: true },
): TemplateResult {
  const { name, email, organisation } = person;
  const [wrongName, wrongEmail] = [wrong.name ?? null, wrong.email ?? null];
  return html`${textField({ name: "name", label: t("start.name"), hint: t("start.name.hint"), value: name, wrong: wrongName, autocomplete: "name" })}
    ${textField({ name: "email", label: t("start.email"), hint: t("start.email.hint"), value: email, wrong: wrongEmail, type: "email", autocomplete: "email" })}
    ${textField({ name: "organisation", label: t("start.organisation"), hint: t(opens ? "start.organisation.public" : "start.organisation.hint"), value: organisation, autocomplete: "organization" })}`;
}
