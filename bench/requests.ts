// What the load sends: a form filled in as people fill it in, with a name (and an address) of its own each time.
import { formsOf, get } from "../test/signer.ts";
import { type Product, SLUG } from "./product.ts";

/** Where the number of a request goes: seven digits. */
const NUMBER = "@@@@@@@";
const PAGE = `/${SLUG}`;

function over(method: string, path: string, port: number, more: readonly string[], body: string): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language: en-CA,en;q=0.7",
    ...more,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** A request for a page. */
export function pageRequest(port: number): string {
  return over("GET", PAGE, port, [], "");
}

/**
 * A form that is sent in.
 * @param product whose form it is; it must be served
 * @param port where it is sent to
 * @param mail whether an address is given
 */
export async function signRequest(product: Product, port: number, mail: boolean): Promise<string> {
  const page = await get(`${product.url}${PAGE}/sign?as=person`);
  const form = formsOf(page.body).find(({ action }) => action.includes("/sign"));
  if (!form) throw new Error("the campaign's page has no form");
  const fields = {
    ...form.hidden,
    name: `Maya Okello ${NUMBER}`,
    position: "Night cleaner",
    phone: "+1 416 555 0100",
    postal_code: "M5V 2T6",
    region: "Ontario",
    email: mail ? `maya.${NUMBER}@signers.example` : "",
    appear: "counted",
  };
  const body = new URLSearchParams(fields).toString().replaceAll(encodeURIComponent("@"), "@");
  // The one real @ of an address is written as an escape again, so that every @ left is a digit.
  const escaped = body.replace("@signers.example", "%40signers.example");
  const head = [
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${Buffer.byteLength(escaped)}`,
  ];
  return over("POST", `${PAGE}/sign`, port, head, escaped);
}
