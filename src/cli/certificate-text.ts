// A certificate as lines to print: what was destroyed here, what stays, what is not in our hands.
import type { Certificate, Destroyed } from "../campaigns/keeping/certificate.ts";
import { DESTROYED } from "../campaigns/keeping/certificate.ts";
import { isoDay } from "../clock.ts";

const WHAT: Record<Destroyed, string> = {
  confirmed: "signatures that were confirmed by mail",
  accepted: "signatures that a key holder had accepted",
  pending: "signatures that waited to be confirmed or accepted",
  appearances: "answers on how somebody appears",
  requests: "requests to be taken off",
  brought: "rows of lists that were brought in from elsewhere",
  envelopes: "encapsulations that they were sealed with",
};

const plural = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`;

/**
 * @param certificate what was destroyed
 * @param done the day on which all of it was gone; null while something is left to do
 */
export function certificateLines(certificate: Certificate, done: number | null): string[] {
  const { slug, title, network, why, by, closed, until, signed } = certificate;
  const { destroyed, before, keys, closing, stays } = certificate;
  const hand = why === "hand" ? `by ${by}` : "by itself: its last day of keeping had ended";
  const rows = DESTROYED.filter((kind) => (destroyed[kind] ?? 0) > 0);
  return [
    `${title} (${slug}), ${network}`,
    `Closed on ${isoDay(closed)}, ${hand}.`,
    ...(until === null ? [] : [`The last day that was promised: ${until}.`]),
    ...(signed.first === null || signed.last === null
      ? ["Nobody signed."]
      : [`Signed from ${isoDay(signed.first)} to ${isoDay(signed.last)}.`]),
    done === null
      ? "Not all of it is destroyed yet; the network goes on."
      : `All of it was gone on ${isoDay(done)}.`,
    "",
    "Destroyed here:",
    ...rows.map((kind) => `  ${destroyed[kind]} ${WHAT[kind]}`),
    ...before.map(
      ({ version, day, many }) =>
        `  before, on ${isoDay(day)}: what was typed by ${plural(many, "signer", "signers")} of version ${version} of the text`,
    ),
    ...keys.map(
      ({ epoch, number, grants }) =>
        `  the key ${number}${epoch === 1 ? "" : ` (the ${epoch}th)`}, in ${plural(grants, "copy", "copies")} for who could open`,
    ),
    `  the closing key, which stood under ${closing}`,
    "",
    "Stays, and is public:",
    `  the count: ${plural(stays.people, "person", "people")}, ${plural(stays.organisations, "organisation", "organisations")}`,
    `  ${plural(stays.names, "name", "names")} that their owners chose to show`,
    `  the log, of ${plural(stays.entries, "entry", "entries")}, and the text in all its versions`,
    "",
    "Not in our hands:",
    ...elsewhere(certificate).map((line) => `  ${line}`),
  ];
}

/** What may still be somewhere, and who can do something about it. */
function elsewhere({ elsewhere: { exports, mail, database }, closing }: Certificate): string[] {
  const lists =
    exports.times === 0 || exports.last === null
      ? "no list was exported, as far as is known here"
      : `${plural(exports.times, "list was", "lists were")} exported, of ${exports.rows} signatures together, the last on ${isoDay(exports.last)}: delete the files`;
  return [
    lists,
    ...(mail ? ["mails in the mailboxes of signers, and with whoever carried them"] : []),
    `copies of FILE.keys from before: with one that holds ${closing}, a copy of the data from then, and a key holder's words or the envelope, it opens as before. Delete them`,
    "copies of the data alone stay locked for everybody",
    ...(database === "postgres"
      ? [
          "PostgreSQL's write-ahead log keeps what was deleted, locked, until its segment goes; replicas and archives keep what they copied",
        ]
      : []),
    "what a disk keeps below its files, and what key holders saw, wrote down or printed",
  ];
}
