// What a network has written down: for tests of what must leave nothing behind.
import type { DeskNetwork } from "../desk-network.ts";

const TABLES = [
  ...(["signatures", "envelopes", "appearances", "requests", "names", "waiting", "accounts"] as const),
  ...(["campaigns", "drafts", "invitations", "vouches"] as const),
];

/** Everything that a network has written down, but for who is signed in. @returns a text that changes when that does */
export async function keptBy({ store, network, mails }: DeskNetwork): Promise<string> {
  const counts = await Promise.all(
    TABLES.map((table) =>
      store.read
        .selectFrom(table)
        .select((of) => of.fn.countAll().as("many"))
        .executeTakeFirstOrThrow(),
    ),
  );
  return [...counts.map(({ many }) => many), network.setUpLink, (await mails()).length].join();
}
