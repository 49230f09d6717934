// Every call of the desk's API by its name: the rooms' tables in one.

import { campaignApi } from "./campaigns/desk-api.ts";
import { draftApi } from "./campaigns/drafts/api.ts";
import { closingApi } from "./campaigns/keeping/api.ts";
import { organiserApi } from "./organisers/api.ts";
import { envelopeApi } from "./organisers/holders/envelope-api.ts";
import { invitationsApi } from "./organisers/holders/invitations-api.ts";
import { keysApi } from "./organisers/holders/keys-api.ts";
import { lostWordsApi } from "./organisers/holders/lost-words-api.ts";
import { removingApi } from "./organisers/holders/removing-api.ts";
import { resealingApi } from "./organisers/holders/resealing-api.ts";
import { mailTestApi } from "./organisers/mail-test/api.ts";
import { ownAddressApi } from "./organisers/me/address-api.ts";
import { meApi } from "./organisers/me/api.ts";
import { teamApi } from "./organisers/team/team-api.ts";
import { waitsApi } from "./organisers/waits/api.ts";
import { broughtApi } from "./signing/brought-in/api.ts";
import { signingApi } from "./signing/desk/api.ts";
import { followersApi } from "./signing/followers/api.ts";
import { handingApi } from "./signing/handing/api.ts";
import { numbersApi } from "./signing/numbers/api.ts";
import type { AnyCall } from "./web/api.ts";

/** The tables, each under the name that it is exported by. */
export const TABLES = {
  organiserApi,
  meApi,
  waitsApi,
  mailTestApi,
  ownAddressApi,
  invitationsApi,
  keysApi,
  envelopeApi,
  lostWordsApi,
  teamApi,
  removingApi,
  resealingApi,
  campaignApi,
  closingApi,
  draftApi,
  signingApi,
  followersApi,
  handingApi,
  broughtApi,
  numbersApi,
} as const;

/**
 * @returns every call
 * @throws Error when two tables use one name for two calls
 */
export function everyCall(): Record<string, AnyCall> {
  const calls: Record<string, AnyCall> = {};
  for (const table of Object.values(TABLES)) {
    for (const [name, call] of Object.entries(table) as [string, AnyCall][]) {
      if (calls[name]) throw new Error(`two calls are named ${name}`);
      calls[name] = call;
    }
  }
  return calls;
}
