// GET and POST /:slug/sign: the form alone, and the one address to which every form of a signature goes.
import type { IncomingMessage } from "node:http";
import { Hono } from "hono";
import type { FieldError, SignAction } from "../../campaigns/campaign.ts";
import { floorOfForm } from "../../campaigns/form/fields.ts";
import type { LiveCampaign, LiveCampaigns } from "../../campaigns/live.ts";
import { bytesKey, phaseOf, viewOf } from "../../campaigns/public.ts";
import type { GroupCommit } from "../../store/group-commit.ts";
import type { SignAs } from "../../store/schema.ts";
import { sameAddress } from "../../vault/address.ts";
import { checkOf, codeOf } from "../../vault/code.ts";
import type { LinkContent } from "../../vault/link.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { PURPOSE } from "../../vault/row.ts";
import { type Form, one, readForm } from "../../web/forms.ts";
import type { RetryAfter } from "../../web/limits.ts";
import type { PageBytes } from "../../web/page-bytes.ts";
import { CODE_MARK, cutAt, STAMP_MARK } from "../../web/page-marks.ts";
import {
  answerPage as answer,
  languageOf,
  plainAnswer,
  type Sending,
  type Served,
  sendingOf,
} from "../../web/parts.ts";
import { STAMPED, type Stamps } from "../../web/stamp.ts";
import type { PlainStatus } from "../../web/view.ts";
import { sealingKey } from "../mine/mine.ts";
import { answerPage } from "../pages/answer.ts";
import { signPage } from "../pages/sign.ts";
import { formView } from "../public-view.ts";
import { plaintextOf } from "../sealing.ts";
import { type SigningPartParts, standingKey } from "../sign-part.ts";
import type { FormNote } from "../view.ts";
import { linkWorksUntil, rowWaitsUntil, withinHours } from "../within.ts";
import type { Append } from "./appending.ts";
import { HONEYPOT, readAs, readLanguage, readSignForm, type SignedForm } from "./form.ts";
import type { Acted, Replay } from "./replay.ts";

export interface SignRouteParts extends SigningPartParts {
  live: LiveCampaigns;
  primitives: Primitives;
  bytes: PageBytes;
  stamps: Stamps;
  /** The languages of the network's own pages. */
  languages(): readonly string[];
  publishEvery: number;
  /** Where a request comes from. */
  addressOf(call: Sending): string;
  rangeOf(address: string): string;
  limit(address: string): "ok" | RetryAfter;
  append: GroupCommit<Append, number>;
  replay: Replay<SignAnswer>;
  makeLink(content: LinkContent): Promise<string>;
}

/** What a form is answered: taken, or again with what to check. */
export type SignAnswer =
  | { kind: "mail" }
  | { kind: "code" }
  | { kind: "refused" }
  | { kind: "again"; errors: readonly FieldError[]; note: FormNote | null; status: number };

/** A form that comes back to be mended. */
const AGAIN = 422;

/**
 * The routes of signing.
 * @param parts what they need of the network
 * @returns a Hono app to be mounted at the root
 */
export function signRoutes(parts: SignRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  app.get("/:slug/sign", async (call) => {
    const [campaign, sign] = findSigned(parts, call.req.param("slug")) ?? [];
    const as = sign && readAs(sign, call.req.query("as") ?? "");
    if (!campaign || !as) return plainAnswer(call, parts.site(), parts.languages(), 404);
    const language = languageOf(call, campaign.text.languages);
    const key = ["sign", as, bytesKey(campaign, language, parts), standingKey(parts.standing())].join(" ");
    const page = await parts.bytes.get(key, parts.stamps.make(STAMPED.form), () => {
      const text = signPage({ ...viewOf(campaign, language, parts), form: formView(as, formFacts(parts)) });
      return text.includes(STAMP_MARK) ? cutAt(text, STAMP_MARK) : [text];
    });
    return answer(page, "ask-again", language);
  });

  app.post("/:slug/sign", (call) => sendForm(parts, call, call.req.param("slug")));
  return app;
}

/**
 * The short way for a form that is sent in: past the router, as known pages go.
 * @param parts as for the routes
 * @returns gives the answer that the route would give, or null when the router has to be asked
 */
export function sentForms(parts: SignRouteParts): (incoming: IncomingMessage) => Promise<Response> | null {
  const path = /^\/([a-z0-9-]+)\/sign$/;
  return (incoming) => {
    const slug = incoming.method === "POST" ? path.exec(incoming.url ?? "")?.[1] : undefined;
    return slug !== undefined && findSigned(parts, slug) ? sendForm(parts, sendingOf(incoming), slug) : null;
  };
}

/** A campaign with a public address that asks for signatures. */
function findSigned(parts: SignRouteParts, slug: string): [LiveCampaign, SignAction] | null {
  const campaign = parts.live.bySlug(slug);
  return campaign?.text.sign && campaign.state !== "draft" ? [campaign, campaign.text.sign] : null;
}

async function sendForm(parts: SignRouteParts, sending: Sending, slug: string): Promise<Response> {
  const plain = (status: PlainStatus) => plainAnswer(sending, parts.site(), parts.languages(), status);
  const read = await readForm(sending.env.incoming);
  const [campaign, sign] = findSigned(parts, slug) ?? [];
  if (!campaign || !sign) return plain(404);
  if (!read.ok) return plain(read.status);
  const { form, body } = read;
  const asked = readLanguage(campaign.text, one(form, "lang"));
  const language = asked ?? languageOf(sending, campaign.text.languages);
  const { answer: result, r } = await parts.replay.once([campaign.id, body], (r) =>
    takeForm(sending, parts, campaign, sign, form, r),
  );
  if (result.kind === "refused") return plain(400);
  if (result.kind === "mail") return taken(parts, campaign, language, null);
  if (result.kind === "code") return taken(parts, campaign, language, codeOf(parts.primitives, r));
  const as = readAs(sign, one(form, "as")) ?? sign.as[0] ?? "person";
  return formAgain(parts, campaign, language, as, form, result);
}

