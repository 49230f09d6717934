// What is said of a campaign that was closed: what was destroyed here, what stays, and what is not in our hands. Numbers
// and days alone; nothing of it comes from a signer. Pure; read at the desk with the same schema.
import * as z from "zod";

/** What rooms destroy, in the order in which it is told. A room that keeps something more adds its word here. */
export const DESTROYED = [
  "confirmed",
  "accepted",
  "pending",
  "appearances",
  "requests",
  "brought",
  "envelopes",
] as const;
export type Destroyed = (typeof DESTROYED)[number];

const day = z.int();
const many = z.int().nonnegative();

export const Certificate = z.strictObject({
  v: z.literal(1),
  network: z.string(),
  slug: z.string(),
  title: z.string(),
  /** Closed by somebody's hand, or because the last day of keeping had ended. */
  why: z.enum(["hand", "day"]),
  /** Whose hand it was. */
  by: z.nullable(z.string()),
  /** The day on which it was closed, days since 1970-01-01. */
  closed: day,
  /** The last day that was promised, an ISO date. */
  until: z.nullable(z.string()),
  /** The first and the last day on which somebody signed. */
  signed: z.strictObject({ first: z.nullable(day), last: z.nullable(day) }),
  /** What was destroyed now: how many of each. */
  destroyed: z.partialRecord(z.enum(DESTROYED), many),
  /** What had been destroyed before, because that was the promise of the version signed. */
  before: z.array(z.strictObject({ version: z.int(), day, many })),
  /** The campaign's keys by epoch: the number that was public, and to how many its other half was given. */
  keys: z.array(z.strictObject({ epoch: z.int(), number: z.string(), grants: many })),
  /** Under which name the closing key stood in SECRET_DIR and stands in copies of FILE.keys. */
  closing: z.string(),
  stays: z.strictObject({ people: many, organisations: many, names: many, entries: many }),
  /** What is known here of copies elsewhere. */
  elsewhere: z.strictObject({
    /** Lists that left: how many, with how many signatures together, the last on which day. */
    exports: z.strictObject({ times: many, rows: many, last: z.nullable(day) }),
    /** Whether mails were sent. */
    mail: z.boolean(),
    /** Which database it was: PostgreSQL's write-ahead log keeps what was deleted for a while. */
    database: z.enum(["sqlite", "postgres"]),
  }),
});
export type Certificate = z.output<typeof Certificate>;

/** Reads a certificate as it is kept. @throws Error when it is none */
export function readCertificate(text: string): Certificate {
  return Certificate.parse(JSON.parse(text));
}
