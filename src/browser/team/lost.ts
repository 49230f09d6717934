// Whoever lost their words and made new ones waits here until another key holder has heard their number.
import { html, nothing, type TemplateResult } from "lit-html";
import { letBackIn, listLost } from "../../organisers/holders/letting-back-in.ts";
import type { Desk } from "../../organisers/opening.ts";
import { hex } from "../../vault/bytes.ts";
import { textField, typed } from "../field.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Context } from "../page.ts";

type Lost = Awaited<ReturnType<typeof listLost>>[number];

/**
 * @param desk the open desk of a key holder
 * @param reload reads the team again after somebody came back
 * @returns what draws the part; nothing while nobody asks
 */
export async function lostPart(
  context: Context,
  desk: Desk,
  reload: () => Promise<void>,
): Promise<() => TemplateResult> {
  const { t, session } = context;
  const work = oneAtATime(context);
  let list = await listLost(desk);
  let back: string | null = null;
  const letIn = (event: SubmitEvent, { account, name }: Lost) => {
    event.preventDefault();
    const digits = typed(event.currentTarget as HTMLFormElement, fieldOf(account));
    void work.run(async () => {
      await letBackIn(await session.primitives(), desk, account, digits);
      back = name;
      list = await listLost(desk);
      await reload();
    });
  };
  const line = (lost: Lost) =>
    html`<li><h3>${lost.name}</h3><p>${[lost.organisation, lost.email].filter(Boolean).join(" · ")}</p>
      <form class="narrow" @submit=${(event: SubmitEvent) => letIn(event, lost)} autocomplete="off">
        <p>${t("team.lost.what")}</p>
        ${textField({ name: fieldOf(lost.account), label: t("team.number"), hint: t("team.number.hint") })}
        <div class="tool"><button class="main" ?disabled=${work.working}>${t("team.lost.let_in")}</button></div>
      </form></li>`;
  return () => html`${back === null ? nothing : html`<p role="status"><b>${t("team.lost.in", { name: back })}</b></p>`}
    ${list.length === 0 ? nothing : html`<h2>${t("team.lost", { many: list.length })}</h2><ul class="campaigns" role="list">${list.map(line)}</ul>`}`;
}

const fieldOf = (account: Uint8Array) => `lost-${hex(account).slice(0, 8)}`;
