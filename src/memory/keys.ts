// The keys of the days under which tags are made (docs/formats.md, Memory and key files): RUN_DIR/tags/<day>, 32
// random bytes each. A key made on day d lives through d + 2: 72 hours from the day's beginning. What was
// entered under it goes with it, so nothing is remembered for longer than that.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Primitives } from "../vault/primitives.ts";

const LENGTH = 32;
/** Days through which a key lives, its own counted. */
const KEY_DAYS = 3;

export interface DayKey {
  day: number;
  key: Uint8Array;
}

export interface DayKeys {
  /** @returns today's key, made when it is missing */
  today(): DayKey;
  /** @returns the keys that live, newest first; today's only if something was entered under it */
  living(): readonly DayKey[];
  /** Destroys the keys whose time is over, each after `buried` has destroyed its entries. */
  expire(buried: (day: number) => void): void;
  forget(): void;
}

/**
 * Opens the keys and reads those that still live.
 * @param dir RUN_DIR/tags, or null for this process alone
 * @param parts `full` is told when the folder takes no more: a new key is then known to this process alone
 */
export function openDayKeys(
  dir: string | null,
  parts: { clock: Clock; primitives: Primitives; full: () => void },
): DayKeys {
  const { clock, primitives } = parts;
  let keys: DayKey[] = dir === null ? [] : readKeys(dir);
  const lives = ({ day }: DayKey) => day > clock.day() - KEY_DAYS;
  const destroy = (day: number) => {
    if (dir !== null) rmSync(join(dir, String(day)), { force: true });
    keys = keys.filter((one) => one.day !== day);
  };
  return {
    today() {
      const day = clock.day();
      const known = keys.find((one) => one.day === day);
      if (known) return known;
      const key = primitives.random(LENGTH);
      try {
        if (dir !== null) writeFileSync(join(dir, String(day)), key, { mode: 0o600, flag: "wx" });
      } catch {
        parts.full();
      }
      const made = { day, key };
      keys = [...keys, made].sort((one, other) => other.day - one.day);
      return made;
    },
    living: () => (keys.every(lives) ? keys : keys.filter(lives)),
    expire(buried) {
      for (const { day } of keys.filter((one) => !lives(one))) {
        buried(day);
        destroy(day);
      }
    },
    forget() {
      for (const { day } of keys) destroy(day);
    },
  };
}

function readKeys(dir: string): DayKey[] {
  const keys: DayKey[] = [];
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    const key = new Uint8Array(readFileSync(path));
    // A crash between making and writing leaves a short file, under which nothing was entered.
    if (/^\d+$/.test(name) && key.length === LENGTH) keys.push({ day: Number(name), key });
    else rmSync(path, { force: true });
  }
  return keys.sort((one, other) => other.day - one.day);
}
