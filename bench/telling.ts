// What was measured, for people.
import type { Cores } from "./machine.ts";
import type { Measured, MeasuredSqlite } from "./measures.ts";
import type { OpenedList } from "./opening.ts";

const one = (value: number) => value.toFixed(1);
const two = (value: number) => value.toFixed(2);
const percent = (share: number | null) => (share === null ? "unknown" : `${Math.round(share * 100)} %`);

function line(name: string, value: string): string {
  return `  ${name.padEnd(22)} ${value}`;
}

/** What a database came to, as lines. */
export function tellMeasured(name: string, measured: Measured): string[] {
  const { ratios, sign, read, mail, memory_mb: memory } = measured;
  return [
    name,
    line("signing", `${two(ratios.sign)} of the ceiling: ${sign.rate} of ${sign.ceiling} a second`),
    line("", `p50 ${one(sign.p50)} ms, p99 ${one(sign.p99)} ms (the ceiling's ${one(sign.ceilingP99)} ms)`),
    line("reading", `${two(ratios.read)} of the ceiling: ${read.rate} of ${read.ceiling} a second`),
    line(
      "signing with e-mail",
      `${two(ratios.mail)} of a bare pool: ${mail.rate} of ${mail.ceiling} a second`,
    ),
    line("memory", memory === null ? "unknown" : `${memory} MB at most`),
    line(
      "the load's core",
      `busy up to ${percent(sign.busy)} signing, ${percent(read.busy)} reading, ${percent(mail.busy)} with e-mail; ` +
        `rounds that did not count: ${sign.discarded + read.discarded + mail.discarded}`,
    ),
  ];
}

/** What only SQLite is measured for. */
export function tellSqlite({ growth, ratios, export: list }: MeasuredSqlite): string[] {
  const grown = growth.map(
    ({ rows, rate, p50, p99, timesSmallest, memory }) =>
      `${rows} rows: ${rate} a second, p50 ${one(p50)} ms, p99 ${one(p99)} ms (${two(timesSmallest)}), ${memory ?? "?"} MB`,
  );
  return [
    ...grown.map((text, at) => line(at === 0 ? "as it grows" : "", text)),
    line("", `p99 at 100,000 rows is ${two(ratios.p99_growth)} times that at 10,000 (median of the rounds)`),
    line("export", `${list.rows} rows in ${one(list.seconds)} s (${one(list.megabytes)} MB)`),
    line("counting them", `${one(list.countedIn)} s`),
  ];
}

/** How long the desk's list took, as lines. */
export function tellOpened(opened: readonly OpenedList[]): string[] {
  const lines = opened.map(({ rows, sharing, seconds, again, heap, memory }) =>
    line(
      sharing === 1 ? "no envelope shared" : `${sharing} share an envelope`,
      `${rows} rows in ${one(seconds)} s, again in ${one(again)} s; ${heap} MB of objects, ${memory ?? "?"} MB at most`,
    ),
  );
  return ["The page of people in Chromium", ...lines];
}

/** The machine, as a line. */
export function tellMachine(cores: Cores): string {
  if (!cores.pinned)
    return `${cores.many} cores; nothing is pinned (no taskset, or one core), so ratios are rough`;
  return `${cores.many} cores; the server on core ${cores.server}, the load on core ${cores.load}`;
}
