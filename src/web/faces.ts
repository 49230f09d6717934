// The faces in which pages are set, for what is drawn without a style sheet (a canvas): the same as in
// style/tokens.css and style/scripts.css, which a test compares. Pure.

const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia, serif';
const SANS = '-apple-system, "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif';
const SANS_OF: Readonly<Record<string, string>> = {
  "zh-Hant":
    '-apple-system, "PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC", sans-serif',
  "zh-Hans":
    '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  th: '"Sukhumvit Set", Thonburi, "Leelawadee UI", "Noto Sans Thai", Roboto, "Noto Sans", Loma, sans-serif',
};
/** These have no serif of their own here: titles are bold, and a little smaller. */
const WITHOUT_SERIF = /^(?:zh|ja|ko|th|ar|fa|ur|he)\b/i;

export interface Faces {
  readonly sans: string;
  /** Of titles and texts. */
  readonly serif: string;
  readonly titleWeight: 400 | 700;
}

/** The faces of a language. */
export function facesOf(language: string): Faces {
  const own = Object.entries(SANS_OF).find(([one]) => new RegExp(`^${one}\\b`, "i").test(language));
  const sans = own?.[1] ?? SANS;
  return WITHOUT_SERIF.test(language)
    ? { sans, serif: sans, titleWeight: 700 }
    : { sans, serif: SERIF, titleWeight: 400 };
}
