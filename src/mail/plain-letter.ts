// One mail of a few plain sentences to an organiser, sent at once and by itself: nothing waits, nothing is kept.
import MailComposer from "nodemailer/lib/mail-composer";
import type { Outcome } from "./carrier.ts";
import type { ReadyLetter } from "./letter.ts";
import { openCarrier, type PostParts } from "./post.ts";

export type PlainParts = Pick<PostParts, "settings" | "clock" | "primitives">;

/** What is written. */
export interface PlainLetter {
  to: string;
  /** The network's name, as the sender's. */
  from: string;
  subject: string;
  text: string;
}

const MINUTE = 60_000;

/**
 * Sends a mail and waits for what becomes of it.
 * @returns null when the network sends no mail
 */
export async function sendPlain(parts: PlainParts, letter: PlainLetter): Promise<Outcome | null> {
  const carrier = openCarrier(parts);
  if (!carrier) return null;
  try {
    return await carrier.carry(await composed(parts, letter));
  } finally {
    carrier.close();
  }
}

async function composed(
  { settings, clock, primitives }: PlainParts,
  letter: PlainLetter,
): Promise<ReadyLetter> {
  const { mailFrom } = settings;
  const node = new MailComposer({
    from: { name: letter.from, address: mailFrom },
    to: { name: "", address: letter.to },
    subject: letter.subject,
    text: letter.text,
    headers: { "Auto-Submitted": "auto-generated" },
    // Whole minutes, as in every other mail.
    date: new Date(clock.now() - (clock.now() % MINUTE)),
    messageId: `<${Buffer.from(primitives.random(16)).toString("hex")}@${mailFrom.slice(mailFrom.lastIndexOf("@") + 1)}>`,
    textEncoding: "quoted-printable",
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return { to: String([node.getEnvelope().to].flat()[0]), bytes: await node.build() };
}
