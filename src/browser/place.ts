// Where somebody is on a page while it is drawn anew under their hands.

/**
 * Where the keyboard is. A button that goes takes it along: then its section's heading stands in for it.
 * @returns what puts it back, if it is nowhere by then
 */
export function placeOf(body: HTMLElement): () => void {
  const before = document.activeElement;
  if (!(before instanceof HTMLElement) || before === body) return () => {};
  const section = before.closest("section");
  return () => {
    if (document.activeElement !== body) return;
    const heading = section?.isConnected ? section.querySelector<HTMLElement>("h2, h3") : null;
    const place = before.isConnected ? before : (heading ?? body.querySelector<HTMLElement>("h1"));
    if (place === heading) heading?.setAttribute("tabindex", "-1");
    place?.focus({ preventScroll: true });
  };
}

/** Draws, and leaves the keyboard where it was. */
export function keepPlace(body: HTMLElement, draw: () => void): void {
  const back = placeOf(body);
  draw();
  back();
}

/** A phone shows a part of the campaign's pages at once: the one that is open stands in it. */
export function inSight(link: HTMLElement | null): void {
  const line = link?.parentElement;
  if (line) line.scrollLeft = link.offsetLeft - (line.clientWidth - link.offsetWidth) / 2;
}
