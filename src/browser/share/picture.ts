// A picture to pass on, drawn in this browser: the spine in the campaign's colour, who speaks, the title as large as it
// can be, the calls where there is room, and a code for cameras beside the address. Sets every script as its pages do.
import { leadingOf } from "../../campaigns/printing/heights.ts";
import { linesOf, piecesOf } from "../../campaigns/printing/lines.ts";
import type { Sharing } from "../../campaigns/sharing.ts";
import { numberIn } from "../../locales/dates.ts";
import { directionOf } from "../../locales/languages.ts";
import { accentTokens } from "../../web/accent.ts";
import { facesOf } from "../../web/faces.ts";
import { codeModules } from "../../web/qr.ts";

/** A square for groups, and one as tall as a telephone. */
export const SHAPES = {
  square: { width: 1080, height: 1080, code: 330 },
  tall: { width: 1080, height: 1920, code: 430 },
} as const;
export type Shape = keyof typeof SHAPES;

const PAPER = "#f8f8f5";
const INK = "#161512";
const SOFT = "#55524b";
const SPINE = 120;
const PAD = 64;
const RULE = 14;
/** White around a code, in its modules. */
const QUIET = 4;
const TITLE = { most: 150, least: 44, step: 0.95, lines: 5 };
/** With calls below it, a title is no larger than this. */
const TITLE_WITH_CALLS = 104;
const CALLS = [46, 42, 38, 34, 30] as const;

/** What is drawn. */
export interface PictureOf {
  readonly sharing: Sharing;
  readonly language: string;
  /** `#rrggbb`. */
  readonly accent: string;
}

/** A pen for one language: it measures, and writes from where the language begins. */
interface Pen {
  readonly canvas: CanvasRenderingContext2D;
  readonly language: string;
  readonly width: number;
  readonly rtl: boolean;
}

/** How a run of lines is set. */
interface Hand {
  readonly size: number;
  readonly lead: number;
  readonly face: string;
  readonly weight: 400 | 700;
  readonly colour?: string;
}

/**
 * Draws a picture.
 * @param canvas is given its size
 */
export function drawPicture(
  canvas: HTMLCanvasElement,
  shape: Shape,
  { sharing, language, accent }: PictureOf,
): void {
  const { width, height, code } = SHAPES[shape];
  [canvas.width, canvas.height] = [width, height];
  canvas.lang = language;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws no pictures");
  const rtl = directionOf(language) === "rtl";
  context.direction = rtl ? "rtl" : "ltr";
  context.textBaseline = "alphabetic";
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  const pen: Pen = { canvas: context, language, width, rtl };
  const tokens = accentTokens(accent);
  box(pen, 0, 0, SPINE, height, tokens.accent);
  const line = height - code - 2 * PAD;
  box(pen, SPINE, line, width - SPINE, RULE, INK);
  drawCode(pen, sharing.link, line + PAD, code);
  drawAsk(pen, sharing, line + PAD, code);
  drawWords(pen, sharing, line, tokens.on);
}

/** A filled box; `start` is counted from where the language begins. */
function box(
  { canvas, width, rtl }: Pen,
  start: number,
  top: number,
  wide: number,
  tall: number,
  colour: string,
): void {
  canvas.fillStyle = colour;
  canvas.fillRect(rtl ? width - start - wide : start, top, wide, tall);
}

function setHand({ canvas }: Pen, { size, face, weight, colour = INK }: Hand): void {
  canvas.font = `${weight} ${size}px ${face}`;
  canvas.fillStyle = colour;
}

function broken(pen: Pen, hand: Hand, text: string, across: number): string[] {
  setHand(pen, hand);
  return linesOf(piecesOf(text, pen.language), across, (part) => pen.canvas.measureText(part).width);
}

/** Writes lines, each below the one before. @returns where the next may begin */
function write(pen: Pen, hand: Hand, lines: readonly string[], start: number, top: number): number {
  setHand(pen, hand);
  pen.canvas.textAlign = "start";
  const tall = hand.size * hand.lead;
  lines.forEach((line, at) => {
    const baseline = top + at * tall + tall / 2 + hand.size * 0.35;
    pen.canvas.fillText(line, pen.rtl ? pen.width - start : start, baseline);
  });
  return top + lines.length * tall;
}

/** Modules are whole pixels, so that every camera and every chat that makes it smaller can read it. */
function drawCode(pen: Pen, link: string, top: number, side: number): void {
  const modules = codeModules(link);
  const module = Math.floor(side / (modules.length + 2 * QUIET));
  const whole = module * (modules.length + 2 * QUIET);
  const start = SPINE + PAD;
  box(pen, start, top, whole, whole, "#ffffff");
  const left = (pen.rtl ? pen.width - start - whole : start) + QUIET * module;
  pen.canvas.fillStyle = "#000000";
  modules.forEach((row, y) => {
    row.forEach((black, x) => {
      if (black) pen.canvas.fillRect(left + x * module, top + (QUIET + y) * module, module, module);
    });
  });
}

