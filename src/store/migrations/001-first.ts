// All tables of the first version.
import { type Kysely, sql } from "kysely";
import { type IndexSpec, isPostgres, makeIndexes, makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  network: { bytes: "id mark set_up?", whole: "one", words: "name timezone", key: ["one"] },
  accounts: {
    bytes: "id salt sign_in wrap xwing ed25519",
    whole: "tested made_day",
    words: "name email organisation role",
    key: ["id"],
  },
  sheets: { bytes: "id xwing ed25519", whole: "tested retired", words: "", key: ["id"] },
  vouches: { bytes: "record xwing? ed25519?", whole: "serial", words: "", key: ["serial"] },
  grants: {
    bytes: "campaign holder closed",
    whole: "epoch",
    words: "",
    key: ["campaign", "epoch", "holder"],
  },
  campaign_keys: {
    bytes: "campaign public_key",
    whole: "epoch vouch",
    words: "",
    key: ["campaign", "epoch"],
  },
  sessions: { bytes: "hash who", whole: "seen", words: "kind", key: ["hash"] },
  deeds: { bytes: "who campaign?", whole: "many day", words: "what", key: "number" },
  campaigns: {
    bytes: "id",
    whole: "text epoch size term lot turn waiting_since? made_day published_day?",
    words: "slug state counted",
    key: ["id"],
  },
  texts: {
    bytes: "campaign",
    whole: "version place day small",
    words: "language file",
    key: ["campaign", "version", "language"],
  },
  envelopes: { bytes: "campaign bytes", whole: "epoch purpose", words: "", key: "number" },
  signatures: {
    bytes: "campaign row? sealed_hash check? salt? entry?",
    whole: "epoch envelope? text day listed? mailed turn? index?",
    words: "as state",
    key: "number",
  },
  appearances: {
    bytes: "campaign row sealed_hash",
    whole: "signature epoch envelope",
    words: "",
    key: ["signature"],
  },
  requests: {
    bytes: "campaign row sealed_hash",
    whole: "epoch envelope day mailed confirmed",
    words: "",
    key: "number",
  },
  names: { bytes: "campaign", whole: "signature lot?", words: "as words detail sort", key: ["signature"] },
  waiting: { bytes: "campaign entry", whole: "signature?", words: "", key: "number" },
  entries: { bytes: "campaign entry", whole: "index", words: "", key: ["campaign", "index"] },
  lots: { bytes: "campaign root frontier", whole: "lot size day", words: "", key: ["campaign", "lot"] },
};

const INDEXES: IndexSpec[] = [
  ["accounts", ["email"], true],
  ["campaigns", ["slug"], true],
  ["signatures", ["campaign", "state", "id"]],
  ["signatures", ["envelope"]],
  ["signatures", ["state", "day"]],
  ["signatures", ["campaign", "check"]],
  ["appearances", ["envelope"]],
  ["appearances", ["campaign", "signature"]],
  ["requests", ["campaign", "id"]],
  ["requests", ["envelope"]],
  ["names", ["campaign", "as", "sort", "signature"]],
  ["waiting", ["campaign", "id"]],
  ["waiting", ["signature"]],
  ["sessions", ["who"]],
];

/**
 * PostgreSQL keeps samples of a column's values for its planner, in a table of its own that nothing here can clean:
 * a name that was taken away would stay in it. The names are asked for by index alone; the planner needs none.
 */
async function keepNoSamples(db: Kysely<unknown>): Promise<void> {
  for (const column of ["words", "detail", "sort"]) {
    await sql`alter table names alter column ${sql.ref(column)} set statistics 0`.execute(db);
  }
}

/** Makes every table and index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db, TABLES);
  if (isPostgres(db)) await keepNoSamples(db);
  await makeIndexes(db, INDEXES);
}
