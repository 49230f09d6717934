// /:slug/mine: what one does with one's code. Every code is answered 200, none is repeated, none is told apart
// from one that nobody has.
import { Hono } from "hono";
import type { Appear, FieldError } from "../../campaigns/campaign.ts";
import { isEmailAddress, LIMITS, readText } from "../../campaigns/form/answer-text.ts";
import type { LiveCampaign, LiveCampaigns } from "../../campaigns/live.ts";
import { type PublicParts, viewOf } from "../../campaigns/public.ts";
import type { Batch } from "../../memory/waiting.ts";
import { base64url } from "../../vault/bytes.ts";
import type { LinkContent } from "../../vault/link.ts";
import { PURPOSE } from "../../vault/row.ts";
import { type Form, one, readForm } from "../../web/forms.ts";
import type { RetryAfter } from "../../web/limits.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../../web/parts.ts";
import { readAppear, readLanguage } from "../form/form.ts";
import { mineAnswerPage, minePage } from "../pages/mine.ts";
import type { FormNote, MineAnswer, MineDo } from "../view.ts";
import {
  appearByCode,
  askToBeTakenOff,
  findByCode,
  hideByCode,
  type MineParts,
  sealingKey,
  takeOffByCode,
} from "./mine.ts";

export interface MineRouteParts extends PublicParts, MineParts {
  live: LiveCampaigns;
  languages(): readonly string[];
  /** Whether the network can send mail. */
  mail: boolean;
  addressOf(call: Call): string;
  rangeOf(address: string): string;
  limit(address: string): "ok" | RetryAfter;
  queue(batch: Batch): void;
  makeLink(content: LinkContent): Promise<string>;
}

const AGAIN = 422;
const DOES: readonly MineDo[] = ["look", "appear", "take-off", "ask"];
/** What the forms of this page send. */
const OWN = new Set(["code", "do", "appear", "shown_as", "email", "name", "lang", "website"]);

type Outcome = { answer: MineAnswer } | { open: MineDo; errors: FieldError[] };

/**
 * The routes of `mine`.
 * @param parts what they need of the network
 * @returns a Hono app to be mounted at the root
 */
export function mineRoutes(parts: MineRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  const plain = (call: Call, status: Parameters<typeof plainAnswer>[3]) =>
    plainAnswer(call, parts.site(), parts.languages(), status);
  const find = (call: Call) => {
    const campaign = parts.live.bySlug(call.req.param("slug") ?? "");
    return campaign?.text.sign && campaign.state !== "draft" ? campaign : null;
  };
  const page = (
    campaign: LiveCampaign,
    language: string,
    rest: { open: MineDo | null; errors: FieldError[]; note: FormNote | null },
    status = 200,
  ) =>
    answerPage(
      minePage({ ...viewOf(campaign, language, parts), mail: parts.mail, ...rest }),
      "never",
      language,
      status,
    );

  app.get("/:slug/mine", (call) => {
    const campaign = find(call);
    if (!campaign) return plain(call, 404);
    const language = languageOf(call, campaign.text.languages);
    return page(campaign, language, { open: null, errors: [], note: null });
  });

  app.post("/:slug/mine", async (call) => {
    const read = await readForm(call.env.incoming);
    const campaign = find(call);
    if (!campaign) return plain(call, 404);
    if (!read.ok) return plain(call, read.status);
    const { form } = read;
    const asked = readLanguage(campaign.text, one(form, "lang"));
    const language = one(form, "lang") !== "" && asked ? asked : languageOf(call, campaign.text.languages);
    const act = DOES.find((known) => known === one(form, "do"));
    const unknown = [...form].some(([name, values]) => !OWN.has(name) || values.length > 1);
    if (!act || unknown) return plain(call, 400);
    const limit = parts.limit(parts.addressOf(call));
    if (limit !== "ok") {
      const note: FormNote = { why: "too_many", minutes: Math.ceil(limit.retryAfter / 60) };
      const answer = page(campaign, language, { open: act, errors: [], note }, 429);
      answer.headers.set("retry-after", String(limit.retryAfter));
      return answer;
    }
    // Nobody could open a request any more.
    if (act === "ask" && campaign.state === "closed") return plain(call, 409);
    const outcome =
      act === "ask"
        ? await ask(call, parts, campaign, form, language)
        : await withCode(parts, campaign, form, act);
    if ("errors" in outcome) return page(campaign, language, { ...outcome, note: null }, AGAIN);
    const view = { ...viewOf(campaign, language, parts), languages: [], answer: outcome.answer };
    return answerPage(mineAnswerPage(view), "never", language);
  });
  return app;
}

