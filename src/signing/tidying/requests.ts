// Requests to be taken off by a name alone, as a key holder decides about them: grouped, since whoever asks twice
// is one, and whoever floods the list with a name has to be answered once; and dismissed without anything being
// taken off. Pure but for what is sent; the same in browsers and on the command line.
import type { Send } from "../../web/api.ts";
import { MOST_IDS, signingApi } from "../desk/api.ts";
import type { OpenedRequest } from "../opening/opening.ts";
import { type Decisions, sameName } from "./tidying.ts";

/** Everybody who asked by one name. */
export interface NameRequests {
  /** As it was typed first. */
  name: string;
  /** The requests, the first one first. */
  ids: number[];
  /** Whose it may be. */
  signatures: number[];
}

/**
 * Groups requests by equal name.
 * @param byName what bringing up to date found
 * @returns the names that somebody stands by first; among equals in the order of the first request
 */
export function groupRequests(byName: Decisions["byName"]): NameRequests[] {
  const groups = new Map<string, NameRequests>();
  for (const { id, name, signatures } of byName.toSorted((a, b) => a.id - b.id)) {
    const group = groups.get(sameName(name));
    if (group) group.ids.push(id);
    else groups.set(sameName(name), { name, ids: [id], signatures });
  }
  const nobody = ({ signatures }: NameRequests) => Number(signatures.length === 0);
  return [...groups.values()].sort((a, b) => nobody(a) - nobody(b));
}

/**
 * Finds what dismissing some requests answers: with each, all that ask by the same name.
 * @param requests every request, opened
 * @param ids ids of requests by name
 * @returns the requests that are answered, and the ids that are none by a name alone
 */
export function dismissedWith(
  requests: readonly OpenedRequest[],
  ids: readonly number[],
): { answered: number[]; unknown: number[] } {
  const nameOf = new Map<number, string>();
  for (const { id, who } of requests) if (who && "name" in who) nameOf.set(id, sameName(who.name));
  const names = new Set(ids.map((id) => nameOf.get(id)).filter((name) => name !== undefined));
  return {
    answered: [...nameOf].filter(([, name]) => names.has(name)).map(([id]) => id),
    unknown: ids.filter((id) => !nameOf.has(id)),
  };
}

/**
 * Dismisses requests: they are answered, and nothing is taken off.
 * @param ids the requests
 * @returns how many were still there
 */
export async function dismissRequests(send: Send, slug: string, ids: readonly number[]): Promise<number> {
  let dismissed = 0;
  for (let at = 0; at < ids.length; at += MOST_IDS) {
    const asked = { slug, ids: ids.slice(at, at + MOST_IDS) };
    dismissed += (await send(signingApi.dismiss, asked)).dismissed;
  }
  return dismissed;
}
