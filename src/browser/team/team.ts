// The team, as the network tells it.
import type { teamApi } from "../../organisers/team/team-api.ts";
import type { Answered } from "../../web/api.ts";

export type Team = Answered<typeof teamApi.team>;
export type Person = Team["people"][number];
