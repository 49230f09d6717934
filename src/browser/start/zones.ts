// The time zones that a browser knows, and the one that it is in.

/** @returns the browser's own zone; UTC where it knows or tells none that has days */
export function ownZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return "UTC";
  }
}

/**
 * @param own a zone that is among them whatever it is called
 * @returns options of a choice, by name
 */
export function zones(own: string): { value: string; label: string }[] {
  const all = new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...all].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
