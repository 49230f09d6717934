// The end of every ceremony: the new words sign in, which shows that they open, and the desk speaks as it did.
import { DESK_LANGUAGES } from "../../locales/desk.ts";
import { meApi } from "../../organisers/me/api.ts";
import type { Context } from "../page.ts";

/**
 * Signs in with words that were just made.
 * @throws ApiRefused when address and words do not fit, NoAnswer when the network cannot be reached
 */
export async function enter(context: Context, address: string, words: string): Promise<void> {
  await context.session.signIn(address, words);
  await speakAsBefore(context);
}

/** Keeps the language in which the ceremony was held for the account. */
export async function speakAsBefore({ session, language }: Context): Promise<void> {
  const { me } = session;
  const spoken = DESK_LANGUAGES.find((one) => one === language);
  if (!me || me.language === language || !spoken) return;
  const { name, organisation } = me;
  await session.client.send(meApi.change, { name, organisation, language: spoken });
  await session.look();
}
