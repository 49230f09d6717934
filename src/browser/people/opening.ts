// Opening the people of a campaign: every row in threads, the campaign brought up to date, the list filled meanwhile.
import { campaignApi } from "../../campaigns/desk-api.ts";
import { signingApi } from "../../signing/desk/api.ts";
import { openCampaign } from "../../signing/opening/open-campaign.ts";
import { streamRows } from "../../signing/opening/row-stream.ts";
import { openPeopleList } from "../../signing/people/list.ts";
import { bringUpToDate } from "../../signing/tidying/bringing.ts";
import { groupRequests } from "../../signing/tidying/requests.ts";
import type { Context } from "../page.ts";
import { startThreads } from "./threads.ts";
import { openWork, type Work } from "./work.ts";

/** How far opening has come. */
export interface Progress {
  opened: number;
  /** As many as the network said there are; more may come meanwhile. */
  all: number;
}

/** What is thrown when the page was left in the middle. */
class Left extends Error {}

/**
 * Opens a campaign's people and brings them up to date.
 * @param context the page's
 * @param slug the campaign's
 * @param tell told how far it has come
 * @param left whether the page was left: then it stops
 * @returns the work; null when the page was left
 * @throws what opening and sending throw
 */
export async function openPeople(
  context: Context,
  slug: string,
  tell: (progress: Progress) => void,
  left: () => boolean,
): Promise<Work | null> {
  const { session } = context;
  const { desk, client } = session;
  if (!desk) return null;
  const p = await session.primitives();
  const { people, organisations, pending } = await client.send(campaignApi.campaign, { slug });
  const all = people + organisations + pending;
  const campaign = await openCampaign(p, desk, slug);
  const { keys } = campaign;
  const list = openPeopleList();
  const rows = async function* () {
    const stream = streamRows({
      p,
      keys,
      page: (after) => client.bytes(signingApi.rows, { slug, after }),
      threads: () => startThreads(keys),
    });
    for await (const page of stream) {
      if (left()) throw new Left();
      list.put(page);
      tell({ opened: list.size, all: Math.max(all, list.size) });
      yield page;
    }
  };
  try {
    const brought = await bringUpToDate({ ...campaign, p, send: client.send, desk, rows });
    const { replace, answer, mails } = brought.decisions;
    const work = openWork(context, {
      campaign,
      list,
      brought,
      asked: groupRequests(brought.byName),
      deciding: { p, send: client.send, slug, keys },
    });
    await work.renew([
      ...new Set([
        ...replace.map(({ id }) => id),
        ...answer.flatMap(({ signatures }) => signatures),
        ...mails.map(({ id }) => id),
      ]),
    ]);
    return work;
  } catch (error) {
    if (error instanceof Left) return null;
    throw error;
  }
}
