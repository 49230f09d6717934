// What a page of the desk is. A page is opened when its address is gone to, drawn as often as something changed,
// and closed when another is gone to.
import type { TemplateResult } from "lit-html";
import type { DeskKey, DeskSay } from "../locales/desk.ts";
import type { Session } from "./session.ts";

/** What a page is handed. */
export interface Context {
  readonly session: Session;
  readonly t: DeskSay;
  /** `en` or `fr`; for dates and numbers. */
  readonly language: string;
  /** What stands for `:slug` in the address, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** What follows `#` in the address when the page was opened; it never leaves the browser. */
  readonly fragment: string;
  readonly query: URLSearchParams;
  /** Draws again, after something changed. */
  redraw(): void;
  /** Reads again what stands above the pages of a campaign, after it was published or closed. */
  campaignChanged(): Promise<void>;
  /** Goes to another page of the desk. */
  go(path: string): void;
  /** Runs something that may fail; what fails is told above the page, in words, and typed things stay. */
  attempt(work: () => Promise<void>): Promise<void>;
}

/** A page that is open. */
export interface Opened {
  view(): TemplateResult;
  /** What stands above a bare page, in the place of the lock. */
  band?(): TemplateResult;
  /** The browser's Back or Forward, between states of this page that have its very address. */
  stepped?(): void;
  /** Ends what it has under way. */
  close?(): void;
  /** Sends what it holds back; asked before it locks or the session ends, while it still can. */
  leaving?(): Promise<void>;
  /** Whether something typed would be lost; the browser then asks before the tab is closed. */
  unsaved?(): boolean;
}

/** One page of the desk. */
export interface Page {
  /** Under the network's address, such as `/desk/:slug/people`. */
  readonly path: string;
  readonly title: DeskKey;
  /** Who sees it: anyone, whoever is signed in, or only with an open desk. */
  readonly needs: "nothing" | "session" | "keys";
  /** Whether it is shown without the desk's bar, as before there is an account. */
  readonly bare?: true;
  open(context: Context): Opened | Promise<Opened>;
}
