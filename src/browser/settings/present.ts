// One's present words, asked once more before what could let somebody else in: a passkey, or other words. Of a key holder
// their open desk stands for them, and words open it where it is locked; nothing else that was typed is lost.
import { html, nothing, type TemplateResult } from "lit-html";
import { presentKey } from "../../organisers/me/own-words.ts";
import { readWords } from "../../vault/words.ts";
import { goToWrong, textField, typed } from "../field.ts";
import type { Context } from "../page.ts";
import { wordsRefused, wordsWrong } from "../words/typed.ts";

const NONE = new Uint8Array();

export interface PresentWords {
  /** The field; nothing where the desk is open. */
  field(): TemplateResult | typeof nothing;
  /**
   * Takes what was typed. What is wrong with it is told beside the field.
   * @param work is handed the key that the words give; of a key holder 0 bytes, once their desk is open
   */
  take(form: HTMLFormElement, work: (key: Uint8Array) => Promise<void>): Promise<void>;
}

/**
 * @param name of the field, in its form
 * @param began told when the words began another session
 */
export function presentWords(context: Context, name: string, began: () => Promise<void>): PresentWords {
  const { t, session, redraw } = context;
  let wrong: string | null = null;
  let working = false;
  const holds = () => session.me?.role === "key_holder";

  const keyOf = async (form: HTMLFormElement): Promise<Uint8Array | null> => {
    if (session.desk !== null || session.me === null) return NONE;
    const words = readWords(typed(form, name));
    wrong = wordsWrong(context, words);
    if (wrong !== null) return null;
    working = true;
    redraw();
    const address = session.me.email;
    // Tried first: nothing is made at a device or written down for words that do not fit.
    await session.signIn(address, words);
    await began();
    return holds() ? NONE : presentKey(await session.primitives(), session.client, { address, words });
  };
  return {
    field: () =>
      session.desk !== null
        ? nothing
        : html`${textField({ name, type: "password", label: t("settings.present"), hint: t(holds() ? "settings.present.opens" : "settings.present.why"), wrong })}
          <p role="status">${working ? t("in.working") : ""}</p>`,
    take: async (form, work) => {
      if (working) return;
      await context.attempt(async () => {
        try {
          const key = await keyOf(form);
          if (key !== null) await work(key);
        } catch (error) {
          wrong = wordsRefused(context, error);
        } finally {
          working = false;
        }
      });
      if (wrong !== null) goToWrong(form);
    },
  };
}
