// Opens a campaign's text for writing, and keeps it. Promises that nothing typed is lost: it is sent while somebody types,
// again and again while nothing answers, it survives a lock and an ended session in this tab, and what two people wrote is
// put together or asked about, never overwritten.
import { draftApi } from "../../campaigns/drafts/api.ts";
import { type Merged, mergeFiles } from "../../campaigns/editing/merging.ts";
import { without, withValue } from "../../campaigns/editing/paths.ts";
import { readEdited, writeCampaignFile } from "../../campaigns/editing/writing.ts";
import { ApiRefused, type Client, NoAnswer } from "../../organisers/client.ts";
import type { Session } from "../session.ts";
import type { Editor, Kept, OpenFile, ReadDraft } from "./editor.ts";

/** After the last key. */
const PAUSE = 600;
const AGAIN = 3_000;

/**
 * Opens a draft; one that this tab still holds, unsaved, is given back as it was left.
 * @throws ApiRefused when there is none
 */
export async function openEditor({ client, unsaved }: Session, address: string): Promise<Editor> {
  const held = unsaved.get(address);
  if (held) {
    await held.flush();
    if (held.kept !== "kept") return held;
    unsaved.delete(address);
  }
  return newEditor(client, unsaved, address, await client.send(draftApi.readDraft, { slug: address }));
}

function opened(text: string): OpenFile {
  return { ...(readEdited(text) ?? { data: {}, body: text }), text };
}

function newEditor(client: Client, unsaved: Map<string, Editor>, address: string, first: ReadDraft): Editor {
  let { campaign, today, zone } = first;
  let { revision, files: base } = first.draft;
  let files = base.map(opened);
  let kept: Kept = "kept";
  let why: unknown = null;
  let clash: Editor["clash"] = null;
  let cameIn = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;
  let changes = 0;
  let watcher: (() => void) | null = null;

  const tell = () => watcher?.();
  const texts = () => {
    files = files.map((file) => ({ ...file, text: writeCampaignFile(file, file.text) }));
    return files.map(({ text }) => text);
  };
  const soon = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pause);
  };
  const changed = () => {
    changes++;
    unsaved.set(address, editor);
    if (kept !== "clash") {
      if (kept !== "no-answer" && kept !== "signed-out") kept = "waits";
      soon(PAUSE);
    }
    tell();
  };
  /** Takes over what came in, keeping what was typed since it was sent. */
  const takeIn = (merged: Merged, draft: ReadDraft["draft"]) => {
    [base, revision] = [draft.files, draft.revision];
    if (merged.clashes.length > 0) {
      [kept, clash] = ["clash", { by: draft.by, merged }];
      return;
    }
    cameIn = draft.by;
    files = merged.files.map(opened);
    kept = "waits";
    soon(0);
  };
  const send = async () => {
    const [sent, at] = [texts(), changes];
    kept = "sends";
    tell();
    try {
      const answer = await client.send(draftApi.saveDraft, { slug: address, revision, files: sent });
      if (!answer.kept) return takeIn(mergeFiles(base, texts(), answer.draft.files), answer.draft);
      [base, revision] = [sent, answer.draft.revision];
      kept = changes === at ? "kept" : "waits";
      if (kept === "kept") unsaved.delete(address);
      else soon(PAUSE);
    } catch (error) {
      if (error instanceof NoAnswer || (error instanceof ApiRefused && error.status >= 500)) {
        kept = "no-answer";
        soon(AGAIN);
      } else if (error instanceof ApiRefused && error.status === 401) kept = "signed-out";
      else {
        [kept, why] = ["refused", error];
      }
    }
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    if (sending) {
      await sending;
      if (kept === "waits") return flush();
      return;
    }
    if (kept === "kept" || kept === "clash") return;
    sending = send().finally(() => {
      sending = null;
      tell();
    });
    await sending;
  };
  const edit = (at: number, change: (file: OpenFile) => OpenFile) => {
    files = files.map((file, index) => (index === at ? change(file) : file));
    changed();
  };
  addEventListener("online", () => {
    if (kept === "no-answer") void flush();
  });

  const editor: Editor = {
    address,
    get files() {
      return files;
    },
    get kept() {
      return kept;
    },
    get why() {
      return why;
    },
    get clash() {
      return clash;
    },
    get cameIn() {
      return cameIn;
    },
    get revision() {
      return revision;
    },
    get campaign() {
      return campaign;
    },
    get today() {
      return today;
    },
    get zone() {
      return zone;
    },
    set: (at, way, value) => edit(at, (file) => ({ ...file, data: withValue(file.data, way, value) })),
    remove: (at, way) => edit(at, (file) => ({ ...file, data: without(file.data, way) })),
    setBody: (at, body) => edit(at, (file) => ({ ...file, body })),
    put: (at, text) => {
      files = at < files.length ? files.with(at, opened(text)) : [...files, opened(text)];
      changed();
    },
    takeOut: (at) => {
      files = files.filter((_, index) => index !== at);
      changed();
    },
    choose: (mine) => {
      if (!clash) return;
      const chosen = clash.merged.choose(mine);
      [clash, kept, files] = [null, "waits", chosen.map(opened)];
      changed();
    },
    flush,
    reload: async () => {
      const now = await client.send(draftApi.readDraft, { slug: address });
      ({ campaign, today, zone } = now);
      if (kept !== "kept") return tell();
      ({ revision, files: base } = now.draft);
      files = base.map(opened);
      tell();
    },
    drop: async () => {
      await flush();
      return (await client.send(draftApi.dropDraft, { slug: address, revision })).dropped;
    },
    watch: (told) => {
      watcher = told;
    },
    texts,
  };
  return editor;
}
