// HTML as the pages write it: templates that escape what is put into them. Promises that a template is ready
// at once: nothing in a page waits for anything.
import { html as honoHtml, raw as honoRaw } from "hono/html";

/** Text that is HTML already and goes into a page as it is. */
export interface Markup {
  readonly isEscaped: true;
  toString(): string;
}

/** What a template takes: text and numbers are escaped, Markup is not, null, undefined and booleans are left out. */
export type Piece = string | number | boolean | null | undefined | Markup | readonly Piece[];

/**
 * The template tag of every page. Takes pieces, gives Markup.
 * @throws TypeError when somebody puts a promise in
 */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  const made = honoHtml(strings, ...pieces);
  if (made instanceof Promise) throw new TypeError("a page is made of data that is there already");
  return made as unknown as Markup;
}

/** Takes HTML that is known to be safe (what renderText made, a mark), gives it as Markup. */
export function raw(trusted: string): Markup {
  return honoRaw(trusted) as unknown as Markup;
}

/** Nothing. */
export const NOTHING: Markup = raw("");
