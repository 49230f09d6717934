// How long what people type is kept. Each version of a text promises a last day (`keep_until`). What was promised when
// somebody signed holds for their row: a later version cannot keep it longer. An earlier day holds for all. Pure.

/** What one version of a text promised. */
export interface Promised {
  version: number;
  /** The day on which it was published, days since 1970-01-01. */
  day: number;
  /** The last day of keeping, an ISO date; null where nothing is asked. */
  until: string | null;
}

/** A last day that was changed: shown in public. */
export interface KeepingChange {
  /** The day on which it was changed, days since 1970-01-01. */
  day: number;
  before: string;
  until: string;
}

/** The earlier of two ISO dates; a missing one does not count. */
function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/**
 * The last day on which rows of a version are kept: what was promised with it, or an earlier day that stands now.
 * @param promised all versions of a text, oldest first
 * @param version the version that was signed
 * @returns an ISO date; null when neither gives one
 */
export function keptUntil(promised: readonly Promised[], version: number): string | null {
  const own = promised.find((one) => one.version === version)?.until ?? null;
  return earlier(own, promised.at(-1)?.until ?? null);
}

/**
 * The last day of the campaign itself, after which its key is destroyed: the one that stands now, or, when nothing is
 * asked any more, the latest that was ever promised.
 */
export function lastDay(promised: readonly Promised[]): string | null {
  const standing = promised.at(-1)?.until ?? null;
  if (standing !== null) return standing;
  const days = promised.flatMap(({ until }) => (until === null ? [] : [until]));
  return days.sort().at(-1) ?? null;
}

/** The versions whose rows have to be gone by today (an ISO date), while the campaign may go on. */
export function endedVersions(promised: readonly Promised[], today: string): number[] {
  return promised.flatMap(({ version }) => {
    const until = keptUntil(promised, version);
    return until !== null && today > until ? [version] : [];
  });
}

/** On which day the first of the versions that are still kept was published; null when none is. */
export function firstKeptDay(promised: readonly Promised[], today: string): number | null {
  const ended = new Set(endedVersions(promised, today));
  return promised.find(({ version, until }) => until !== null && !ended.has(version))?.day ?? null;
}

/** Every change of the last day, oldest first. */
export function changesOf(promised: readonly Promised[]): KeepingChange[] {
  const changes: KeepingChange[] = [];
  let before: string | null = null;
  for (const { day, until } of promised) {
    if (until === null) continue;
    if (before !== null && until !== before) changes.push({ day, before, until });
    before = until;
  }
  return changes;
}
