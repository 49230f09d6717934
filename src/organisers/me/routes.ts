// One's own things and the network's settings over HTTP: each entry of api.ts with what answers it.
import { type Context, Hono } from "hono";
import { LANGUAGES } from "../../locales/languages.ts";
import { type Caller, hasKeys } from "../../web/api.ts";
import { type Guard, mountCall, Refusal, tokenOf } from "../../web/mounting.ts";
import { isZone } from "../first-run.ts";
import { hashOf, IDLE_SECONDS, openSession } from "../sessions.ts";
import { checkPresentWords, type SignInParts, signInLimited } from "../sign-in.ts";
import { readNetwork } from "../store.ts";
import { meApi } from "./api.ts";
import { keepPasskey, makingOptions, type PasskeyParts, signingInOptions, whoseAnswer } from "./passkeys.ts";
import {
  changeAccount,
  changeNetwork,
  changeWords,
  endSessionsOf,
  readPasskeys,
  readSessions,
  removePasskey,
  removePasskeys,
} from "./store.ts";

export interface MeParts extends SignInParts, PasskeyParts {
  guard: Guard;
  /** Where a request comes from, as the limits count it. */
  addressOf(request: Request, env: unknown): string;
  /** Hands out a new session's token as the caller wants it kept. */
  hand<T extends { token: string }>(c: Context, cookie: boolean | undefined, session: T): Promise<T>;
  /** Who carries the mail; null without mail. */
  mailBy: string | null;
  baseUrl: string;
  /** Told when the network's name, zone or languages changed. */
  onChanged(): Promise<void>;
}

/** The routes, to be mounted under API_PATH. */
export function meRoutes(parts: MeParts): Hono {
  const { store, guard, primitives, clock } = parts;
  const app = new Hono();
  /** The session that asks, as it is kept. */
  const ownHash = (c: Context) => hashOf(primitives, tokenOf(c, guard) ?? "") ?? new Uint8Array();

  /** Whoever has keys proved the call with them. */
  const checkPresent = async (caller: Caller, key: Uint8Array, c: Context) => {
    if (!hasKeys(caller)) {
      await checkPresentWords(parts, caller.id, key, parts.addressOf(c.req.raw, c.env));
    }
  };

  mountCall(app, guard, meApi.change, async (asked, caller) => {
    await store.write((tx) => changeAccount(tx, caller.id, asked));
    return {};
  });
  mountCall(app, guard, meApi.words, async ({ salt, signIn, wrap, present }, caller, c) => {
    await checkPresent(caller, present, c);
    if (hasKeys(caller) !== wrap.length > 0) {
      throw new Refusal(
        422,
        "Whoever holds keys wraps them with the new words; whoever holds none does not.",
      );
    }
    await store.write(async (tx) => {
      await changeWords(tx, caller.id, { salt, sign_in: signIn, wrap });
      await endSessionsOf(tx, caller.id, { but: ownHash(c) });
      await removePasskeys(tx, caller.id);
      await guard.deed(tx, caller, "new-words", null, 1);
    });
    // What the old words opened.
    store.erased("accounts");
    return {};
  });
  mountCall(app, guard, meApi.sessions, async (_asked, caller, c) => {
    const since = Math.floor(clock.now() / 1000) - IDLE_SECONDS;
    const own = ownHash(c);
    const sessions = await readSessions(store.read, caller.id, since);
    return {
      sessions: sessions.map(({ hash: id, ...rest }) => ({ id, ...rest, own: primitives.equal(id, own) })),
    };
  });
  mountCall(app, guard, meApi.endSessions, async ({ id }, caller, c) => {
    const which = id === null ? { but: ownHash(c) } : { only: id };
    return { ended: await store.write((tx) => endSessionsOf(tx, caller.id, which)) };
  });

  mountCall(app, guard, meApi.passkeys, async (_asked, caller) => {
    const passkeys = await readPasskeys(store.read, caller.id);
    return { passkeys: passkeys.map(({ id, name, made_day }) => ({ id, name, day: made_day })) };
  });
  mountCall(app, guard, meApi.passkeyOptions, async (_asked, caller) => ({
    options: jsonOf(await makingOptions(parts, caller.id)),
  }));
  mountCall(app, guard, meApi.addPasskey, async ({ name, response, present }, caller, c) => {
    await checkPresent(caller, present, c);
    await keepPasskey(parts, caller.id, name, response);
    return {};
  });
  mountCall(app, guard, meApi.removePasskey, async ({ id }, caller) => {
    await store.write((tx) => removePasskey(tx, caller.id, id));
    return {};
  });
  mountCall(app, guard, meApi.passkeySignInOptions, async () => ({
    options: jsonOf(await signingInOptions(parts)),
  }));
  mountCall(app, guard, meApi.signInPasskey, async ({ response, cookie }, _caller, c) => {
    const session = await signInLimited(parts, parts.addressOf(c.req.raw, c.env), async () => {
      const id = await whoseAnswer(parts, response);
      const token = await store.write((tx) => openSession(tx, parts, id, "account", "passkey"));
      return { token, id };
    });
    return parts.hand(c, cookie, session);
  });

  mountCall(app, guard, meApi.settings, async () => {
    const { name, timezone, languages } = await readNetwork(store.read);
    const chosen = LANGUAGES.filter((one) => languages === "" || languages.split(" ").includes(one));
    return { name, timezone, languages: chosen, address: parts.baseUrl, mail: parts.mailBy };
  });
  mountCall(app, guard, meApi.changeSettings, async ({ name, timezone, languages }, caller: Caller) => {
    if (!isZone(timezone)) {
      throw new Refusal(
        422,
        "The time zone is unknown. Allowed: names like America/Toronto or Asia/Bangkok.",
        { code: "time_zone" },
      );
    }
    await store.write(async (tx) => {
      const kept = LANGUAGES.filter((one) => languages.includes(one)).join(" ");
      await changeNetwork(tx, { name, timezone, languages: kept });
      await guard.deed(tx, caller, "settings", null, 1);
    });
    await parts.onChanged();
    return {};
  });
  return app;
}

/** What the library made, as plain JSON. */
function jsonOf(options: Record<string, unknown>) {
  return JSON.parse(JSON.stringify(options));
}
