// Signatures as a desk has them once they are open, made up for tests.
import type { OpenedSignature, Typed } from "../src/signing/opening/opening.ts";

type More = Partial<Omit<OpenedSignature, "typed">> & { typed?: Partial<Typed> | null };

/** Makes one: a pending person without an address, unless told. */
export function opened(id: number, { typed = {}, ...more }: More = {}): OpenedSignature {
  const counted = more.state === "confirmed" || more.state === "accepted";
  return {
    id,
    as: "person",
    state: "pending",
    text: 1,
    day: 20_000,
    mailed: true,
    waits: false,
    followed: false,
    turn: counted ? id : null,
    index: null,
    name: null,
    why: typed === null ? "tag" : null,
    answerWhy: null,
    of: new Uint8Array(32).fill(id),
    entryFits: true,
    ...more,
    typed: typed && {
      email: "",
      language: "en",
      follow: false,
      fields: { name: `Person ${id}` },
      appear: "counted",
      shownAs: "",
      organisation: "",
      position: "",
      ...typed,
    },
  };
}
