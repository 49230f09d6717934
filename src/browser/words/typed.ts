// One's own six words, as they are typed to sign in, to open, or before something that could let somebody else in.
import { ApiRefused } from "../../organisers/client.ts";
import { ACCOUNT_WORDS, unknownWords } from "../../vault/words.ts";
import type { Context } from "../page.ts";

/** Looks at words before anything is sent. @param words as readWords gives them @returns what is wrong, or null */
export function wordsWrong({ t }: Context, words: string): string | null {
  if (words === "") return t("in.missing_words");
  const unknown = unknownWords(words);
  if (unknown.length > 0) return t("in.unknown_words", { words: unknown.join(", ") });
  const many = words.split(" ").length;
  return many === ACCOUNT_WORDS ? null : t("in.how_many_words", { many });
}

/** What the network said to words that do not fit. @throws everything else */
export function wordsRefused({ t }: Context, error: unknown): string {
  if (!(error instanceof ApiRefused)) throw error;
  if (error.status === 429) {
    const minutes = Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60));
    return t("in.slow", { minutes });
  }
  if (error.status !== 401) throw error;
  return t("in.failed");
}
