// Every signature of a campaign, opened in this browser by threads.
import { signingApi } from "../../signing/desk/api.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import type { OpenedSignature } from "../../signing/opening/opening.ts";
import { streamRows } from "../../signing/opening/row-stream.ts";
import { startThreads } from "../people/threads.ts";
import type { Session } from "../session.ts";

/**
 * Gives every signature that stands or waits.
 * @throws what `client.bytes` throws
 */
export async function openRows(
  session: Session,
  { slug, keys }: OpenCampaign,
): Promise<AsyncGenerator<OpenedSignature[], void, void>> {
  return streamRows({
    p: await session.primitives(),
    keys,
    page: (after) => session.client.bytes(signingApi.rows, { slug, after }),
    threads: () => startThreads(keys),
  });
}
