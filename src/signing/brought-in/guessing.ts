// What the columns of a list are, guessed by their heads: those of Google Forms, Action Network and Change.org in the
// languages in which they come, and the form's own labels. A guess is shown before anything is taken. Pure.
import type { CampaignText, SignAction } from "../../campaigns/campaign.ts";
import { fold } from "../fold.ts";

/**
 * What a column is taken as: the whole name, or its halves, which are joined; an address; whether somebody agreed to be
 * named to the addressee; or a field of the form by its id.
 */
export type Target = "name" | "first" | "last" | "email" | "agreed" | `field:${string}`;

/** Heads by what they mean. Of forms made by hand only the usual ones: what is not known is not taken. */
const HEADS: Readonly<Record<string, readonly string[]>> = {
  name: [
    ...[
      "name",
      "full name",
      "your name",
      "full_name",
      "signer name",
      "name and surname",
      "first and last name",
    ],
    ...[
      "nom complet",
      "nom et prenom",
      "prenom et nom",
      "votre nom",
      "nom, prenom",
      "nom prenom",
      "prenom nom",
    ],
    ...["nom et prenoms", "comment vous appelez-vous"],
    ...["nombre completo", "nombre y apellido", "nombre y apellidos", "tu nombre", "su nombre"],
    ...["como te llamas", "como se llama", "como se llama usted"],
    ...["vollstandiger name", "nome completo", "nome e cognome"],
    ...[
      "姓名",
      "全名",
      "叫什麼名字",
      "叫什么名字",
      "名字",
      "名前",
      "氏名",
      "이름",
      "성명",
      "ชื่อ",
      "ชื่อ-นามสกุล",
      "ชื่อ นามสกุล",
      "ho va ten",
      "ho ten",
    ],
  ],
  first: ["first name", "first_name", "given name", "prenom", "nombre", "vorname", "nome", "ชื่อจริง", "ten"],
  last: [
    ...["last name", "last_name", "nom", "surname", "family name", "nom de famille", "apellido", "apellidos"],
    ...["nachname", "cognome", "sobrenome", "นามสกุล", "ho"],
  ],
  email: [
    ...["email", "e-mail", "email address", "e-mail address", "mail", "adresse e-mail", "adresse email"],
    ...["adresse mail", "courriel", "adresse courriel", "adresse electronique", "adresse de courriel"],
    ...["correo", "correo electronico", "direccion de correo electronico", "direccion de correo"],
    ...["direccion de email", "email 地址", "電子信箱", "信箱", "电子邮箱", "郵箱"],
    ...[
      "e-mail-adresse",
      "endereco de e-mail",
      "indirizzo email",
      "電子郵件",
      "電子郵件地址",
      "電郵",
      "电子邮件",
    ],
    ...[
      "电子邮件地址",
      "邮箱",
      "メールアドレス",
      "อีเมล",
      "ที่อยู่อีเมล",
      "이메일",
      "이메일 주소",
      "dia chi email",
    ],
  ],
  phone: [
    ...["phone", "phone number", "can2_phone", "telephone", "mobile", "mobile number", "numero de telephone"],
    ...[
      "telefono",
      "numero de telefono",
      "telefon",
      "電話",
      "電話號碼",
      "电话",
      "电话号码",
      "โทรศัพท์",
      "เบอร์โทรศัพท์",
    ],
  ],
  organisation: [
    ...["organisation", "organization", "organisation name", "organization name", "employer", "company"],
    ...["association", "organizacion", "entidad", "verein", "團體", "機構", "组织", "团体", "องค์กร"],
  ],
  position: [
    "position",
    "job title",
    "title",
    "role",
    "occupation",
    "fonction",
    "poste",
    "cargo",
    "職位",
    "职位",
    "ตำแหน่ง",
  ],
  region: [
    ...["state", "region", "province", "can2_state_abbreviated", "state/province", "etat", "etat/region"],
    ...["departement", "estado", "estado/provincia", "provincia", "bundesland", "省", "縣市", "จังหวัด"],
  ],
  place: [
    "city",
    "town",
    "place",
    "ville",
    "ciudad",
    "localidad",
    "stadt",
    "ort",
    "cidade",
    "citta",
    "城市",
    "เมือง",
  ],
  postal_code: [
    ...["zip", "zip_code", "zip code", "postal code", "postal_code", "postcode", "code postal"],
    ...["codigo postal", "plz", "postleitzahl", "郵遞區號", "邮政编码", "邮编", "รหัสไปรษณีย์"],
  ],
  comment: [
    ...["comment", "comments", "reason", "reason for signing", "commentaire", "commentaires", "comentario"],
    ...["comentarios", "kommentar", "留言", "評論", "评论", "ความคิดเห็น"],
  ],
};

