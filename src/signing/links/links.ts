// The links of mails: made under the key of today, read under the key of their own day while it lives.
import type { Clock } from "../../clock.ts";
import { type KeyFiles, LINK_DAYS } from "../../store/key-files.ts";
import { type LinkContent, makeLink, readLink } from "../../vault/link.ts";
import type { Primitives } from "../../vault/primitives.ts";

export interface Links {
  /** @returns a link's token, base64url */
  make(content: LinkContent): Promise<string>;
  /** @returns what a token carries, or null when it is used up with its day, forged or none */
  read(token: string): Promise<LinkContent | null>;
}

/**
 * Opens a network's links.
 * @param parts primitives, the keys, the clock and the network's id
 */
export function openLinks(parts: {
  primitives: Primitives;
  keys: KeyFiles;
  clock: Clock;
  network: Uint8Array;
}): Links {
  const { primitives, keys, clock, network } = parts;
  return {
    make: (content) => {
      const day = clock.day();
      return makeLink(primitives, keys.linkFor(day), network, day, content);
    },
    read: (token) => {
      const today = clock.day();
      // The key of a day that is over may still lie there for up to an hour.
      const keyOf = (day: number) => (day > today || day < today - LINK_DAYS ? null : keys.link(day));
      return readLink(primitives, keyOf, network, token);
    },
  };
}
