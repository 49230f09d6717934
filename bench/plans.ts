// How long everything is measured: by itself, or with --quick for whoever changes code (about three minutes on two
// cores).
import type { GrowthPlan } from "./growth.ts";
import type { MailPlan } from "./mailing.ts";
import type { ServingPlan } from "./serving.ts";

export interface Plan {
  serving: ServingPlan;
  mail: MailPlan;
  growth: GrowthPlan;
  exported: number;
  postgres: { serving: ServingPlan; mail: MailPlan };
}

export const QUICK: Plan = {
  serving: { rounds: 5, signs: 5_000, reads: 15_000 },
  mail: { rounds: 3, mails: 3_000 },
  growth: { sizes: [10_000, 100_000], rounds: 12, signs: 1_000 },
  exported: 100_000,
  postgres: { serving: { rounds: 3, signs: 3_000, reads: 10_000 }, mail: { rounds: 2, mails: 2_000 } },
};

export const WHOLE: Plan = {
  serving: { rounds: 9, signs: 10_000, reads: 30_000 },
  mail: { rounds: 7, mails: 5_000 },
  growth: { sizes: [10_000, 100_000, 1_000_000], rounds: 16, signs: 1_000 },
  exported: 100_000,
  postgres: { serving: { rounds: 7, signs: 6_000, reads: 20_000 }, mail: { rounds: 5, mails: 4_000 } },
};

/** Connections that each ask for something at any time. */
export const CONNECTIONS = 64;
