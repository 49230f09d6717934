// What bringing up to date decides, from opened signatures alone: which of an address stands, whose mail never
// went, which requests are answered, and what does not fit together. Pure; sends nothing.
import { sameAddress } from "../../vault/address.ts";
import type { ApprovedName, LostMail } from "../desk/api.ts";
import type { OpenedRequest, OpenedSignature, Typed } from "../opening/opening.ts";

/** A request by link holds only while the link's key lives, in days. */
const LINK_DAYS = 16;

/** What is known of a signature once it was seen; everything else of it is let go. */
interface Seen {
  id: number;
  counted: boolean;
  confirmed: boolean;
  turn: number;
}

/** Something that does not fit together, by id. */
export interface Findings {
  /** Unreadable: why, and the rows. */
  unreadable: Map<string, number[]>;
  /** Whose entry in the log is not the one that the row gives. */
  wrongEntry: number[];
  /** Shown as other words than their owner's present ones, or shown though they chose not to be. */
  wrongName: number[];
}

/** What is to be done. */
export interface Decisions {
  /** `id` is replaced by `by`. */
  replace: { id: number; by: number }[];
  /** Requests that are over, with the signatures that are withdrawn for them. */
  answer: { id: number; signatures: number[] }[];
  /** Signatures whose mail never went. */
  mails: LostMail[];
  /** Requests whose mail never went. */
  requestMails: { id: number; to: string }[];
  /** Up to which id signatures and requests were gone through. */
  upTo: number;
  requestsUpTo: number;
  /** Whether rows without an address are not marked as mailed yet, though nothing waits. */
  unmarked: boolean;
  /** Requests by address whose link was not followed yet: nothing is done until it is. */
  unconfirmed: number;
  /** Requests by name, which a key holder decides: the name, and whose it may be. */
  byName: { id: number; name: string; signatures: number[] }[];
}

export interface Tidying {
  /** Takes one signature in, in any order. */
  see(signature: OpenedSignature): void;
  /** Takes one request in. */
  seeRequest(request: OpenedRequest): void;
  /** What is to be done, once everything was seen. */
  decide(): Decisions;
  readonly findings: Findings;
  /** Rows that wait for a key holder because they gave no address. */
  readonly withoutAddress: readonly number[];
  /** Words that their owners chose to be shown and that are not, of rows that stand or gave no address. */
  readonly unshown: readonly ApprovedName[];
  /** Other standing signatures of this address and kind; for accepting by hand. */
  standing(as: "person" | "organisation", email: string): readonly number[];
  /** Signatures of one kind that gave one address, where there are several. */
  sharing(): Iterable<readonly number[]>;
  /** All signatures of this address and kind, also those that wait. */
  ofAddress(as: "person" | "organisation", email: string): readonly number[];
}

/** What a name's words are compared by: nobody types their own name twice alike. */
export function sameName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s.,]+/gu, " ")
    .trim();
}

/** The words that a page would show of a signature, or null when its owner is not to be shown. */
export function wordsOf(
  as: "person" | "organisation",
  typed: Typed,
): { words: string; detail: string } | null {
  if (typed.appear !== "public") return null;
  if (as === "person") return typed.shownAs === "" ? null : { words: typed.shownAs, detail: "" };
  if (typed.organisation === "") return null;
  const detail = [typed.shownAs, typed.position].filter((part) => part !== "").join(", ");
  return { words: typed.organisation, detail };
}

/** What signatures are grouped by: kind and address. */
export function addressKey(as: string, email: string): string {
  return `${as} ${sameAddress(email) ?? email}`;
}

/** Whether words are the ones that are shown. */
export function isShown(
  name: { words: string; detail: string } | null,
  words: { words: string; detail: string },
): boolean {
  return name?.words === words.words && name.detail === words.detail;
}

function mailOf({ id, as }: OpenedSignature, typed: Typed): LostMail {
  const { email: to, language, appear, follow, shownAs, organisation, position } = typed;
  const words = as === "organisation" ? { organisation, position } : {};
  const said = Object.entries({ shown_as: shownAs, ...words }).filter(([, text]) => text !== "");
  return { id, to, language, appear, follow, ...Object.fromEntries(said) };
}

/**
 * Opens a bringing up to date.
 * @param today the network's day
 * @returns what takes signatures in and decides
 */
