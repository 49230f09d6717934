// Another e-mail address of one's own over HTTP: each entry of address-api.ts with what answers it. Promises that an
// address is taken only by whoever reads its mail, that the old one is told, and that words and sessions stay as they are.
import { Hono } from "hono";
import { sayAtDesk } from "../../locales/desk.ts";
import { type PlainParts, sendPlain } from "../../mail/plain-letter.ts";
import type { Reading } from "../../store/store.ts";
import { sameAddress } from "../../vault/address.ts";
import { hasKeys } from "../../web/api.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { openMailCodes, sendCodeMail } from "../mail-codes.ts";
import { checkPresentWords, type SignInParts } from "../sign-in.ts";
import { accountOf, readAccount, readNetwork } from "../store.ts";
import { ownAddressApi } from "./address-api.ts";
import { changeAddress } from "./store.ts";

export interface OwnAddressParts extends PlainParts, SignInParts {
  guard: Guard;
  /** Where a request comes from, as the limits count it. */
  addressOf(request: Request, env: unknown): string;
  log: { warn(line: string): void };
}

/** The routes, to be mounted under API_PATH. */
export function ownAddressRoutes(parts: OwnAddressParts): Hono {
  const { store, guard } = parts;
  const app = new Hono();
  const codes = openMailCodes<{ to: string }>(parts);

  mountCall(app, guard, ownAddressApi.waitingAddress, async (_asked, caller) => ({
    to: codes.waiting(caller.id)?.to ?? null,
  }));
  mountCall(app, guard, ownAddressApi.askAddress, async ({ email, language, present }, caller, c) => {
    // Whoever has keys proved the call with them.
    if (!hasKeys(caller))
      await checkPresentWords(parts, caller.id, present, parts.addressOf(c.req.raw, c.env));
    const to = sameAddress(email);
    if (to === null) throw new Refusal(422, "The address is not an e-mail address.", { code: "not_email" });
    await checkFree(store.read, to);
    const { name: network } = await readNetwork(store.read);
    const t = sayAtDesk(language);
    return codes.send(caller.id, { to }, async (code) => {
      const outcome = await sendCodeMail(parts, {
        to,
        from: network,
        subject: t("address.mail.subject"),
        text: `${t("address.mail.text", { network, code })}\n`,
      });
      return { to, went: outcome.is === "handed", why: "why" in outcome ? outcome.why : "" };
    });
  });
  mountCall(app, guard, ownAddressApi.takeAddress, async ({ code }, caller) => {
    const sent = codes.use(caller.id, code);
    if (sent === null) return { right: false };
    const before = await store.write(async (tx) => {
      await checkFree(tx, sent.to);
      const { email, language } = await readAccount(tx, caller.id);
      await changeAddress(tx, caller.id, sent.to);
      await guard.deed(tx, caller, "new-address", null, 1);
      return { email, language };
    });
    store.erased("accounts");
    await tellOld(parts, before);
    return { right: true };
  });
  return app;
}

/** @throws Refusal when somebody here has that address, also when it is one's own */
async function checkFree(db: Reading, email: string): Promise<void> {
  if (await accountOf(db, email)) {
    throw new Refusal(422, "An organiser here has that address already.", { code: "address_taken" });
  }
}

/** Tells the old address, and nothing of the new one: with a slip in it, it is a stranger's. */
async function tellOld(
  parts: OwnAddressParts,
  { email, language }: { email: string; language: string },
): Promise<void> {
  const { name: network } = await readNetwork(parts.store.read);
  const t = sayAtDesk(language);
  const outcome = await sendPlain(parts, {
    to: email,
    from: network,
    subject: t("address.told.subject"),
    text: `${t("address.told.text", { network })}\n`,
  });
  if (outcome !== null && outcome.is !== "handed")
    parts.log.warn("an organiser's old address could not be told that another one took its place");
}
