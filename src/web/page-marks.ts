// Two places in a page that are filled after it was made, so that the bytes around them can be kept and used
// again: the stamp of a form, and the code of one signature. Promises that no text can hold a mark: each begins
// with NUL, which no campaign file and no form lets through.

/** Stands as the value of the form's hidden `stamp`; at most once in a page. */
export const STAMP_MARK = "\0stamp\0";

/** Stands where the code goes, as one piece of text; at most once in a page. */
export const CODE_MARK = "\0code\0";

/**
 * Cuts a page at a mark. Takes the page and the mark, gives what stands before and after it.
 * @throws Error when the mark is not there exactly once
 */
export function cutAt(page: string, mark: string): readonly [before: string, after: string] {
  const at = page.indexOf(mark);
  if (at < 0 || page.indexOf(mark, at + mark.length) >= 0)
    throw new Error("the page holds this mark not exactly once");
  return [page.slice(0, at), page.slice(at + mark.length)];
}
