// A campaign's list as text, page by page, from one's own device; and that others learn that it left. Pure but for what
// is sent; the same in browsers and on the command line.
import type { Send } from "../../web/api.ts";
import { signingApi } from "../desk/api.ts";
import type { OpenCampaign } from "../opening/open-campaign.ts";
import type { OpenedSignature } from "../opening/opening.ts";
import { type Findings, openTidying } from "../tidying/tidying.ts";
import {
  type Format,
  fieldIds,
  openExport,
  type Private,
  type Separator,
  type SheetWords,
  wordsOfForm,
} from "./exporting.ts";

export interface Saving {
  send: Send;
  campaign: OpenCampaign;
  /** Every signature that stands or waits, opened. */
  rows: AsyncIterable<readonly OpenedSignature[]>;
  format: Format;
  wanted: ReadonlySet<Private>;
  separator?: Separator;
  /** How a spreadsheet's columns and codes are called; unless told, the questions as they are asked, and codes. */
  words?: SheetWords;
  /** Told how many are in the list so far. */
  tell(many: number): void;
  /** Told at the end what is unreadable or does not fit the log. */
  found?(findings: Findings): void;
}

/**
 * Makes the list. However it ends, the network is told that it left and how many were in it: the other key holders see it.
 * @returns pieces of the file, in their order; a list of nobody is empty, without a head
 * @throws what opening and sending throw
 */
export async function* saveList(saving: Saving): AsyncGenerator<string, void, void> {
  const { send, campaign, rows, tell } = saving;
  const { format, wanted, separator, words = wordsOfForm(campaign.texts) } = saving;
  const exporting = openExport(format, fieldIds(campaign.texts), wanted, separator, words);
  const tidying = openTidying(campaign.today);
  let many = 0;
  let begun = false;
  try {
    for await (const page of rows) {
      const lines = exporting.lines(page);
      for (const signature of page) {
        if (signature.typed === null || !signature.entryFits) tidying.see(signature);
        if (signature.typed !== null) many++;
      }
      if (lines !== "") yield begun ? lines : exporting.head + lines;
      begun ||= lines !== "";
      tell(many);
    }
  } finally {
    // Also of a list that broke off: what has left has left.
    await send(signingApi.exported, { slug: campaign.slug, many });
  }
  saving.found?.(tidying.findings);
}

/**
 * A stream of text as it is asked for: nothing is made ahead of what is written.
 * @param pieces of the text, in their order
 */
export function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
}

/** How the files of each format end. */
export const ENDINGS: Readonly<Record<Format, string>> = { csv: "csv", sheet: "csv", json: "jsonl" };
