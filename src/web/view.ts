// What every public page needs to know, whatever it shows. Pure data.

/** The installation as its pages show it. */
export interface Site {
  /** The network's name. */
  name: string;
  /** Where it is reached, without a slash at the end. */
  baseUrl: string;
  /** Where "Leave" goes. */
  leaveUrl: string;
}

/** One entry of the language switcher. */
export interface LanguageLink {
  language: string;
  /** Relative is best: `?lang=fr`. */
  href: string;
}

/** What a page of the network itself (home, privacy, errors) is shown with. */
export interface SiteView {
  site: Site;
  /** The language of the page. */
  language: string;
  /** The switcher; fewer than two shows none. */
  languages: readonly LanguageLink[];
}

/** Who can open what people type, as the public is told. */
export interface Standing {
  /** Key holders by organisation, in the order in which they joined. */
  holders: readonly { organisation: string; people: number }[];
  /** Names of key holders who are with no organisation: whoever signs has to know who opens. */
  named: readonly string[];
  /** Organisations of everyone who organises here. */
  organisations: readonly string[];
  /** Whether the envelope (a printed sheet kept elsewhere) can open too. */
  envelope: boolean;
  /** Days on which the network was started again, oldest first, ISO: what was typed before stays locked. */
  restarts: readonly string[];
}

/** The statuses that have a page of their own; a routes file may give any of them. */
export type PlainStatus = 400 | 403 | 404 | 405 | 409 | 413 | 414 | 415 | 429 | 500 | 503;

export interface PlainPageView extends SiteView {
  status: PlainStatus;
  /** Why, where the status alone says too little: with 503, that there is no key to lock anything with. */
  why?: "no_key";
  /** With 429 or 503: minutes until one may try again. */
  minutes?: number;
  /** A way back, by default `/`. */
  back?: string;
}
