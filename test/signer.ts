// Somebody who signs without script: reads a page's forms as a browser would and sends them.

export interface Answer {
  status: number;
  body: string;
  headers: Headers;
}

export interface FormOnPage {
  action: string;
  hidden: Record<string, string>;
}

const unescaped = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** The POST forms of a page with their hidden values. */
export function formsOf(page: string): FormOnPage[] {
  return [...page.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const action = unescaped(/action="([^"]*)"/.exec(form)?.[1] ?? "");
    const hidden: Record<string, string> = {};
    for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) {
      hidden[unescaped(name ?? "")] = unescaped(value ?? "");
    }
    return { action, hidden };
  });
}

/** The code on a page, or null. */
export function codeOn(page: string): string | null {
  return /\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){6}\b/.exec(page)?.[0] ?? null;
}

async function read(answer: Response): Promise<Answer> {
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(url, { headers, redirect: "manual" }));
}

type Fields = Record<string, string | string[]>;

export async function post(
  url: string,
  fields: Fields,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
  }
  return read(await fetch(url, { method: "POST", body, headers, redirect: "manual" }));
}

/** Opens a campaign's form and sends it with these fields. */
export async function sign(url: string, slug: string, fields: Fields): Promise<Answer> {
  const as = fields.as === "organisation" ? "?as=organisation" : "";
  const page = await get(`${url}/${slug}/sign${as}`);
  const form = formsOf(page.body).find((one) => one.action.includes("/sign"));
  if (!form) throw new Error(`no form to sign on ${url}/${slug}/sign${as}: ${page.status}`);
  return post(new URL(form.action, url).href, { ...form.hidden, ...fields });
}

/** Follows a mail's link and presses its button. */
export async function confirm(link: string, fields: Fields = {}): Promise<Answer> {
  const page = await get(link);
  const [form] = formsOf(page.body);
  if (!form) return page;
  return post(new URL(form.action, link).href, { ...form.hidden, ...fields });
}
