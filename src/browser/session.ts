// Who is signed in at this tab, and what is open in it. Words become keys here and are forgotten; the keys live in
// this object alone, so that closing the tab locks, and are dropped after an hour in which nothing happened.
import { type Clock, HOUR, systemClock } from "../clock.ts";
import { organiserApi } from "../organisers/api.ts";
import { ApiRefused, type Client, NoAnswer, openClient } from "../organisers/client.ts";
import { meApi } from "../organisers/me/api.ts";
import { closeDesk, type Desk, signInWithWords } from "../organisers/opening.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Answered, Asked } from "../web/api.ts";
import { stretchInThread } from "./stretching.ts";
import type { Editor } from "./text/editor.ts";

export type Me = Answered<typeof organiserApi.me>;

/** An hour without a key or a touch, and the desk locks. */
const IDLE = HOUR;
/** How long a lock waits for what the page holds back: sending it takes the keys. */
const LEAVE_WITHIN = 3_000;
/** How often the page looks whether the hour is over. */
const LOOK_EVERY = 5_000;

export interface Session {
  readonly client: Client;
  /** Where the public finds the network, without a slash at the end; its calls may go through one's own copy. */
  readonly address: string;
  /** Whether one's own copy serves the page: then it has no passkeys, which are bound to the network's address. */
  readonly own: boolean;
  readonly clock: Clock;
  /** Texts that hold what the network has not got, by their address: kept through a lock and an ended session. */
  readonly unsaved: Map<string, Editor>;
  /** Who is signed in; null when nobody is. */
  readonly me: Me | null;
  /** The open desk; null while it is locked. */
  readonly desk: Desk | null;
  /** When it locks by itself, in milliseconds since 1970; null while it is locked. */
  readonly until: number | null;
  /** The primitives; the first call loads them. */
  primitives(): Promise<Primitives>;
  /** Asks the network who is signed in. */
  look(): Promise<void>;
  /**
   * Signs in with words and opens what they open.
   * @throws ApiRefused when they do not fit, DeskRefused when the keys of the network are not those seen last
   */
  signIn(address: string, words: string): Promise<void>;
  /** Signs in with what a passkey answered; opens nothing. @throws ApiRefused when it does not fit */
  signInWithPasskey(response: Asked<typeof meApi.signInPasskey>["response"]): Promise<void>;
  /** Takes over a desk that a ceremony opened, such as the first run. */
  take(desk: Desk | null): Promise<void>;
  /** Lets the page send what it holds back, then drops the keys; whoever is signed in stays so. */
  lock(): Promise<void>;
  signOut(): Promise<void>;
  /** Something was typed or touched. */
  touched(): void;
}

/**
 * Opens the session of this tab.
 * @param address where the public finds the network; another one than this page's own when one's own copy serves
 *   it: then the session's token stays in this tab, as no cookie is set
 * @param page `changed`: told when it locks or somebody else is signed in; `leaving`: sends what the page holds back
 */
export function openSession(
  address: string,
  { changed: onChange, leaving }: { changed(): void; leaving(): Promise<void> },
): Session {
  const own = address !== location.origin;
  const client = openClient(location.origin, { cookie: !own });
  const clock = systemClock();
  let loading: Promise<Primitives> | null = null;
  let me: Me | null = null;
  let desk: Desk | null = null;
  let until: number | null = null;

  const forget = () => {
    desk?.xwingSeed.fill(0);
    desk?.ed25519Seed.fill(0);
    desk = null;
    until = null;
    client.prove(null);
  };
  const look = async () => {
    try {
      me = await client.send(organiserApi.me, {});
    } catch (error) {
      if (!(error instanceof ApiRefused && error.status === 401)) throw error;
      me = null;
      forget();
    }
  };
  const take = async (opened: Desk | null) => {
    if (!opened) client.prove(null);
    desk = opened;
    until = opened && clock.now() + IDLE;
    await look();
    onChange();
  };
  const primitives = () => {
    // libsodium is the larger half of the desk: loaded when words are typed.
    loading ??= import("../vault/on-web.ts").then(
      async ({ onWeb }) => ({ ...(await onWeb()), argon2id: stretchInThread }),
      () => {
        loading = null;
        throw new NoAnswer("the scripts did not come");
      },
    );
    return loading;
  };
  let locking = false;
  const lock = async () => {
    if (locking) return;
    locking = true;
    // A line that hangs does not keep the keys here.
    const late = new Promise<void>((resolve) => setTimeout(resolve, LEAVE_WITHIN));
    await Promise.race([leaving().catch(() => undefined), late]);
    locking = false;
    forget();
    onChange();
  };
  setInterval(() => {
    if (until !== null && clock.now() >= until) void lock();
  }, LOOK_EVERY);

  return {
    client,
    address,
    own,
    clock,
    unsaved: new Map(),
    get me() {
      return me;
    },
    get desk() {
      return desk;
    },
    get until() {
      return until;
    },
    primitives,
    look,
    take,
    signIn: async (address, words) => {
      try {
        await take(await signInWithWords(await primitives(), client, { address, words }));
      } catch (error) {
        if (!desk) client.prove(null);
        throw error;
      }
    },
    signInWithPasskey: async (response) => {
      const { token } = await client.send(meApi.signInPasskey, { response, cookie: client.cookie });
      client.use(token);
      await take(null);
    },
    lock,
    signOut: async () => {
      if (desk) await closeDesk(desk);
      else await client.send(organiserApi.signOut, {});
      forget();
      me = null;
      onChange();
    },
    touched: () => {
      if (until !== null) until = clock.now() + IDLE;
    },
  };
}
