// The network's migrations, in order; static imports, because the server may read no folder by name.
import type { Migration } from "kysely/migration";
import * as first from "./001-first.ts";
import * as invitations from "./002-invitations.ts";
import * as keeping from "./003-keeping.ts";
import * as drafts from "./004-drafts.ts";
import * as desk from "./006-desk.ts";
import * as followers from "./007-followers.ts";
import * as renewals from "./008-renewals.ts";
import * as brought from "./009-brought-in.ts";
import * as resealing from "./010-resealing.ts";
import * as whom from "./011-whom.ts";

/** Names and steps, in the order in which they run. */
export const MIGRATIONS: Record<string, Migration> = {
  "001-first": first,
  "002-invitations": invitations,
  "003-keeping": keeping,
  "004-drafts": drafts,
  "006-desk": desk,
  "007-followers": followers,
  "008-renewals": renewals,
  "009-brought-in": brought,
  "010-resealing": resealing,
  "011-whom": whom,
};