function formFacts(parts: SignRouteParts) {
  return { mail: parts.mail, standing: parts.standing() };
}

/** Judges a form and, when nothing speaks against it, appends its signature. */
async function takeForm(
  call: Sending,
  parts: SignRouteParts,
  campaign: LiveCampaign,
  sign: SignAction,
  form: Form,
  r: Uint8Array,
): Promise<Acted<SignAnswer>> {
  const again = (
    note: FormNote | null,
    status = AGAIN,
    errors: readonly FieldError[] = [],
  ): Acted<SignAnswer> => ({
    answer: { kind: "again", errors, note, status },
    remember: false,
  });
  if (phaseOf(campaign, parts) !== "open") return again(null, 409);
  const signed = readSignForm(campaign.text, sign, form, parts.mail);
  if (!signed.ok && "refused" in signed) return { answer: { kind: "refused" }, remember: false };
  if (!signed.ok) return again(null, AGAIN, signed.errors);
  // A program fills every field; it is told what a hasty person would be told.
  if (one(form, HONEYPOT) !== "") return again({ why: "too_fast" });
  // A page that was made before it was changed showed other words, or promised another last day.
  const judged = parts.stamps.read(STAMPED.form, one(form, "stamp"), campaign.since);
  if (judged !== "ok") return again({ why: judged === "old" ? "old_form" : judged });
  const limit = parts.limit(parts.addressOf(call));
  if (limit !== "ok") return again({ why: "too_many", minutes: Math.ceil(limit.retryAfter / 60) }, 429);
  const answer = await append(call, parts, campaign, sign, signed.signed, r);
  return { answer, remember: answer.kind !== "again" };
}

async function append(
  call: Sending,
  parts: SignRouteParts,
  campaign: LiveCampaign,
  sign: SignAction,
  signed: SignedForm,
  r: Uint8Array,
): Promise<SignAnswer> {
  const text = {
    v: 1,
    as: signed.as,
    email: signed.email,
    appear: signed.appear,
    ...(signed.shownAs === null ? {} : { shown_as: signed.shownAs }),
    follow: signed.follow,
    language: signed.language,
    text: campaign.version,
    fields: signed.fields,
  };
  const plaintext = plaintextOf(PURPOSE.signature, text, floorOfForm(sign));
  if (!plaintext) {
    const longest = sign.fields.find((field) => field.type === "long") ?? sign.fields[0];
    const errors: FieldError[] = [{ field: longest?.id ?? "name", kind: "too_long" }];
    return { kind: "again", errors, note: null, status: AGAIN };
  }
  const { primitives } = parts;
  const same = signed.email === "" ? null : sameAddress(signed.email);
  await parts.append.add({
    key: sealingKey(campaign),
    purpose: PURPOSE.signature,
    plaintext,
    as: signed.as,
    text: campaign.version,
    language: signed.language,
    // Without an address the code is shown now; with one, this is noise that looks the same.
    check: same === null ? checkOf(primitives, r) : primitives.random(32),
    mail:
      same === null
        ? null
        : {
            to: signed.email,
            same,
            range: parts.rangeOf(parts.addressOf(call)),
            token: (row) => parts.makeLink(linkOf(row, signed)),
          },
  });
  return { kind: same === null ? "code" : "mail" };
}

/** What a link carries: how its owner asked to appear, never an address. */
function linkOf(row: number, signed: SignedForm): LinkContent {
  const text = (id: string) => {
    const value = signed.fields[id];
    return signed.as === "organisation" && typeof value === "string" && value !== "" ? { [id]: value } : {};
  };
  return {
    row,
    purpose: PURPOSE.signature,
    appear: signed.appear,
    follow: signed.follow,
    ...(signed.shownAs === null ? {} : { shown_as: signed.shownAs }),
    ...text("organisation"),
    ...text("position"),
  };
}

/** The page after signing: the same for everyone; it repeats nothing that was typed. */
async function taken(
  parts: SignRouteParts,
  campaign: LiveCampaign,
  language: string,
  code: string | null,
): Promise<Response> {
  const kind = code === null ? "mail" : "code";
  const key = ["answer", kind, bytesKey(campaign, language, parts)].join(" ");
  const page = await parts.bytes.get(key, code, () => {
    const day = parts.clock.day();
    const text = answerPage({
      ...viewOf(campaign, language, parts),
      languages: [],
      kind,
      within: withinHours(parts.publishEvery),
      waitsUntil: kind === "mail" ? linkWorksUntil(day) : rowWaitsUntil(day),
    });
    return kind === "code" ? cutAt(text, CODE_MARK) : [text];
  });
  return answer(page, "never", language);
}

/** The form again, with what was typed and what to check. */
function formAgain(
  parts: SignRouteParts,
  campaign: LiveCampaign,
  language: string,
  as: SignAs,
  form: Form,
  result: Extract<SignAnswer, { kind: "again" }>,
): Response {
  const { errors, note, status } = result;
  const filled = { values: form, errors, ...(note === null ? {} : { note }) };
  const text = signPage({
    ...viewOf(campaign, language, parts),
    languages: [],
    form: formView(as, formFacts(parts), filled),
  });
  const page = answer(text.replace(STAMP_MARK, parts.stamps.make(STAMPED.form)), "never", language, status);
  if (note?.why === "too_many") page.headers.set("retry-after", String(note.minutes * 60));
  return page;
}