/** Beside the code: what one does there, until when, and the address. */
function drawAsk(pen: Pen, { picture, address }: Sharing, top: number, code: number): void {
  const { sans } = facesOf(pen.language);
  const start = SPINE + PAD + code + 36;
  const across = pen.width - start - PAD;
  const lead = leadingOf(pen.language).text;
  const hand = (size: number, weight: 400 | 700, colour?: string): Hand => ({
    ...{ size, weight, face: sans, lead },
    ...(colour === undefined ? {} : { colour }),
  });
  const parts = (size: number) => [
    { hand: hand(size, 400), lines: broken(pen, hand(size, 400), picture.ask, across) },
    { hand: hand(size, 700), lines: broken(pen, hand(size, 700), address, across) },
    ...(picture.until === ""
      ? []
      : [
          {
            hand: hand(size * 0.8, 400, SOFT),
            lines: broken(pen, hand(size * 0.8, 400), picture.until, across),
          },
        ]),
  ];
  const tallOf = (made: ReturnType<typeof parts>) =>
    made.reduce((sum, one) => sum + one.lines.length * one.hand.size * one.hand.lead + 10, 0);
  const sizes = [48, 44, 40, 36, 32, 28, 24, 20];
  // An address that is cut anywhere cannot be typed.
  const whole = (size: number) => {
    setHand(pen, hand(size, 700));
    return piecesOf(address, pen.language).every((part) => pen.canvas.measureText(part).width <= across);
  };
  const made =
    sizes
      .filter(whole)
      .map(parts)
      .find((one) => tallOf(one) <= code) ?? parts(20);
  let next = top + Math.max(0, (code - tallOf(made)) / 2);
  for (const one of made) next = write(pen, one.hand, one.lines, start, next) + 10;
}

/** Above the rule: who, the title, and all the calls or none of them. */
function drawWords(pen: Pen, { picture }: Sharing, line: number, on: string): void {
  const { sans, serif, titleWeight } = facesOf(pen.language);
  const lead = leadingOf(pen.language);
  const start = SPINE + PAD;
  const across = pen.width - start - PAD;
  const who: Hand = { size: 34, lead: lead.text, face: sans, weight: 700 };
  const whoLines = picture.who === "" ? [] : shortened(broken(pen, who, picture.who, across), 2);
  const top = write(pen, who, whoLines, start, PAD) + (whoLines.length > 0 ? 20 : 0);
  const room = line - PAD - top;
  const title = (size: number): Hand => ({ size, lead: lead.title, face: serif, weight: titleWeight });
  const fitted = (most: number, least: number, tall: number) => {
    for (let size = most; size >= least; size *= TITLE.step) {
      const hand = title(Math.round(size));
      setHand(pen, hand);
      const pieces = piecesOf(picture.title, pen.language);
      const whole = pieces.every((one) => pen.canvas.measureText(one.trimEnd()).width <= across);
      const lines = broken(pen, hand, picture.title, across);
      // A title is read at a glance, its words whole; the smallest may be as it is.
      const good = (whole && lines.length <= TITLE.lines) || size <= TITLE.least * 1.1;
      if (good && lines.length * hand.size * hand.lead <= tall) return { hand, lines };
    }
    return null;
  };
  const calls = picture.calls.length > 0 ? callsIn(pen, picture.calls, across, room, fitted) : null;
  if (calls) {
    let next = write(pen, calls.title.hand, calls.title.lines, start, top) + calls.hand.size;
    for (const [at, lines] of calls.lines.entries()) {
      numeral(pen, calls.hand, at + 1, next, on);
      next = write(pen, calls.hand, lines, start, next) + calls.hand.size * 0.5;
    }
    return;
  }
  const least = title(TITLE.least);
  const most = Math.floor(room / (least.size * least.lead));
  const only = fitted(TITLE.most, TITLE.least, room) ?? {
    hand: least,
    lines: shortened(broken(pen, least, picture.title, across), most),
  };
  write(pen, only.hand, only.lines, start, top);
}

type Fitted = { hand: Hand; lines: string[] };

/** Title and all calls together, as large as there is room for; null where they would be too small. */
function callsIn(
  pen: Pen,
  calls: readonly string[],
  across: number,
  room: number,
  fitted: (most: number, least: number, tall: number) => Fitted | null,
): { title: Fitted; hand: Hand; lines: string[][] } | null {
  const { serif } = facesOf(pen.language);
  for (const size of CALLS) {
    const hand: Hand = { size, lead: leadingOf(pen.language).text, face: serif, weight: 400 };
    const lines = calls.map((call) => broken(pen, hand, call, across));
    const tall = lines.reduce<number>(
      (sum, one) => sum + one.length * hand.size * hand.lead + size * 0.5,
      size,
    );
    const title = fitted(TITLE_WITH_CALLS, Math.max(TITLE.least, size * 1.5), room - tall);
    if (title) return { title, hand, lines };
  }
  return null;
}

/** A call's number, on the spine. */
function numeral(pen: Pen, hand: Hand, number: number, top: number, on: string): void {
  setHand(pen, { ...hand, colour: on });
  pen.canvas.textAlign = "center";
  const across = pen.rtl ? pen.width - SPINE / 2 : SPINE / 2;
  const tall = hand.size * hand.lead;
  pen.canvas.fillText(numberIn(pen.language, number), across, top + tall / 2 + hand.size * 0.35);
}

function shortened(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return lines.slice(0, most).map((one, at) => (at === most - 1 ? `${one} …` : one));
}
