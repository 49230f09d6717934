// stub
import type { AnswerView } from "../view.ts";
/** The answer to who signed, the same for everyone. With kind "code" it holds CODE_MARK once. */
export function answerPage(view: AnswerView): string { return view.language; }
