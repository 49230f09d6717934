// The envelope's words for a camera, drawn as one path.
import { html, type TemplateResult } from "lit-html";
import { codePath } from "../../web/qr.ts";

/**
 * @param text what a camera reads
 * @param label what a voice says
 */
export function cameraCode(text: string, label: string): TemplateResult {
  const { path, viewBox } = codePath(text);
  return html`<svg class="code-picture" role="img" aria-label=${label} viewBox=${viewBox} shape-rendering="crispEdges"><path d=${path}></path></svg>`;
}
