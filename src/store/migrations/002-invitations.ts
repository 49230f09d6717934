// Invitations and their answers, new keys of who lost their words, who left, and chains of vouches that ended
// because somebody started again.
import type { Kysely } from "kysely";
import { makeIndexes, makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  invitations: {
    bytes: "id inviter look envelope row account? salt? sign_in? wrap? xwing? ed25519? mac?",
    whole: "until",
    words: "role name email organisation",
    key: ["id"],
  },
  renewals: { bytes: "account salt sign_in wrap xwing ed25519", whole: "until", words: "", key: ["account"] },
  former: { bytes: "id", whole: "day", words: "name", key: ["id"] },
  restarts: { bytes: "root", whole: "number day", words: "", key: ["number"] },
  past_vouches: {
    bytes: "record xwing? ed25519?",
    whole: "restart serial",
    words: "",
    key: ["restart", "serial"],
  },
};

/** Makes the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db, TABLES);
  await makeIndexes(db, [["invitations", ["look"], true]]);
}
