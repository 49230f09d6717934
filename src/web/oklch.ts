// Colour as the house computes it: sRGB to OKLCH and back (Björn Ottosson, "A perceptual color space for image
// processing", the matrices of CSS Color 4), and contrast as WCAG 2.2 defines it. Pure numbers.

export interface Oklch {
  /** 0 black … 1 white. */
  lightness: number;
  chroma: number;
  /** Radians. */
  hue: number;
}

type Three = readonly [number, number, number];

function channels(hex: string): Three {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const fromLinear = (c: number): number => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

/** Takes `#rrggbb`, gives it in OKLCH. */
export function toOklch(hex: string): Oklch {
  const [r, g, b] = channels(hex).map((c) => toLinear(c / 255)) as unknown as Three;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { lightness, chroma: Math.hypot(a, bb), hue: Math.atan2(bb, a) };
}

function toLinearRgb({ lightness, chroma, hue }: Oklch): Three {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** A thousandth outside is cut off rather than paid for with chroma. */
const fits = (rgb: Three): boolean => rgb.every((c) => c >= -0.001 && c <= 1.001);

/** Takes a colour, gives the nearest `#rrggbb` of the same lightness and hue: chroma is lowered until it fits. */
export function toHex(colour: Oklch): string {
  let rgb = toLinearRgb(colour);
  if (!fits(rgb)) {
    let { chroma } = colour;
    while (!fits(rgb) && chroma > 0) {
      chroma = Math.max(0, chroma - 0.002);
      rgb = toLinearRgb({ ...colour, chroma });
    }
  }
  const byte = (c: number) => Math.round(255 * fromLinear(Math.min(1, Math.max(0, c))));
  return `#${rgb.map((c) => byte(c).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((c) => toLinear(c / 255)) as unknown as Three;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG's contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