export function openTidying(today: number): Tidying {
  const byAddress = new Map<string, Seen[]>();
  const byName = new Map<string, number[]>();
  const requests: OpenedRequest[] = [];
  const mails: LostMail[] = [];
  const withoutAddress: number[] = [];
  const unshown: ApprovedName[] = [];
  let unmarked = false;
  const findings: Findings = { unreadable: new Map(), wrongEntry: [], wrongName: [] };
  let upTo = 0;

  const unreadable = (why: string, id: number) => {
    findings.unreadable.set(why, [...(findings.unreadable.get(why) ?? []), id]);
  };
  const remember = <T>(map: Map<string, T[]>, at: string, value: T) => {
    const known = map.get(at);
    if (known) known.push(value);
    else map.set(at, [value]);
  };

  const see = (signature: OpenedSignature) => {
    const { id, as, state, typed, name } = signature;
    upTo = Math.max(upTo, id);
    const lost = state === "pending" && !signature.mailed && !signature.waits;
    unmarked ||= lost && !typed?.email;
    if (!signature.entryFits) findings.wrongEntry.push(id);
    if (signature.answerWhy !== null) unreadable(`answer: ${signature.answerWhy}`, id);
    if (signature.why === "over") {
      // Destroyed as was promised; it stays counted, and whoever is shown may ask to be taken off.
      if (name) remember(byName, sameName(name.words), id);
      return;
    }
    if (typed === null) {
      unreadable(signature.why ?? "row", id);
      return;
    }
    const words = wordsOf(as, typed);
    const mayStand = state !== "pending" || typed.email === "";
    if (words && mayStand && !isShown(name, words)) unshown.push({ id, of: signature.of, ...words });
    if (name && !(words && isShown(name, words))) findings.wrongName.push(id);
    for (const one of new Set(namesOf(typed, name?.words))) remember(byName, one, id);
    if (typed.email === "") {
      if (state === "pending") withoutAddress.push(id);
      return;
    }
    const counted = state !== "pending";
    const confirmed = state === "confirmed";
    remember(byAddress, addressKey(as, typed.email), { id, counted, confirmed, turn: signature.turn ?? 0 });
    if (lost) mails.push(mailOf(signature, typed));
  };

  return {
    see,
    seeRequest: (request) => requests.push(request),
    findings,
    withoutAddress,
    unshown,
    standing: (as, email) =>
      (byAddress.get(addressKey(as, email)) ?? []).filter(({ counted }) => counted).map(({ id }) => id),
    sharing: function* () {
      for (const seen of byAddress.values()) if (seen.length > 1) yield seen.map(({ id }) => id);
    },
    ofAddress: (as, email) => (byAddress.get(addressKey(as, email)) ?? []).map(({ id }) => id),
    decide: () => {
      const requestsUpTo = Math.max(0, ...requests.map(({ id }) => id));
      const replace = [...byAddress.values()].flatMap(replacedIn);
      const decisions: Decisions = {
        replace,
        answer: [],
        mails: mails.toSorted((a, b) => a.id - b.id),
        requestMails: [],
        upTo,
        requestsUpTo,
        unmarked,
        unconfirmed: 0,
        byName: [],
      };
      for (const request of requests) {
        if (request.who === null) unreadable(`request: ${request.why}`, request.id);
        else if ("name" in request.who) {
          const { name } = request.who;
          decisions.byName.push({ id: request.id, name, signatures: byName.get(sameName(name)) ?? [] });
        } else decideByMail(request, request.who.email, decisions);
      }
      return decisions;
    },
  };

  function decideByMail(request: OpenedRequest, email: string, decisions: Decisions): void {
    const { id } = request;
    if (request.confirmed) {
      const all = (["person", "organisation"] as const).flatMap(
        (as) => byAddress.get(addressKey(as, email)) ?? [],
      );
      decisions.answer.push({ id, signatures: all.map((seen) => seen.id) });
    } else if (today - request.day >= LINK_DAYS) decisions.answer.push({ id, signatures: [] });
    else {
      decisions.unconfirmed++;
      if (!request.mailed && !request.waits) decisions.requestMails.push({ id, to: email });
    }
  }
}

/** The last confirmed signature of an address stands; without one, the last accepted. Those that wait, wait. */
function replacedIn(seen: readonly Seen[]): { id: number; by: number }[] {
  const counted = seen.filter((one) => one.counted);
  const [stands, ...others] = counted.toSorted(
    (a, b) => Number(b.confirmed) - Number(a.confirmed) || b.turn - a.turn,
  );
  return stands ? others.map(({ id }) => ({ id, by: stands.id })) : [];
}

/** Under which names somebody may ask for a signature. */
function namesOf(typed: Typed, shown: string | undefined): string[] {
  const { name } = typed.fields;
  return [shown, typed.shownAs, typed.organisation, name]
    .filter((one) => typeof one === "string")
    .map(sameName)
    .filter((one) => one !== "");
}

/** Requests by name that are answered once these signatures are taken off. */
export function answeredBy(requests: readonly OpenedRequest[], taken: readonly OpenedSignature[]): number[] {
  const names = new Set(taken.flatMap(({ typed, name }) => (typed ? namesOf(typed, name?.words) : [])));
  return requests
    .filter(({ who }) => who !== null && "name" in who && names.has(sameName(who.name)))
    .map(({ id }) => id);
}
