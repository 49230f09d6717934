// /c/<link>: what a mail's link shows, and what its button does. Looking changes nothing; used, expired and
// forged links get one and the same page.
import { Hono } from "hono";
import type { FieldError } from "../../campaigns/campaign.ts";
import { type LiveCampaign, type LiveCampaigns, NotShown } from "../../campaigns/live.ts";
import { bytesKey, type PublicParts, viewOf } from "../../campaigns/public.ts";
import type { GroupCommit } from "../../store/group-commit.ts";
import type { Signature } from "../../store/schema.ts";
import type { Store } from "../../store/store.ts";
import { utf8 } from "../../vault/bytes.ts";
import { checkOf, codeOf } from "../../vault/code.ts";
import type { LinkContent } from "../../vault/link.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { PURPOSE } from "../../vault/row.ts";
import { type Form, one, readForm } from "../../web/forms.ts";
import type { PageBytes } from "../../web/page-bytes.ts";
import { CODE_MARK, cutAt, STAMP_MARK } from "../../web/page-marks.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../../web/parts.ts";
import { STAMPED, type Stamps } from "../../web/stamp.ts";
import { notAbove } from "../appear.ts";
import { appearanceToSeal } from "../appearing.ts";
import { readAppear } from "../form/form.ts";
import type { Acted, Replay } from "../form/replay.ts";
import { confirmRequest, sealingKey } from "../mine/mine.ts";
import { confirmedPage } from "../pages/answer.ts";
import { confirmPage, confirmRequestPage, deadLinkPage } from "../pages/confirm.ts";
import { mineAnswerPage } from "../pages/mine.ts";
import type { FormNote } from "../view.ts";
import { withinHours } from "../within.ts";
import { type Confirm, isLinkAlive } from "./confirming.ts";

export interface LinkRouteParts extends PublicParts {
  live: LiveCampaigns;
  store: Store;
  primitives: Primitives;
  bytes: PageBytes;
  stamps: Stamps;
  languages(): readonly string[];
  publishEvery: number;
  confirm: GroupCommit<Confirm, boolean>;
  replay: Replay<LinkAnswer>;
  readLink(token: string): Promise<LinkContent | null>;
}

/** What pressing a link's button comes to. */
export type LinkAnswer =
  | { kind: "confirmed"; campaign: Uint8Array }
  | { kind: "requested"; campaign: Uint8Array }
  | { kind: "dead" }
  | { kind: "again"; errors: readonly FieldError[]; note: FormNote | null };

const GONE = 410;
const AGAIN = 422;
/** What the forms of a link's page send, once each. */
const OWN = new Set(["appear", "shown_as", "stamp", "lang", "website"]);

/** A link that still acts: what it carries and what it acts on. */
interface Alive {
  content: LinkContent;
  campaign: LiveCampaign;
  as: Signature["as"];
}

/**
 * The routes of links.
 * @param parts what they need of the network
 * @returns a Hono app to be mounted at the root
 */
export function linkRoutes(parts: LinkRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  const dead = (call: Call) => {
    const language = languageOf(call, parts.languages());
    return answerPage(deadLinkPage({ site: parts.site(), language, languages: [] }), "never", language, GONE);
  };

  app.get("/c/:token", async (call) => {
    const alive = await findAlive(parts, call.req.param("token"));
    if (!alive) return dead(call);
    const language = languageOf(call, alive.campaign.text.languages);
    return linkPage(parts, alive, call.req.param("token"), language, new Map(), [], null);
  });

  app.post("/c/:token", async (call) => {
    const token = call.req.param("token");
    const read = await readForm(call.env.incoming);
    if (!read.ok) return plainAnswer(call, parts.site(), parts.languages(), read.status);
    const unknown = [...read.form].some(([name, values]) => !OWN.has(name) || values.length > 1);
    if (unknown) return plainAnswer(call, parts.site(), parts.languages(), 400);
    const { answer: result, r } = await parts.replay.once([utf8(token)], (r) =>
      press(parts, token, read.form, r),
    );
    if (result.kind === "dead") return dead(call);
    if (result.kind === "again") {
      const alive = await findAlive(parts, token);
      if (!alive) return dead(call);
      const language = languageOf(call, alive.campaign.text.languages);
      return linkPage(parts, alive, token, language, read.form, result.errors, result.note);
    }
    const campaign = parts.live.byId(result.campaign);
    if (!campaign) return dead(call);
    const language = languageOf(call, campaign.text.languages);
    const view = { ...viewOf(campaign, language, parts), languages: [] };
    if (result.kind === "requested") {
      return answerPage(mineAnswerPage({ ...view, answer: "request-confirmed" }), "never", language);
    }
    const key = ["confirmed", bytesKey(campaign, language, parts)].join(" ");
    const page = await parts.bytes.get(key, codeOf(parts.primitives, r), () =>
      cutAt(confirmedPage({ ...view, within: withinHours(parts.publishEvery) }), CODE_MARK),
    );
    return answerPage(page, "never", language);
  });
  return app;
}

