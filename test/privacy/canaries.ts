// Words that stand nowhere else in the world, typed into forms; and a watch over folders that cries when it sees one.
import { randomInt } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { filesUnder } from "./loot.ts";
import { makeScanner, type Needle, SHORTEST } from "./scan.ts";
import { spellingsOf, writtenOut } from "./spellings.ts";

/** What may be said of one: who typed it, and as what. */
export interface Canary {
  who: string;
  what: string;
  text: string;
  /** An address, which the memory may hold. */
  isAddress: boolean;
}

/** Somebody whose every word is a canary. */
export interface Singer {
  who: string;
  name: string;
  email: string;
  phone: string;
  organisation: string;
  position: string;
  /** The words that they choose for the page. */
  words: string;
  canaries: Canary[];
}

const CONSONANTS = "bdfgklmnprstvzxq";
const VOWELS = "aeiouy";

function made(syllables = 5): string {
  const one = () => `${CONSONANTS[randomInt(CONSONANTS.length)]}${VOWELS[randomInt(VOWELS.length)]}`;
  const word = Array.from({ length: syllables }, one).join("");
  return word[0]?.toUpperCase() + word.slice(1);
}

function han(many: number): string {
  return Array.from({ length: many }, () => String.fromCodePoint(0x4e00 + randomInt(0x5000))).join("");
}

/**
 * Makes one.
 * @param who what the test calls them
 * @param script in which they write their name
 */
export function makeSinger(who: string, script: "latin" | "marks" | "han" = "latin"): Singer {
  const name = {
    latin: () => `${made()} ${made()}`,
    marks: () => `Ž${made()}é Ñ${made()}ü`,
    han: () => han(5),
  };
  const digits = String(randomInt(1e9)).padStart(9, "0");
  const singer = {
    name: name[script](),
    email: `${made()}.${made(2)}@${made().toLowerCase()}.example`,
    phone: `+43 6${digits.slice(0, 2)} ${digits.slice(2, 5)} ${digits.slice(5)}7`,
    organisation: `${made()} ${made()}`,
    position: `${made()} ${made()}`,
    words: script === "han" ? han(4) : `${made()} ${made()}`,
  };
  const canaries = Object.entries(singer).map(([what, text]) => ({
    who,
    what,
    text,
    isAddress: what === "email",
  }));
  return { who, ...singer, canaries };
}

/** A canary for one word, typed by nobody in particular. */
export function makeCanary(who: string, what: string): Canary {
  return { who, what, text: made(6), isAddress: false };
}

/** The parts of a text that are looked for: the whole, each of its words, the digits of a number. */
function partsOf({ text, what }: Canary): string[] {
  const words = text.split(/[\s@]+/).filter((word) => Buffer.byteLength(word) >= 8);
  return [...new Set([text, ...words, ...(what === "phone" ? [text.replace(/\D/g, "")] : [])])];
}

/** What is looked for, to find canaries however they are written. */
function needlesOf(canaries: readonly Canary[]): Needle<string>[] {
  return canaries.flatMap((canary) =>
    partsOf(canary).flatMap((part) =>
      spellingsOf(part).map(({ as, bytes }) => ({ bytes, label: `${canary.who}'s ${canary.what} (${as})` })),
    ),
  );
}

/** What is looked for, to find bytes: as they are, and written out. */
export function needlesOfBytes(what: string, bytes: Uint8Array): Needle<string>[] {
  return [{ as: "bytes", bytes }, ...writtenOut(bytes)]
    .filter((one) => one.bytes.length >= SHORTEST)
    .map((one) => ({ bytes: one.bytes, label: `${what} (${one.as})` }));
}

export interface Place {
  name: string;
  dir: string;
  /** Whether this file counts; every one by default. */
  only?: (path: string) => boolean;
  /** Whether addresses may be here. */
  isMemory?: boolean;
}

/** Looks once through places. @returns what was seen, and in which file */
export function look(
  places: readonly Place[],
  canaries: readonly Canary[],
  bytes: readonly Needle<string>[] = [],
): string[] {
  const all = makeScanner([...needlesOf(canaries), ...bytes]);
  const typed = makeScanner([...needlesOf(canaries.filter(({ isAddress }) => !isAddress)), ...bytes]);
  return places.flatMap(({ name, dir, only, isMemory = false }) =>
    filesUnder(dir, only).flatMap((file) =>
      [...(isMemory ? typed : all).scan(file.bytes)].map((seen) => `${seen} in ${name}/${file.path}`),
    ),
  );
}

/** Looks through places again and again. */
export interface Watch {
  /** @returns when everything was looked through so often */
  round(many: number): Promise<void>;
  /** @returns what was seen at any moment */
  stop(): Promise<string[]>;
}

/** Opens a watch. @param canaries none of which may ever be seen */
export function openWatch(places: readonly Place[], canaries: readonly Canary[]): Watch {
  const all = makeScanner(needlesOf(canaries));
  const typed = makeScanner(needlesOf(canaries.filter(({ isAddress }) => !isAddress)));
  const seen = new Set<string>();
  const known = new Map<string, string>();
  /** Only files that were written to since they were looked at; a megabyte of tables never is. */
  const changed = (path: string) => {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    const now = stat ? `${stat.mtimeNs} ${stat.size} ${stat.ino}` : "";
    const before = known.get(path);
    known.set(path, now);
    return before !== now;
  };
  let rounds = 0;
  let stopped = false;
  const turn = () => new Promise((next) => setTimeout(next, 2));
  const running = (async () => {
    while (!stopped) {
      for (const { name, dir, only, isMemory = false } of places) {
        const isNew = (path: string) => (only?.(path) ?? true) && changed(join(dir, path));
        for (const file of filesUnder(dir, isNew)) {
          for (const one of (isMemory ? typed : all).scan(file.bytes))
            seen.add(`${one} in ${name}/${file.path}`);
          await turn();
        }
      }
      rounds++;
      await turn();
    }
  })();
  return {
    round: async (many) => {
      while (rounds < many) await turn();
    },
    stop: async () => {
      stopped = true;
      await running;
      return [...seen];
    },
  };
}