async function withCode(
  parts: MineRouteParts,
  campaign: LiveCampaign,
  form: Form,
  act: Exclude<MineDo, "ask">,
): Promise<Outcome> {
  const { appear = [], as = [] } = campaign.text.sign ?? {};
  // Judged before the code is looked up, and whoever has it: what is asked for tells nothing of the code. So where
  // organisations may sign, which need no words, nobody's are missing; a person without any is then counted only.
  const asked = act === "appear" ? readAppear(appear, form, !as.includes("organisation")) : null;
  if (asked && asked.errors.length > 0) return { open: act, errors: asked.errors };
  const held = await findByCode(parts, campaign.id, one(form, "code"));
  if (!held) return { answer: "not-counted" };
  const read = asked && held.as === "person" && asked.shownAs === null ? withoutWords(asked) : asked;
  if (read && (campaign.state === "closed" || !held.kept)) {
    // Nothing more is kept of it than that it counts; taking a shown name away needs nobody.
    if (read.appear !== "public") await hideByCode(parts, campaign.id, held);
    return { answer: "changed" };
  }
  if (read) {
    await appearByCode(parts, sealingKey(campaign), held, read);
    return { answer: "changed" };
  }
  if (act === "take-off") {
    await takeOffByCode(parts, campaign.id, held);
    return { answer: "taken-off" };
  }
  return { answer: held.counted ? "counted" : "not-counted" };
}

/** How a person appears who chose no words: nothing could be shown of them. */
function withoutWords<A extends { appear: Appear }>(asked: A): A {
  return asked.appear === "public" ? { ...asked, appear: "counted" } : asked;
}

async function ask(
  call: Call,
  parts: MineRouteParts,
  campaign: LiveCampaign,
  form: Form,
  language: string,
): Promise<Outcome> {
  const email = one(form, "email").normalize("NFC").trim();
  const name = readText(one(form, "name"), { maxBytes: LIMITS.text, maxGraphemes: LIMITS.nameGraphemes });
  if (email !== "") {
    if (!parts.mail) return { open: "ask", errors: [{ field: "email", kind: "not_offered" }] };
    if (!isEmailAddress(email)) return { open: "ask", errors: [{ field: "email", kind: "email" }] };
    const request = await askToBeTakenOff(parts, sealingKey(campaign), { email }, true);
    const token = await parts.makeLink({
      row: request,
      purpose: PURPOSE.request,
      appear: "counted",
      follow: false,
    });
    const mail = {
      row: request,
      kind: "request" as const,
      to: email,
      token,
      language,
      campaign: base64url(campaign.id),
      since: parts.clock.now(),
      range: parts.rangeOf(parts.addressOf(call)),
    };
    parts.queue({ of: "requests", plain: [], mails: [mail] });
    return { answer: "asked-by-email" };
  }
  if (!name.ok) return { open: "ask", errors: [{ field: "name", kind: name.kind }] };
  if (name.value === "") return { open: "ask", errors: [{ field: "name", kind: "missing" }] };
  await askToBeTakenOff(parts, sealingKey(campaign), { name: name.value }, false);
  return { answer: "asked-by-name" };
}
