// A word processor's document as text, in this browser: its paragraphs, headings as `#`, its numbered and dotted lists
// with their numbers and dashes. The document itself is sent nowhere.
import type { Way } from "../../campaigns/editing/paths.ts";
import { textAt } from "../../campaigns/editing/paths.ts";

/** A piece of the document as the library reads it. */
interface Piece {
  type?: string;
  value?: string;
  children?: Piece[];
  styleName?: string | null;
  numbering?: { isOrdered?: boolean; level?: string | number; numberingId?: string } | null;
}

/**
 * @param file a .docx file
 * @returns its text, as one would paste it
 * @throws Error when it is no such document
 */
export async function textOfDocument(file: Blob): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  let read: Piece = {};
  await mammoth.convertToHtml(
    { arrayBuffer: await file.arrayBuffer() },
    {
      transformDocument: (document: Piece) => {
        read = document;
        return { ...document, children: [] };
      },
    },
  );
  return linesOf(read)
    .join("\n\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Numbers go on within one list and one level, as the word processor counts them. */
function linesOf(document: Piece): string[] {
  const counts = new Map<string, number>();
  let deepest = 0;
  return paragraphsOf(document).map((paragraph) => {
    const text = wordsOf(paragraph)
      .replace(/[ \t]+/g, " ")
      .trim();
    const { numbering, styleName } = paragraph;
    if (!numbering || text === "") {
      const heading = /^(?:heading|title|überschrift|titre)\b\s*(\d?)/i.exec(textAt({ styleName }, NAME));
      return heading && text !== ""
        ? `${"#".repeat(Number(heading[1] || 1))} ${text.replace(/\n/g, " ")}`
        : // A break inside a paragraph was made by hand.
          text.replace(/ *\n */g, "  \n");
    }
    const level = Number(numbering.level ?? 0);
    const indent = "   ".repeat(level);
    // A list inside an entry begins anew with the next entry.
    if (level < deepest)
      for (const key of counts.keys()) if (Number(key.split(" ")[0]) > level) counts.delete(key);
    deepest = level;
    if (!numbering.isOrdered) return `${indent}- ${text}`;
    const key = `${level} ${numbering.numberingId ?? ""}`;
    const number = (counts.get(key) ?? 0) + 1;
    counts.set(key, number);
    return `${indent}${number}. ${text}`;
  });
}

const NAME: Way = ["styleName"];

/** Paragraphs in their order, those in tables too. */
function paragraphsOf(piece: Piece): Piece[] {
  if (piece.type === "paragraph") return [piece];
  return (piece.children ?? []).flatMap(paragraphsOf);
}

function wordsOf(piece: Piece): string {
  if (piece.type === "text") return piece.value ?? "";
  if (piece.type === "tab") return " ";
  if (piece.type === "break") return "\n";
  if (piece.type === "noteReference" || piece.type === "image") return "";
  return (piece.children ?? []).map(wordsOf).join("");
}
