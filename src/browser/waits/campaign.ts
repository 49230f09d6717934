// A campaign, as the network lists it.
import type { campaignApi } from "../../campaigns/desk-api.ts";
import type { Answered } from "../../web/api.ts";

export type Campaign = Answered<typeof campaignApi.list>["campaigns"][number];
