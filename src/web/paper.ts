// The measures of what is printed: papers, and how a poster is divided and set. One place for those who choose a
// poster's sizes and for the style sheet that sets them. Pure.

/** In millimetres. */
export const PAPERS = {
  a4: { name: "A4", width: 210, height: 297, css: "A4" },
  letter: { name: "Letter", width: 215.9, height: 279.4, css: "letter" },
} as const;

export type Paper = keyof typeof PAPERS;

/** Sizes of a poster's title and of its calls, in points, from the largest. */
export const TITLE_SIZES = [
  132, 116, 104, 93, 83, 74, 66, 59, 53, 47, 42, 38, 34, 30.5, 27.5, 25, 22.5,
] as const;
export const CALL_SIZES = [
  36, 33, 30, 27, 24.5, 22, 20, 18, 16.5, 15, 13.7, 12.5, 11.4, 10.5, 9.6, 8.8,
] as const;

/** Sizes of the address that one types, in points. */
export const ADDRESS_SIZES = [26, 22, 18.5, 15.5, 13, 11, 9.5] as const;

/**
 * How a poster is divided, in millimetres: the spine, the space beside it, the side of the code with the white around
 * it. In points: what asks to sign, and what is said beside the code.
 */
export const DIVISIONS = {
  wide: { spine: 34, pad: 10, code: 58, ask: 31, beside: 12.5 },
  plain: { spine: 30, pad: 10, code: 47, ask: 26, beside: 11 },
  dense: { spine: 22, pad: 8, code: 37, ask: 20, beside: 9.5 },
} as const;

export type Division = keyof typeof DIVISIONS;

/** The text under a call's title against the title, and the summary against the calls. */
export const TEXT_OF_CALL = 0.72;
export const SUMMARY_OF_CALL = 0.9;

/** Sizes of the title on a sheet to sign on, in points. */
export const SHEET_TITLE_SIZES = [26, 22, 19, 16.5, 14] as const;

/** How a sheet to sign on is divided, in millimetres; its small letters in points. */
export const SHEET = { spine: 16, pad: 8, code: 30, small: 9.5 } as const;

/** Where printers hold Letter (CLDR, paperSize). */
const LETTER_REGIONS = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split(" ");

/** What TypeScript does not know of yet. */
interface WithZones {
  getTimeZones?(): readonly string[] | undefined;
}

/**
 * The paper that printers hold where a network is.
 * @param zone its IANA time zone
 */
export function paperOfZone(zone: string): Paper {
  const there = LETTER_REGIONS.some((region) => {
    const place: WithZones = new Intl.Locale("und", { region }) as WithZones;
    return place.getTimeZones?.()?.includes(zone) ?? false;
  });
  return there ? "letter" : "a4";
}

/** Takes what an address says, gives the paper; null when it is none. */
export function paperNamed(asked: string | undefined): Paper | null {
  return asked !== undefined && Object.hasOwn(PAPERS, asked) ? (asked as Paper) : null;
}
