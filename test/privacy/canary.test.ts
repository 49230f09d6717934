// The canary: what people type is nowhere on the disk in the clear, in no spelling, in no log line, in no backup, at no
// moment, also after kill -9; what a key holder published is, until it is taken away, and then it is gone.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openStore, type Store } from "../../src/store/store.ts";
import { readCode } from "../../src/vault/code.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { campaignFile } from "../desk-network.ts";
import { type MailServer, startMailServer } from "../mail-server.ts";
import { type Running, runCli, startNetwork, until } from "../running.ts";
import { confirm, post, sign } from "../signer.ts";
import { look, makeSinger, needlesOfBytes, openWatch, type Place } from "./canaries.ts";
import { DATABASES, SLUG } from "./networks.ts";
import type { Needle } from "./scan.ts";
import {
  ACTIONS,
  type Choir,
  canariesOf,
  isApproved,
  makeChoir,
  personOf,
  sing,
  typedBy,
} from "./singing.ts";
import { type TalkativePostgres, talkativePostgres } from "./talkative-postgres.ts";

/** So long after a deletion nothing is left. */
const A_MINUTE = 60_000;

for (const kind of DATABASES) {
  describe(`on ${kind}`, () => {
    let here: Running;
    let cluster: TalkativePostgres | null = null;
    let mails: MailServer;
    /** Lets the mail server take mails; until it resolves, mails wait. */
    let open = Promise.withResolvers<void>();
    let temporary: string;
    let base = "";
    const choir: Choir = makeChoir();
    const ids = new Map<string, number>();

    const opened = (work: (store: Store) => Promise<void>) => inDatabase(here, cluster, work);
    /** Everything that lies on a disk, and the memory. */
    const everywhere = (): Place[] => [...onDisk(), ...inLogs()];
    const onDisk = (): Place[] => [
      { name: "DATA_DIR", dir: here.env.DATA_DIR ?? "" },
      { name: "SECRET_DIR", dir: here.env.SECRET_DIR ?? "" },
      { name: "TMPDIR", dir: temporary },
      { name: "RUN_DIR", dir: here.env.RUN_DIR ?? "", isMemory: true },
      ...(cluster
        ? [{ name: "tables", dir: cluster.dir, only: (path: string) => path.startsWith(base) }]
        : []),
    ];
    const inLogs = (): Place[] =>
      cluster
        ? [
            { name: "log", dir: join(cluster.dir, ".."), only: (path) => path === "log" },
            { name: "wal", dir: join(cluster.dir, "pg_wal") },
          ]
        : [];
    const words = () => ["--words-file", here.words];
    const linkTo = async (address: string, many = 1) => {
      const to = address.toLowerCase();
      const mine = () => mails.received.filter((one) => one.to.toLowerCase() === to);
      await until(`mail ${many} to somebody`, () => mine().length >= many);
      return /https?:\/\/\S+\/c\/[\w-]+/.exec(mine()[many - 1]?.mail.text ?? "")?.[0] ?? "";
    };

    before(async () => {
      cluster = kind === "postgres" ? await talkativePostgres() : null;
      temporary = mkdtempSync(join(tmpdir(), "undersigned-tmp-"));
      mails = await startMailServer({ hold: () => open.promise });
      open.resolve();
      here = await startNetwork({
        MAIL_URL: mails.url,
        TMPDIR: temporary,
        LOG_LEVEL: "debug",
        ...(cluster ? { DATABASE_URL: cluster.url } : {}),
      });
      await here.begin();
      const file = join(here.dir, "campaign.md");
      writeFileSync(file, campaignFile({ actions: ACTIONS }));
      await here.cli("publish", here.url, file, ...words());
      if (cluster) {
        const [row] = await cluster.run("SELECT oid FROM pg_database WHERE datname = current_database()");
        base = join("base", String(row?.oid));
      }
    });
    after(async () => {
      open.resolve();
      await here?.end();
      await mails?.close();
      await cluster?.stop();
      rmSync(temporary, { recursive: true, force: true });
    });

    test("at no moment while people sign, confirm and ask is a word of theirs on the disk", async () => {
      open = Promise.withResolvers();
      const watch = openWatch(everywhere(), canariesOf(choir));
      await watch.round(1);
      // Mails wait for two rounds, so that the memory is seen while it holds them.
      const singing = sing(here.url, choir, linkTo);
      await watch.round(3);
      open.resolve();
      await singing;
      assert.deepEqual(await watch.stop(), []);
      assert.deepEqual(look(everywhere(), canariesOf(choir)), []);
    });

    test("the same watch does cry when a word lies there", () => {
      const { name, email } = personOf(choir, "left to wait");
      const [data, memory] = [here.env.DATA_DIR ?? "", here.env.RUN_DIR ?? ""];
      writeFileSync(join(data, "leak"), Buffer.from(`x${name}`).toString("base64"));
      writeFileSync(join(memory, "leak"), `${email} ${encodeURIComponent(name)}`);
      const seen = look(everywhere(), canariesOf(choir));
      rmSync(join(data, "leak"));
      rmSync(join(memory, "leak"));
      assert.ok(seen.some((one) => one.endsWith("DATA_DIR/leak") && one.includes("base64")));
      assert.ok(seen.some((one) => one.endsWith("RUN_DIR/leak") && !one.includes("email")));
      assert.ok(!seen.some((one) => one.endsWith("RUN_DIR/leak") && one.includes("email")));
    });

    test("no code is anywhere, and no key of links outside its folder", () => {
      const codes = [...choir.codes].flatMap(([fate, code]) => {
        const r = readCode(onNode, code) ?? new Uint8Array();
        const spelt = [code, code.replaceAll("-", ""), code.toLowerCase()];
        return [
          ...spelt.map((text) => ({ bytes: Buffer.from(text), label: `${fate}: code` })),
          ...needlesOfBytes(`${fate}: code's bytes`, r),
        ];
      });
      assert.ok(choir.codes.size >= 5, "no codes were shown");
      assert.deepEqual(look(everywhere(), [], codes), []);
      const keys = keysOfLinks(here);
      assert.ok(keys.length > 0, "there is no key of links");
      const seen = look(everywhere(), [], keys);
      assert.deepEqual(
        seen.filter((one) => !/ in SECRET_DIR\/links\/\d+$/.test(one)),
        [],
      );
      assert.ok(seen.length > 0, "the keys were not found where they do lie");
    });

    test("after kill -9 in the middle nothing is there that was not there before", async () => {
      open = Promise.withResolvers();
      const late = Array.from({ length: 24 }, (_, at) => makeSinger(`late ${at}`));
      const canaries = [...canariesOf(choir), ...late.flatMap((one) => one.canaries)];
      const sent = late.map((one, at) =>
        sign(here.url, SLUG, {
          ...typedBy(one),
          appear: "addressee",
          ...(at % 3 === 0 ? { email: "" } : {}),
        }).catch(() => null),
      );
      await Promise.race(sent);
      await here.kill("SIGKILL");
      await Promise.all(sent);
      assert.deepEqual(look(everywhere(), canaries), []);
      await here.restart();
      open.resolve();
      assert.deepEqual(look(everywhere(), canaries), []);
    });

    test("no word of theirs, and no address of a visitor, is in a log line", () => {
      const log = Buffer.from(here.said());
      assert.ok(log.length > 0, "the server said nothing");
      writeFileSync(join(temporary, "said"), log);
      assert.deepEqual(look([{ name: "stdout", dir: temporary }], canariesOf(choir)), []);
      rmSync(join(temporary, "said"));
      assert.doesNotMatch(here.said(), /127\.0\.0\.1|::1|203\.0\.113/);
    });

    test("what a key holder did not approve is in no backup and on no disk after names were shown", async () => {
      await takeOff("rejected", "spam");
      await here.cli("accept", here.url, SLUG, "--all", "--show", ...words());
      await until("the names", async () => (await namesShown()).length === 4);
      await cluster?.run("ANALYZE");
      await cluster?.run("CHECKPOINT");
      const never = canariesOf(choir).filter((canary) => !isApproved(canary));
      assert.deepEqual(look(everywhere(), never), []);
      await inBackup((backup) => assert.deepEqual(look([backup], never), []));
      const approved = canariesOf(choir).filter(isApproved);
      assert.ok(look(onDisk(), approved).length > 0, "what was approved is not there: nothing was looked at");
    });

    test("of a list that a key holder brings in no word is on any disk, in no log and in no backup", async () => {
      const listed = Array.from({ length: 300 }, (_, at) => makeSinger(`listed ${at}`));
      const few = listed.slice(0, 12).flatMap(({ canaries }) => canaries);
      // On the holder's own computer, which is nowhere that is looked at.
      const own = mkdtempSync(join(tmpdir(), "undersigned-own-"));
      const lines = listed.map(({ name, email, phone }) => `${name},${email},${phone},Yes`);
      writeFileSync(join(own, "list.csv"), ["Full name,Email,Phone,Agreed", ...lines].join("\n"));
      try {
        await here.cli(
          ...["bring-in", here.url, SLUG, join(own, "list.csv"), "--label", "from another tool"],
          ...["--column", "Agreed=agreed", ...words()],
        );
        const page = await (await fetch(`${here.url}/${SLUG}`)).text();
        assert.match(page, /300 people from another tool, not checked by us/);
        await cluster?.run("ANALYZE");
        await cluster?.run("CHECKPOINT");
        assert.deepEqual(look(everywhere(), few), []);
        await inBackup((backup) => assert.deepEqual(look([backup], few), []));
        assert.ok(!few.some(({ text }) => here.said().includes(text)));
        assert.ok(look([{ name: "own", dir: own }], few).length > 0, "the list was not looked for rightly");
      } finally {
        rmSync(own, { recursive: true, force: true });
      }
    });

    test("a minute after names were taken away nothing is left of them, nor of what was sealed", async () => {
      const sealed = await sealedOf([
        "shown, then off by code",
        "shown, then off by a holder",
        "shown, then replaced",
      ]);
      const mine = `${here.url}/${SLUG}/mine`;
      const codeOf = (fate: string) => choir.codes.get(fate) ?? "";
      await post(mine, { do: "take-off", code: codeOf("shown, then off by code") });
      await post(mine, { do: "appear", code: codeOf("shown, then lowered"), appear: "counted" });
      await takeOff("shown, then off by a holder", "asked");
      const again = personOf(choir, "shown, then replaced");
      await sign(here.url, SLUG, { ...typedBy(again), appear: "counted", email: again.email.toUpperCase() });
      await confirm(await linkTo(again.email, 2), {});
      await until("no name to show", async () => (await namesShown()).length === 0);
      const gone = canariesOf(choir).filter(isApproved);
      const bytes = kind === "sqlite" ? sealed : [];
      await until("nothing left", () => look(onDisk(), gone, bytes).length === 0, A_MINUTE).catch(() =>
        assert.deepEqual(look(onDisk(), gone, bytes), []),
      );
      await inBackup((backup) => assert.deepEqual(look([backup], gone, bytes), []));
      assert.deepEqual(
        look(
          everywhere(),
          canariesOf(choir).filter((one) => !isApproved(one)),
        ),
        [],
      );
    });

    async function namesShown(): Promise<string[]> {
      let shown: string[] = [];
      await opened(async ({ read }) => {
        const names = await read.selectFrom("names").select("words").where("lot", "is not", null).execute();
        shown = names.map(({ words: text }) => text);
      });
      return shown;
    }

    /** Whose signature is which, as a holder reads it in an export. */
    async function idsByFate(): Promise<Map<string, number>> {
      if (ids.size > 0) return ids;
      const how = ["--format", "json", "--in-the-clear", "--with", "phone"];
      const text = await here.cli("export", here.url, SLUG, ...how, ...words());
      for (const line of text.split("\n").filter(Boolean)) {
        const { id, fields } = JSON.parse(line) as { id: number; fields: Record<string, string> };
        const found = Object.entries(choir.people).find(([, { phone }]) => phone === fields.phone);
        if (found) ids.set(found[0], id);
      }
      assert.equal(ids.size, 7, "not everybody who signed is in the export");
      return ids;
    }

    async function takeOff(fate: string, reason: string): Promise<void> {
      const id = (await idsByFate()).get(fate);
      await here.cli("take-off", here.url, SLUG, String(id), "--reason", reason, ...words());
    }

    /** The beginnings of rows that are about to go. */
    async function sealedOf(fates: string[]): Promise<Needle<string>[]> {
      const needles: Needle<string>[] = [];
      const all = await idsByFate();
      await opened(async ({ read }) => {
        for (const fate of fates) {
          const row = await read
            .selectFrom("signatures")
            .select("row")
            .where("id", "=", all.get(fate) ?? 0)
            .executeTakeFirst();
          const bytes = row?.row?.slice(1, 49);
          if (bytes) needles.push({ bytes, label: `${fate}: what was sealed` });
        }
      });
      assert.equal(needles.length, fates.length, "not everybody's row is there");
      return needles;
    }

    /** Looks at a backup that is made now; on PostgreSQL at what a dump of every table would hold. */
    async function inBackup(check: (place: Place) => void): Promise<void> {
      const dir = mkdtempSync(join(tmpdir(), "undersigned-backup-"));
      try {
        mkdirSync(join(dir, "b"));
        if (cluster) writeFileSync(join(dir, "b", "dump"), await dumpOf(cluster));
        else await runCli(here.env, ["backup", join(dir, "b", "monday")]);
        check({ name: "backup", dir });
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    }
  });
}

/** Opens the database of a network that is being served, reads, and closes it. */
async function inDatabase(
  { env }: Running,
  cluster: TalkativePostgres | null,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openStore({
    database: cluster ? { kind: "postgres", url: cluster.url } : { kind: "sqlite" },
    dataDir: env.DATA_DIR ?? "",
    onError: (error) => {
      throw error;
    },
  });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

/** Every row of every table, ours and PostgreSQL's own statistics. */
async function dumpOf(cluster: TalkativePostgres): Promise<string> {
  const tables = await cluster.run(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const lines: unknown[] = [];
  for (const { name } of [...tables, { name: "pg_stats" }]) {
    lines.push(await cluster.run(`SELECT t::text FROM ${String(name)} t`));
  }
  return JSON.stringify(lines);
}

function keysOfLinks({ env }: Running): Needle<string>[] {
  const dir = join(env.SECRET_DIR ?? "", "links");
  return readdirSync(dir).flatMap((day) =>
    needlesOfBytes("a key of links", readFileSync(join(dir, day)).subarray(0, 16)),
  );
}
