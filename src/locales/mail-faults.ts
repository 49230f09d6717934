// What stands in the way of a mail, as far as what a mail server answers tells it.

export const MAIL_FAULTS = [
  /** No user and password, or wrong ones. */
  "sign_in",
  /** Not for this recipient. */
  "address",
  /** Not from this sender, or not through this server. */
  "sender",
  /** Not this mail. */
  "mail",
  /** Not now. */
  "later",
  /** The server is not there, or no mail server. */
  "connection",
  /** No safe line: its certificate is none, or not good. */
  "tls",
] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];
