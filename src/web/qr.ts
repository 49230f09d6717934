// A code for cameras (QR) as one path, to be drawn in a page or on a canvas. Promises black on white with error
// correction M: up to 15 % of it may be torn, wet or written over. Pure.
import { encode } from "uqr";
import { html, type Markup } from "./markup.ts";

/** So many modules around it stay white, as cameras expect. */
const QUIET = 4;

/** The modules of a code: `true` is black. No quiet zone. */
export function codeModules(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: "M", border: 0 }).data;
}

/** Runs of black modules, as `M x y h n v 1 h -n z`. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  let path = "";
  modules.forEach((row, y) => {
    let from = -1;
    for (let x = 0; x <= row.length; x++) {
      if (row[x] === true && from < 0) from = x;
      if (row[x] !== true && from >= 0) {
        path += `M${from} ${y}h${x - from}v1h${from - x}z`;
        from = -1;
      }
    }
  });
  return path;
}

/**
 * A code as one path and the box that it stands in, with its quiet zone.
 * @param text what a camera reads
 */
export function codePath(text: string): { path: string; viewBox: string } {
  const modules = codeModules(text);
  const side = modules.length + 2 * QUIET;
  return { path: pathOf(modules), viewBox: `-${QUIET} -${QUIET} ${side} ${side}` };
}

/**
 * A code as an SVG picture.
 * @param text what a camera reads
 * @param label what a voice says
 */
export function codePicture(text: string, label: string): Markup {
  const { path, viewBox } = codePath(text);
  return html`<svg class="code-picture" role="img" aria-label="${label}" viewBox="${viewBox}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
}
