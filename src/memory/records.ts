// Pairs of a tag and a number, for one day: in order of entry, each 20 bytes (the tag's first 12, then a double),
// in typed arrays and, byte for byte the same, in a note. A million pairs take 42 to 84 MB here and 20 MB there.
// A number of 0 is a pair that was forgotten.
import type { Note } from "./note.ts";

const TAG_WORDS = 3;
/** Bytes of a pair: 96 bits of the tag (two of a million are alike once in 10^17), then the number. */
const PAIR = 20;
const FIRST_ROOM = 256;
const NONE = 0;

export interface Records {
  /** Enters a pair, unless it is there. */
  add(tag: Uint8Array, number: number): void;
  /** @returns the numbers under a tag, newest first */
  numbers(tag: Uint8Array): number[];
  /** @returns the other numbers under the tag that a number stands under */
  beside(number: number): number[];
  /** @returns whether the number was there */
  forget(number: number): boolean;
  size(): number;
  rest(): void;
  /** Destroys all. */
  remove(): void;
}

/**
 * Opens the records of one day and reads back what the note holds; a pair that was cut is not remembered.
 * @param note where they are kept
 * @param options `once`: a number stands under one tag only, and can be looked up (rows); without it the same
 *   number may stand under many tags (minutes). `full` is told when the note takes no more: the pair is then
 *   known to this process alone
 */
export function openRecords(note: Note, options: { once: boolean; full: () => void }): Records {
  const { once } = options;
  let room = FIRST_ROOM;
  let count = 0;
  let tags = new Uint32Array(room * TAG_WORDS);
  let numbers = new Float64Array(room);
  /** The pair entered before under the same tag, plus 1. */
  let before = new Uint32Array(room);
  /** Places of pairs, plus 1, by tag (the newest of each) and by number: open addressing, at most half full. */
  let byTag = new Uint32Array(room * 2);
  let byNumber = new Uint32Array(once ? room * 2 : 0);

  const slotOfTag = (a: number, b: number, c: number): number => {
    const mask = byTag.length - 1;
    let slot = a & mask;
    for (let at = byTag[slot]; at !== NONE && at !== undefined; at = byTag[slot]) {
      const place = (at - 1) * TAG_WORDS;
      if (tags[place] === a && tags[place + 1] === b && tags[place + 2] === c) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const slotOfNumber = (number: number): number => {
    const mask = byNumber.length - 1;
    let slot = Math.imul(number, 0x9e37_79b1) & mask;
    for (let at = byNumber[slot]; at !== NONE && at !== undefined; at = byNumber[slot]) {
      if (numbers[at - 1] === number) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const index = (place: number) => {
    const t = place * TAG_WORDS;
    const slot = slotOfTag(tags[t] ?? 0, tags[t + 1] ?? 0, tags[t + 2] ?? 0);
    before[place] = byTag[slot] ?? NONE;
    byTag[slot] = place + 1;
    if (once) byNumber[slotOfNumber(numbers[place] ?? 0)] = place + 1;
  };
  const grow = () => {
    room *= 2;
    tags = grown(tags, new Uint32Array(room * TAG_WORDS));
    numbers = grown(numbers, new Float64Array(room));
    before = new Uint32Array(room);
    byTag = new Uint32Array(room * 2);
    byNumber = new Uint32Array(once ? room * 2 : 0);
    for (let place = 0; place < count; place++) index(place);
  };
  const enter = (tag: DataView, number: number) => {
    if (count === room) grow();
    for (let word = 0; word < TAG_WORDS; word++) tags[count * TAG_WORDS + word] = tag.getUint32(word * 4);
    numbers[count] = number;
    index(count);
    count++;
  };
  const placeOf = (number: number): number => (byNumber[slotOfNumber(number)] ?? NONE) - 1;
  const chain = (newest: number): number[] => {
    const found: number[] = [];
    for (let at = newest; at !== NONE; at = before[at - 1] ?? NONE) {
      const number = numbers[at - 1] ?? 0;
      if (number !== 0) found.push(number);
    }
    return found;
  };
  const keep = (place: number, bytes: Uint8Array) => {
    try {
      note.write(place * PAIR, bytes);
    } catch {
      options.full();
    }
  };

  const kept = note.read();
  const view = new DataView(kept.buffer, kept.byteOffset, kept.length);
  for (let at = 0; at + PAIR <= kept.length; at += PAIR) {
    enter(new DataView(kept.buffer, kept.byteOffset + at, PAIR), view.getFloat64(at + TAG_WORDS * 4));
  }

  return {
    add(tag, number) {
      if (once && placeOf(number) >= 0) return;
      const pair = new Uint8Array(PAIR);
      pair.set(tag.subarray(0, TAG_WORDS * 4));
      const words = new DataView(pair.buffer);
      words.setFloat64(TAG_WORDS * 4, number);
      keep(count, pair);
      enter(words, number);
    },
    numbers(tag) {
      const words = new DataView(tag.buffer, tag.byteOffset, tag.length);
      return chain(byTag[slotOfTag(words.getUint32(0), words.getUint32(4), words.getUint32(8))] ?? NONE);
    },
    beside(number) {
      const t = placeOf(number) * TAG_WORDS;
      if (t < 0) return [];
      const newest = byTag[slotOfTag(tags[t] ?? 0, tags[t + 1] ?? 0, tags[t + 2] ?? 0)] ?? NONE;
      return chain(newest).filter((other) => other !== number);
    },
    forget(number) {
      const place = placeOf(number);
      if (place < 0) return false;
      // The place stays in both indexes, so that others are still found; the tag itself goes from the note.
      numbers[place] = 0;
      keep(place, new Uint8Array(PAIR));
      return true;
    },
    size: () => count,
    rest: () => note.rest(),
    remove() {
      note.remove();
      room = FIRST_ROOM;
      count = 0;
      grow();
    },
  };
}

function grown<Words extends Uint32Array | Float64Array>(from: Words, into: Words): Words {
  into.set(from);
  return into;
}
