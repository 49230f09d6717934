// Signing with e-mail, from the first form sent until a real mail server has taken every mail; against nodemailer's
// own pool sending the same mails to the same server. The mail server shares the load's core.
import { get } from "../test/signer.ts";
import type { Work } from "./firing.ts";
import type { Loaded } from "./load.ts";
import { busyBetween, coreSpent } from "./machine.ts";
import type { MailerWork } from "./mailer.ts";
import { openProduct, type Product } from "./product.ts";
import { type Program, startProgram } from "./programs.ts";
import { signRequest } from "./requests.ts";
import { type Loading, MOST_BUSY, median, TRIES } from "./rounds.ts";

export interface MailPlan {
  rounds: number;
  /** Mails of one round. */
  mails: number;
}

/** What mailing came to. */
export interface Mailed {
  /** Mails a second: signed, kept and handed over; and handed over by the bare pool. */
  rate: number;
  ceiling: number;
  ratio: number;
  busy: number | null;
  discarded: number;
  memory: number | null;
}

/** Characters of a link's token (docs/formats.md). */
const TOKEN = 431;

interface Parts {
  loading: Loading;
  product: Product;
  sink: Program;
  sinkPort: number;
  mailer: Program;
}

interface All {
  mails: number;
  recipients: number;
}

/** One round: how many a second, or null when the load's core was above 90 %. */
async function round(
  parts: Parts,
  many: number,
  send: () => Promise<unknown>,
): Promise<{ rate: number; busy: number | null } | null> {
  const { cores } = parts.loading;
  await parts.sink.ask("expect", many);
  const [spent, begun] = [coreSpent(cores.load), performance.now()];
  const sent = send();
  const all = await Promise.race([parts.sink.ask<All>("all"), sent.then(() => parts.sink.ask<All>("all"))]);
  const seconds = (performance.now() - begun) / 1_000;
  const busy = busyBetween(spent, coreSpent(cores.load));
  await sent;
  if (all.mails !== many || all.recipients !== many) {
    throw new Error(`${many} people signed; ${all.mails} mails came, for ${all.recipients} people`);
  }
  return busy !== null && busy > MOST_BUSY ? null : { rate: many / seconds, busy };
}

function bySigning(parts: Parts, form: string, many: number, from: number): () => Promise<unknown> {
  const { loading, product } = parts;
  return async () => {
    const { connections } = loading;
    const work: Work = { port: product.port, request: form, many, from, connections, longest: 60 };
    const fired = await loading.load.ask<Loaded>("fire", { work, core: loading.cores.load });
    if (fired.bad > 0) throw new Error(`${fired.bad} of ${many} were not answered 200: ${fired.badAnswer}`);
  };
}

function byPool(parts: Parts, many: number): () => Promise<unknown> {
  const { product, sinkPort, mailer } = parts;
  const names = { network: "Harbour Lights Network", plainName: "Declaration" };
  const from = "undersigned@localhost";
  const work = { port: sinkPort, many, from, baseUrl: product.url, names, token: TOKEN };
  return () => mailer.ask("send", work satisfies MailerWork);
}

/**
 * Measures signing with e-mail.
 * @param settings of the network, on top of the usual
 */
export async function measureMail(
  loading: Loading,
  plan: MailPlan,
  settings: Record<string, string>,
): Promise<Mailed> {
  const { cores } = loading;
  const sink = startProgram(cores, cores.load, "sink.ts");
  const mailer = startProgram(cores, cores.server, "mailer.ts");
  const sinkPort = await sink.ask<number>("listen");
  const product = await openProduct(cores, { ...settings, MAIL_URL: `smtp://127.0.0.1:${sinkPort}` });
  const parts: Parts = { loading, product, sink, sinkPort, mailer };
  const rates = { signing: [] as number[], pool: [] as number[] };
  let next = 1;
  let discarded = 0;
  let busiest: number | null = null;
  try {
    const form = await signRequest(product, product.port, true);
    const signing = (many: number) => {
      const from = next;
      next += many;
      return bySigning(parts, form, many, from);
    };
    await round(parts, plan.mails >> 1, byPool(parts, plan.mails >> 1));
    await round(parts, plan.mails >> 1, signing(plan.mails >> 1));
    for (let at = 0; at < plan.rounds; at++) {
      for (const kind of ["pool", "signing"] as const) {
        for (let tries = 0; tries < TRIES; tries++) {
          const send = kind === "pool" ? byPool(parts, plan.mails) : signing(plan.mails);
          const counted = await round(parts, plan.mails, send);
          if (!counted) {
            discarded++;
            continue;
          }
          rates[kind].push(counted.rate);
          if (counted.busy !== null) busiest = Math.max(busiest ?? 0, counted.busy);
          break;
        }
      }
    }
    await get(`${product.url}/healthz`);
    const [rate, ceiling] = [median(rates.signing), median(rates.pool)];
    return {
      ...{ rate: Math.round(rate), ceiling: Math.round(ceiling), ratio: rate / ceiling },
      ...{ busy: busiest, discarded, memory: product.memory() },
    };
  } finally {
    await product.remove();
    await mailer.end();
    await sink.end();
  }
}