async function findAlive(parts: LinkRouteParts, token: string): Promise<Alive | null> {
  const content = await parts.readLink(token);
  if (!content) return null;
  const { read } = parts.store;
  if (content.purpose === PURPOSE.request) {
    const request = await read
      .selectFrom("requests")
      .select(["campaign", "confirmed"])
      .where("id", "=", content.row)
      .executeTakeFirst();
    const campaign = request?.confirmed === 0 ? shownNow(parts, request.campaign) : null;
    return campaign ? { content, campaign, as: "person" } : null;
  }
  const row = await read
    .selectFrom("signatures")
    .select(["campaign", "as", "state"])
    .select((select) => select("row", "is not", null).as("kept"))
    .where("id", "=", content.row)
    .executeTakeFirst();
  const campaign =
    row && isLinkAlive({ ...row, kept: Boolean(row.kept) }) ? shownNow(parts, row.campaign) : null;
  return row && campaign ? { content, campaign, as: row.as } : null;
}

/** @throws NotShown for one whose link acts again once its text is mended */
function shownNow({ live }: LinkRouteParts, id: Uint8Array): LiveCampaign | null {
  const kept = live.kept({ id });
  if (kept?.text === null) throw new NotShown(kept.slug);
  return live.byId(id);
}

/** The page of a link that still acts. */
function linkPage(
  parts: LinkRouteParts,
  { content, campaign, as }: Alive,
  token: string,
  language: string,
  values: Form,
  errors: readonly FieldError[],
  note: FormNote | null,
): Response {
  const view = { ...viewOf(campaign, language, parts), languages: [], token, note };
  const asked = {
    as,
    appear: content.appear,
    shownAs: content.shown_as ?? null,
    organisation: content.organisation ?? null,
    position: content.position ?? null,
  };
  const text =
    content.purpose === PURPOSE.request
      ? confirmRequestPage(view)
      : confirmPage({ ...view, asked, offered: offeredTo(campaign, content), values, errors });
  const status = errors.length > 0 || note ? AGAIN : 200;
  return answerPage(text.replace(STAMP_MARK, parts.stamps.make(STAMPED.link)), "never", language, status);
}

/** What may be chosen on a link's page: never more than the form asked. */
function offeredTo(campaign: LiveCampaign, content: LinkContent) {
  return notAbove(campaign.text.sign?.appear ?? [], content.appear);
}

async function press(
  parts: LinkRouteParts,
  token: string,
  form: Form,
  r: Uint8Array,
): Promise<Acted<LinkAnswer>> {
  const once = (answer: LinkAnswer, remember = false) => ({ answer, remember });
  const alive = await findAlive(parts, token);
  if (!alive) return once({ kind: "dead" });
  const { content, campaign, as } = alive;
  const judged = parts.stamps.read(STAMPED.link, one(form, "stamp"));
  if (judged !== "ok") {
    return once({ kind: "again", errors: [], note: { why: judged === "old" ? "old_form" : judged } });
  }
  if (content.purpose === PURPOSE.request) {
    const fresh = await confirmRequest(parts.store, content.row);
    return fresh ? once({ kind: "requested", campaign: campaign.id }, true) : once({ kind: "dead" });
  }
  const read = readAnswer(alive, form);
  if (read.errors.length > 0) return once({ kind: "again", errors: read.errors, note: null });
  const stillAlive = await parts.confirm.add({
    ...appearanceToSeal(sealingKey(campaign), {
      row: content.row,
      by: "link",
      appear: read.appear,
      shownAs: read.shownAs,
      ...(as === "organisation" && content.organisation ? { organisation: content.organisation } : {}),
      ...(as === "organisation" && content.position ? { position: content.position } : {}),
      follow: content.follow,
    }),
    row: content.row,
    appear: read.appear,
    check: checkOf(parts.primitives, r),
  });
  if (!stillAlive) return once({ kind: "dead" });
  return once({ kind: "confirmed", campaign: campaign.id }, true);
}

/** What was answered on a link's page; without words of their own, those that the link carries stand. */
function readAnswer({ content, campaign, as }: Alive, form: Form) {
  const carried = content.shown_as ?? "";
  const typed = one(form, "shown_as").trim() === "" && carried !== "" ? carried : one(form, "shown_as");
  const filled = new Map(form).set("shown_as", [typed]);
  const offered = offeredTo(campaign, content);
  // Nothing is preselected here, so nothing is taken for an answer.
  const unanswered = one(form, "appear") === "" && offered.length > 1;
  const read = readAppear(offered, filled, as === "person");
  return unanswered ? { ...read, errors: [{ field: "appear", kind: "missing" } as const] } : read;
}
