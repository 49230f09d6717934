// What is still under a key that somebody had who was removed, and locking it under the present one: in this tab, piece by
// piece, so that it may be stopped and gone on with. For the page of the team, and for that of one campaign's keys.
import { html, nothing, type TemplateResult } from "lit-html";
import { type Older, readOlderKeys, resealOne } from "../organisers/holders/resealing.ts";
import type { Desk } from "../organisers/opening.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { Context } from "./page.ts";

export interface OlderPart {
  /** Whether something is to be done: then nothing else on the page is as urgent. */
  readonly waits: boolean;
  /** @param of the name of whoever was removed just now; null while nobody was. Nothing where there is nothing to do */
  view(of: string | null): TemplateResult | typeof nothing;
  /** Reads again how much there is. */
  reload(): Promise<void>;
  /** Ends what it has under way, after the piece that is being sent. */
  close(): void;
}

/**
 * @param desk the open desk of a key holder
 * @param slug of one campaign; null for all of them and the list of who follows
 */
export async function olderPart(context: Context, desk: Desk, slug: string | null): Promise<OlderPart> {
  const { t, session, redraw } = context;
  const work = oneAtATime(context);
  const read = async () => (await readOlderKeys(desk)).filter((one) => slug === null || one.slug === slug);
  let older: Older[] = await read();
  let percent: number | null = null;
  let stopped = false;
  let done: "done" | "left" | null = null;

  const lock = () =>
    void work.run(async () => {
      [stopped, done, percent] = [false, null, 0];
      redraw();
      try {
        done = (await lockAll(await session.primitives())) > 0 ? "left" : "done";
      } finally {
        percent = null;
        if (goesOn()) older = await read();
        if (older.length > 0 && done === "done") done = null;
      }
    });
  // A lock takes the keys away under the page.
  const goesOn = () => !stopped && session.desk === desk;
  const lockAll = async (p: Awaited<ReturnType<typeof session.primitives>>) => {
    const all = older.reduce((sum, { envelopes }) => sum + envelopes, 0);
    let [before, left] = [0, 0];
    for (const { campaign, envelopes } of older) {
      const tell = (seen: number) => {
        percent = Math.min(99, Math.floor((100 * (before + seen)) / all));
        redraw();
      };
      left += (await resealOne(p, desk, campaign, { tell, goOn: goesOn })).left;
      before += envelopes;
    }
    return left;
  };
  const stop = () => {
    stopped = true;
    redraw();
  };

  const rest = (of: string | null) => {
    const people = older.reduce((sum, one) => sum + one.people, 0);
    return html`<h2 id="older">${of === null ? t("team.older.title", { people }) : t("team.older.of", { people, name: of })}</h2>
      <p>${t("team.older.what")}</p>
      <p role="status">${percent === null ? nothing : t("team.older.working", { percent })}${done === "left" ? html`<b>${t("team.older.left")}</b>` : nothing}</p>
      <div class="tool">${
        percent === null
          ? html`<button type="button" class="main" ?disabled=${work.working} @click=${lock}>${t("team.older.go")}</button>`
          : html`<button type="button" ?disabled=${stopped} @click=${stop}>${t("team.older.stop")}</button>`
      }</div>`;
  };
  const whole = () => html`<h2 id="older">${t("team.older.done")}</h2><p>${t("team.older.stays")}</p>`;
  return {
    get waits() {
      return older.length > 0;
    },
    view: (of) =>
      older.length === 0 && done === null
        ? nothing
        : html`<section class="check" aria-labelledby="older">${older.length === 0 ? whole() : rest(of)}</section>`,
    reload: async () => {
      if (!work.working) older = await read();
    },
    close: () => {
      stopped = true;
    },
  };
}
