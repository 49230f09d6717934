// A campaign's text from Markdown to HTML that is safe on the page whoever wrote it: no raw HTML, no images,
// links only to the web, a mailbox or a telephone, headings from the second level down (the first is the
// title's). `[demands]` alone on its line says where the calls stand.
import MarkdownIt, { type MarkdownIt as Reader, type StateBlock, type Token } from "markdown-it";

export interface RenderedText {
  /** HTML before the calls; all of it when the mark is missing, so that the calls come after the text. */
  readonly before: string;
  readonly after: string;
  /** Whether `[demands]` stands in the text. */
  readonly hasDemands: boolean;
}

/** A stretch of a text as it is read, without its markup. */
export interface TextPassage {
  readonly kind: "heading" | "paragraph" | "item" | "quote" | "code";
  /** Where a link leads stands behind its words. */
  readonly text: string;
}

const MARK = "[demands]";
const reader = newReader();

/**
 * Renders a campaign's text.
 * @param markdown the body of a campaign file
 * @returns HTML without script, style, image or class; what is not allowed stands there as text
 */
export function renderText(markdown: string): RenderedText {
  const tokens = reader.parse(markdown, {});
  const mark = tokens.findIndex((token) => token.type === "demands");
  const html = (part: typeof tokens) => reader.renderer.render(part, reader.options, {});
  if (mark < 0) return { before: html(tokens), after: "", hasDemands: false };
  const after = tokens.slice(mark + 1).filter((token) => token.type !== "demands");
  return { before: html(tokens.slice(0, mark)), after: html(after), hasDemands: true };
}

/**
 * A text passage by passage, for comparing it with another.
 * @param markdown the body of a campaign file
 * @returns what stands before the calls and what stands after them; all is before them when the mark is missing
 */
export function textPassages(markdown: string): { before: TextPassage[]; after: TextPassage[] } {
  const tokens = reader.parse(markdown, {});
  const mark = tokens.findIndex((token) => token.type === "demands");
  if (mark < 0) return { before: passagesOf(tokens), after: [] };
  return { before: passagesOf(tokens.slice(0, mark)), after: passagesOf(tokens.slice(mark + 1)) };
}

function passagesOf(tokens: readonly Token[]): TextPassage[] {
  const around: string[] = [];
  return tokens.flatMap((token): TextPassage[] => {
    if (token.nesting === 1) around.push(token.type);
    else if (token.nesting === -1) around.pop();
    if (token.type === "fence" || token.type === "code_block")
      return [{ kind: "code", text: token.content.trimEnd() }];
    return token.type === "inline" ? [{ kind: kindIn(around), text: readAloud(token.children ?? []) }] : [];
  });
}

function kindIn(around: readonly string[]): TextPassage["kind"] {
  if (around.includes("heading_open")) return "heading";
  if (around.includes("list_item_open")) return "item";
  return around.includes("blockquote_open") ? "quote" : "paragraph";
}

function readAloud(tokens: readonly Token[]): string {
  let text = "";
  let link = { href: "", from: 0 };
  for (const token of tokens) {
    if (token.type === "softbreak") text += " ";
    else if (token.type === "hardbreak") text += "\n";
    else if (token.type === "link_open")
      link = { href: String(token.attrGet("href") ?? ""), from: text.length };
    else if (token.type === "link_close") {
      const said = text.slice(link.from);
      if (said !== link.href && `mailto:${said}` !== link.href) text += ` (${link.href})`;
    } else text += token.content;
  }
  return text;
}

/**
 * On which lines of a text `[demands]` stands, counted from 0.
 * @param markdown the body of a campaign file
 */
export function demandsMarks(markdown: string): number[] {
  return reader
    .parse(markdown, {})
    .flatMap((token) => (token.type === "demands" ? [token.map?.[0] ?? 0] : []));
}

function newReader(): Reader {
  const md = new MarkdownIt({ html: false, linkify: true, typographer: false, maxNesting: 20 });
  md.disable(["table", "strikethrough"]);
  // Only addresses written out in full become links by themselves.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  md.validateLink = (url) => /^(?:https?:\/\/|mailto:|tel:)/i.test(url);

  md.block.ruler.before("fence", "demands", demandsRule, { alt: ["paragraph", "blockquote", "list"] });
  md.core.ruler.push("plain", (state) => {
    for (const token of state.tokens) {
      if (token.type === "heading_open" || token.type === "heading_close") token.tag = lowered(token.tag);
      // The language of a fenced block would become a class.
      if (token.type === "fence") token.info = "";
    }
  });
  md.renderer.rules.image = (tokens, index) => md.utils.escapeHtml(tokens[index]?.content ?? "");
  md.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index]?.attrSet("rel", "noopener noreferrer nofollow");
    return self.renderToken(tokens, index, options);
  };
  return md;
}

function lowered(tag: string): string {
  return tag === "h1" ? "h2" : tag;
}

function demandsRule(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const indent = state.sCount[line] ?? 0;
  // Within a list, a mark that stands left of the list's text ends the list.
  const ends = silent && indent < state.blkIndent;
  if (indent >= 4 || (state.level !== 0 && !ends)) return false;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if (state.src.slice(start, state.eMarks[line]).trim() !== MARK) return false;
  if (silent) return true;
  const token = state.push("demands", "", 0);
  token.map = [line, line + 1];
  state.line = line + 1;
  return true;
}
