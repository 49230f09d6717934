// From a draft to a public page: the key is made and vouched for in this browser, the words are sent, the draft is
// done with. The same calls as `undersigned publish` makes.

import { campaignApi } from "../../campaigns/desk-api.ts";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { textAt } from "../../campaigns/editing/paths.ts";
import { makeCampaign } from "../../campaigns/making.ts";
import { type Desk, followChain } from "../../organisers/opening.ts";
import type { Answered } from "../../web/api.ts";
import type { Session } from "../session.ts";
import type { Editor } from "./editor.ts";

export type Published = Answered<typeof campaignApi.publish>;

/** What was typed is not at the network yet, so that it cannot be published. */
export class NotKept extends Error {}

/**
 * Publishes what stands in the editor.
 * @param how `draft` keeps it back, with its key made; `small` announces nothing
 * @throws ApiRefused with the mistakes that the network finds, NotKept, DeskRefused
 */
export async function publish(
  session: Session,
  editor: Editor,
  how: { draft: boolean; small: boolean },
): Promise<Published> {
  await editor.flush();
  if (editor.kept !== "kept") throw new NotKept();
  const files = editor.texts().map((text, at) => ({
    name: textAt(editor.files[at]?.data, ["language"]) || String(at),
    text,
  }));
  const made = editor.campaign === null && session.desk ? await newKey(session, session.desk) : null;
  const published = await session.client.send(campaignApi.publish, { files, ...how, whole: true, made });
  if (made && session.desk) await followChain(await session.primitives(), session.desk);
  await editor.drop();
  return published;
}

/** Makes the key, vouches for it, grants it to everybody who can open. */
async function newKey(session: Session, desk: Desk) {
  const primitives = await session.primitives();
  await followChain(primitives, desk);
  const { made, chain } = await makeCampaign(primitives, desk);
  return { ...made, wrap: await desk.wrapFor(chain) };
}

/** Sets or takes back when a campaign becomes public by itself. */
export async function schedule(session: Session, slug: string, at: string | null): Promise<void> {
  await session.client.send(draftApi.schedule, { slug, at });
}