const BY_HEAD: ReadonlyMap<string, string> = new Map(
  Object.entries(HEADS).flatMap(([what, heads]) => heads.map((head) => [fold(head), what] as const)),
);
const OWN = new Set<string>(["name", "first", "last", "email"]);

/** Without what people put around a question: a star for "required", a colon, question marks. */
function bare(head: string): string {
  const folded = fold(head.replace(/^[\s¿¡]+|[\s*:：?？]+$/gu, ""));
  return folded.replace(/[‐‑–]/gu, "-");
}

/** What stands behind a question: "(required)", "是什麼". */
const BEHIND = /\s*\([^()]*\)$|\s*(?:是)?(?:什么|什麼)$/u;
/** What stands before what is asked for, in questions; then whose it is. */
const ASKED =
  /^(?:(?:please )?(?:enter|give|type|tell us) |what(?:'s| is) |quel(?:le)? est |indiquez |cual es |escriba |escribe |请填写|請填寫|请问|請問)/u;
const WHOSE = /^(?:your |votre |vos |ton |ta |su |tu |(?:您|你)的?)/u;

/** What is asked for in a question: "What is your full name? (required)" is "your full name", then "full name". */
function askedFor(key: string): string[] {
  const question = bare(bare(key.replace(BEHIND, "")).replace(ASKED, ""));
  return [question, question.replace(WHOSE, "")];
}

/** What a head means that the form itself does not have. */
function knownHead(key: string): string | undefined {
  const known = (one: string) => BY_HEAD.get(one) ?? BY_HEAD.get(one.replaceAll("_", " "));
  return [key, ...askedFor(key)].map(known).find((one) => one !== undefined);
}

/**
 * Guesses what the columns are.
 * @param head the first line
 * @param text the campaign, whose form says what can be taken and how it is called
 * @returns for each column what it is taken as; null where it is not taken. Nothing twice
 */
export function guessTargets(head: readonly string[], text: CampaignText): (Target | null)[] {
  const { sign } = text;
  const own = sign ? labelsOf(text, sign) : new Map<string, string>();
  const ids = new Set(sign?.fields.map(({ id }) => id) ?? []);
  const taken = new Set<Target>();
  const columns = head.map((cell) => {
    const key = bare(cell);
    const found = own.get(key) ?? knownHead(key);
    const target = found === undefined ? null : targetOf(found, ids);
    if (target === null || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
  // Beside a first name, "Name" is the other half of it.
  const halved = taken.has("first") && !taken.has("last");
  return columns.map((target, at) =>
    halved && target === "name" && bare(head[at] ?? "") === "name" ? "last" : target,
  );
}

function targetOf(what: string, ids: ReadonlySet<string>): Target | null {
  if (OWN.has(what)) return what as Target;
  return ids.has(what) ? `field:${what}` : null;
}

/** What the form calls its fields, in every language that it has, and their ids. */
function labelsOf(text: CampaignText, sign: SignAction): Map<string, string> {
  const labels = new Map<string, string>();
  for (const { id } of sign.fields) {
    if (id !== "name") labels.set(bare(id), id);
    for (const language of text.languages) {
      const label = text.in(language).fields[id]?.label;
      if (label) labels.set(bare(label.text), id);
    }
  }
  return labels;
}
