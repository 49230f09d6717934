// A question or a closer look in front of the page: the browser's own dialog, which keeps the keyboard inside and
// gives it back when it is closed.
import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";

/**
 * A dialog that is open for as long as it is drawn.
 * @param label what it is called
 * @param close told when it was closed by a key
 */
export function dialog(label: string, close: () => void, content: TemplateResult): TemplateResult {
  const open = (element: Element | undefined) =>
    // It is drawn before it stands in the page.
    queueMicrotask(() => {
      if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
    });
  return html`<dialog class="ask" aria-label=${label} ${ref(open)} @close=${close}>${content}</dialog>`;
}
