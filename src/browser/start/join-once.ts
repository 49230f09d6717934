// The last step of joining, which may be asked again after a lost answer and answers nothing twice.
import type { Client } from "../../organisers/client.ts";
import {
  type InvitationLink,
  type Joined,
  type Joining,
  join,
  lookAtInvitation,
  MaybeJoined,
  NotJoined,
} from "../../organisers/holders/joining.ts";
import type { Primitives } from "../../vault/primitives.ts";

/** How far a newcomer is: `unsure` when the last answer did not come, `used` when the link is good for nothing any more. */
export type FarIn =
  | { is: "not_joined" | "used" }
  | { is: "unsure"; joined: Joined }
  | { is: "waiting"; joined: Joined };

/**
 * Answers the invitation, or finds out that it is answered.
 * @param words six, on paper; the same ones each time
 * @param far how far it was
 * @throws ApiRefused and NoAnswer when nothing was answered
 */
export async function joinOnce(
  p: Primitives,
  client: Client,
  link: Pick<InvitationLink, "secret" | "root">,
  joining: Joining,
  words: string,
  far: FarIn,
): Promise<FarIn> {
  if (far.is === "waiting") return far;
  if (far.is === "unsure") {
    const { invitation } = await lookAtInvitation(p, client, link);
    // Let in meanwhile, or over: whether the words sign in tells.
    if (!invitation || invitation.answered) return { is: "waiting", joined: far.joined };
  }
  try {
    return { is: "waiting", joined: await join(p, client, link, joining, async () => words) };
  } catch (error) {
    if (error instanceof MaybeJoined) return { is: "unsure", joined: error.joined };
    if (error instanceof NotJoined) return { is: "used" };
    throw error;
  }
}
