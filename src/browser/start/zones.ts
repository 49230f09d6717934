// The time zones that a browser knows.

/**
 * @param own the browser's own zone, which is among them whatever it is called
 * @returns options of a choice, by name
 */
export function zones(own: string): { value: string; label: string }[] {
  const all = new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...all].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
