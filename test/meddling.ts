// A network that lies, for tests: a desk or a client one of whose calls is changed on the way.
import type { Client } from "../src/organisers/client.ts";
import type { Desk } from "../src/organisers/opening.ts";
import type { Answered, AnyCall, Asked } from "../src/web/api.ts";

/** What happens to a call on its way there and back. */
export interface Meddling<C extends AnyCall> {
  asked?: (asked: Asked<C>) => object | Promise<object>;
  answered?: (answer: Answered<C>) => object | Promise<object>;
}

/** A client one of whose calls is changed. */
export function meddlingClient<C extends AnyCall>(
  client: Client,
  call: C,
  { asked, answered }: Meddling<C>,
): Client {
  const send: Client["send"] = async (sent, what) => {
    if (sent.path !== call.path || sent.method !== call.method) return client.send(sent, what);
    const changed = asked ? await asked(what as Asked<C>) : what;
    const answer = await client.send(sent, changed as never);
    return (answered ? await answered(answer as Answered<C>) : answer) as never;
  };
  return { ...client, send };
}

/** A desk one of whose calls is changed; it has its own sight of the chain. */
export function meddlingDesk<C extends AnyCall>(desk: Desk, call: C, meddling: Meddling<C>): Desk {
  const other: Desk = { ...desk, client: meddlingClient(desk.client, call, meddling) };
  other.follow = async () => {
    await desk.follow();
    Object.assign(other, { chain: desk.chain, records: desk.records });
  };
  return other;
}
