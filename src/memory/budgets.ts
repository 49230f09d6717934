// How many mails may go to one address, domain or campaign (DESIGN.md section 7). Over budget a mail waits.

export interface Spending {
  /** The address in the form for comparing. */
  address: string;
  /** What `rangeTags` gave when the mail came; empty when the network is not known. */
  ranges: string[];
  /** base64url of the campaign's id. */
  campaign: string;
}

export interface Budgets {
  /** Takes what a mail costs, or says when to ask again. */
  take(spending: Spending): "now" | { waitUntil: number };
  /** The mail was handed over: what it took is kept across restarts. */
  spent(spending: Spending): void;
}
