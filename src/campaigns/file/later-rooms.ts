// The parts of a campaign file whose rooms are not built yet: letter, attend, memorial. Drafts may hold
// them, so their whole shape is fixed here; publishable.ts names them when somebody publishes.
import { z } from "zod";
import { carried } from "./mistakes.ts";
import { block, day, language, line, lines, list, listOf, oneOf, web } from "./values.ts";

const Sample = block({ title: line(200), text: lines(16_000) }, "letter");

/** Write to the campaign's target. */
export const Letter = block({
  deliver: listOf(["yourself", "handed-over"]).optional(),
  points: list(line(500), "points", 20).optional(),
  samples: list(Sample, "letters", 10).optional(),
});

const WHEN = carried("moment");
const when = z
  .string({ error: WHEN })
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: WHEN })
  .refine((text) => isLocalTime(text), { error: WHEN });

const ZONE = carried("zone");
const zone = z
  .string({ error: ZONE })
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/, { error: ZONE })
  .refine(isZone, { error: ZONE });

const COUNTRY = carried("country");
const reveal = oneOf(["everyone", "coming"]);
const degrees = (most: number) => {
  const error = carried("degrees", { most });
  return z.number({ error }).min(-most, { error }).max(most, { error });
};

const Place = block(
  {
    name: line(200),
    street: line(200).optional(),
    locality: line(100).optional(),
    region: line(100).optional(),
    country: z
      .string({ error: COUNTRY })
      .regex(/^[A-Z]{2}$/, { error: COUNTRY })
      .optional(),
    latitude: degrees(90).optional(),
    longitude: degrees(180).optional(),
    reveal: reveal.optional(),
  },
  "place",
);

const Event = block(
  {
    title: line(200),
    starts: when,
    ends: when.optional(),
    timezone: zone,
    place: Place.optional(),
    online: block({ url: web, reveal: reveal.optional() }).optional(),
    language: list(language, "languages", 20).optional(),
    text: lines(4_000).optional(),
    access: lines(2_000).optional(),
    safety: lines(2_000).optional(),
  },
  "event",
);

/** Come to rallies, vigils, readings. */
export const Attend = block({
  events: list(Event, "events", 200),
  add_your_city: oneOf(["off", "moderated"]).optional(),
});

const Remembered = block(
  {
    name: line(200),
    say: line(200).optional(),
    note: line(500).optional(),
    date: day.optional(),
    place: line(200).optional(),
  },
  "name",
);

/** Names that are read out. */
export const Memorial = block({ names: list(Remembered, "names", 2_000) });

/** What a translation may say of each. */
export const LetterWords = block({
  points: list(line(500), "points", 20).optional(),
  samples: list(Sample, "letters", 10).optional(),
});
const EventWords = block(
  {
    title: line(200).optional(),
    place: block(
      {
        name: line(200).optional(),
        street: line(200).optional(),
        locality: line(100).optional(),
        region: line(100).optional(),
      },
      "place",
    ).optional(),
    text: lines(4_000).optional(),
    access: lines(2_000).optional(),
    safety: lines(2_000).optional(),
  },
  "event",
);
export const AttendWords = block({ events: list(EventWords, "events", 200).optional() });
const RememberedWords = block(
  {
    name: line(200).optional(),
    say: line(200).optional(),
    note: line(500).optional(),
    place: line(200).optional(),
  },
  "name",
);
export const MemorialWords = block({ names: list(RememberedWords, "names", 2_000).optional() });

function isLocalTime(text: string): boolean {
  try {
    Temporal.PlainDateTime.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
