// What a file must fulfil beyond the form of each single value: days in order, a form that can be answered,
// calls for the mark that shows them. Each rule looks only at what the schema accepted, so that a mistake
// elsewhere hides none of these.
import { z } from "zod";
import { bytesOf, LIMITS } from "./answer-text.ts";
import { fieldOf, floorOfForm, signAction } from "./fields.ts";
import type { Path } from "./front-matter.ts";
import { isKnownField } from "./known-fields.ts";
import { type FieldData, Original, type SignData } from "./schema.ts";
import { day, fieldId } from "./values.ts";

/** A rule that is broken, and where. */
export interface Broken {
  readonly path: Path;
  readonly what: string;
  readonly allowed: string;
}

/** The largest text of a row (docs/formats.md, Row: 1,664 · 2^5). */
const LARGEST_ROW = 53_248;

const SignSchema = Original.shape.actions.element.shape.sign.unwrap();
const AttendSchema = Original.shape.actions.element.shape.attend.unwrap();
const FieldSchema = SignSchema.shape.fields.unwrap().element;

/** The days and the actions of a file as far as each can be read. */
const Glance = z.object({
  opens: day.optional().catch(undefined),
  closes: day.optional().catch(undefined),
  keep_until: z.unknown().optional(),
  comments: z.unknown().optional(),
  contact: z.record(z.string(), z.unknown()).optional().catch(undefined),
  press: z.record(z.string(), z.unknown()).optional().catch(undefined),
  demands: z.array(z.record(z.string(), z.unknown()).catch({ text: "" })).catch([]),
  actions: z.array(z.record(z.string(), z.unknown()).catch({})).catch([]),
});
type Glance = z.infer<typeof Glance>;

/**
 * The rules of an original that are broken.
 * @param data its front matter as YAML gave it, whether or not the schema accepted all of it
 */
export function brokenRules(data: unknown): Broken[] {
  const glance = Glance.safeParse(data);
  if (!glance.success) return [];
  const seen = glance.data;
  return [
    ...days(seen),
    ...ways(seen, "contact"),
    ...ways(seen, "press"),
    ...calls(seen.demands),
    ...actions(seen),
  ];
}

/** The rule for the calls' entries, which translations share. */
export function calls(demands: Glance["demands"]): Broken[] {
  return demands.flatMap((demand, index) =>
    demand.title === undefined && demand.text === undefined
      ? [{ path: ["demands", index], what: "This call says nothing.", allowed: "a title, a text, or both" }]
      : [],
  );
}

function days({ opens, closes, keep_until, comments, actions }: Glance): Broken[] {
  const broken: Broken[] = [];
  const asks = actions.some((action) => "sign" in action || "letter" in action || "attend" in action);
  if (keep_until === undefined && (asks || comments === "moderated")) {
    broken.push({
      path: ["keep_until"],
      what: "keep_until is missing: what people type needs a last day.",
      allowed: "a day written year-month-day, such as 2027-12-31",
    });
  }
  if (opens && closes && closes < opens) {
    broken.push({ path: ["closes"], what: "closes lies before opens.", allowed: `${opens} or later` });
  }
  const keep = day.safeParse(keep_until);
  const last = [opens, closes]
    .flatMap((one) => (one === undefined ? [] : [one]))
    .sort()
    .at(-1);
  if (keep.success && last !== undefined && keep.data <= last) {
    broken.push({
      path: ["keep_until"],
      what: `keep_until is not after ${last === closes ? "closes" : "opens"}.`,
      allowed: `a day after ${last}`,
    });
  }
  return broken;
}

function ways(seen: Glance, key: "contact" | "press"): Broken[] {
  const block = seen[key];
  if (block === undefined || "email" in block || "phone" in block || "url" in block) return [];
  return [
    {
      path: [key],
      what: `${key} names no way to reach anyone.`,
      allowed: "email, phone or url beside name",
    },
  ];
}

function actions({ actions: all }: Glance): Broken[] {
  const broken: Broken[] = [];
  const seen = new Set<string>();
  all.forEach((action, index) => {
    const keys = Object.keys(action);
    if (keys.length !== 1) {
      broken.push({
        path: ["actions", index],
        what: keys.length === 0 ? "This action is empty." : `This is ${keys.length} actions in one.`,
        allowed: "each action as an entry of its own: sign, share, link, letter, attend or memorial",
      });
    }
    for (const key of keys) {
      const path = ["actions", index, key];
      if (key !== "link" && seen.has(key)) {
        broken.push({
          path,
          what: `${key} stands here twice.`,
          allowed: "each action once; only link more often",
        });
      }
      seen.add(key);
      if (key === "sign") broken.push(...form(path, action.sign));
      if (key === "attend") broken.push(...events(path, action.attend));
    }
  });
  return broken;
}

function form(path: Path, value: unknown): Broken[] {
  const raw = z.record(z.string(), z.unknown()).safeParse(value);
  if (!raw.success) return [];
  const items = z.array(z.unknown()).safeParse(raw.data.fields);
  const fields = (items.success ? items.data : []).map((item) => {
    const field = FieldSchema.safeParse(item);
    return field.success ? (typeof field.data === "string" ? { id: field.data } : field.data) : null;
  });
  const broken = fields.flatMap((field, index) => (field ? oneField([...path, "fields", index], field) : []));
  broken.push(...twice([...path, "fields"], items.success ? items.data : []));

  const whole = SignSchema.safeParse(value);
  return whole.success ? [...broken, ...wholeForm(path, whole.data)] : broken;
}

function wholeForm(path: Path, data: SignData): Broken[] {
  const broken: Broken[] = [];
  const sign = signAction(data);
  const has = (id: string) => sign.fields.find((field) => field.id === id);
  const name = has("name");
  if (sign.as.includes("person") && (name === undefined || name.for === "organisation")) {
    broken.push({
      path: [...path, "fields"],
      what: "A person's form asks no name.",
      allowed: "name among the fields, for persons or for both",
    });
  }
  if (sign.as.includes("organisation") && has("organisation") === undefined) {
    broken.push({
      path: [...path, "fields"],
      what: "An organisation's form does not ask which organisation.",
      allowed: "organisation among the fields",
    });
  }
  if (!sign.as.includes("organisation") && has("organisation") !== undefined) {
    broken.push({
      path: [...path, "fields", sign.fields.findIndex((field) => field.id === "organisation")],
      what: "organisation is asked only of organisations, and none can sign here.",
      allowed: "organisation among as, or a field of your own, such as { id: affiliation, label: … }",
    });
  }
  if (sign.follow && sign.email === "none") {
    broken.push({
      path: [...path, "follow"],
      what: "News needs an e-mail address, and this form asks none.",
      allowed: "follow: off, or email: optional",
    });
  }
  if (floorOfForm(sign) > LARGEST_ROW) {
    broken.push({
      path: [...path, "fields"],
      what: "This form has more fields and options than a row can hold.",
      allowed: "fewer options: 32 bytes for each, 128 for a text, 64 for a choice, in all 52,736",
    });
  }
  return broken;
}

function oneField(path: Path, data: FieldData): Broken[] {
  const broken: Broken[] = [];
  const field = fieldOf(data);
  const choice = field.type === "choice" || field.type === "choices";
  if (!field.known && data.label === undefined) {
    broken.push({
      path,
      what: `The field ${data.id} has no label.`,
      allowed: "label: how the form calls it",
    });
  }
  if (choice && data.options === undefined) {
    broken.push({
      path,
      what: `The field ${data.id} has nothing to choose from.`,
      allowed: "options: a list of texts",
    });
  }
  if (!choice && data.options !== undefined) {
    broken.push({
      path: [...path, "options"],
      what: `The field ${data.id} is no choice.`,
      allowed: "options only with type: choice or type: choices",
    });
  }
  data.options?.forEach((option, index, all) => {
    if (all.indexOf(option) < index) {
      broken.push({
        path: [...path, "options", index],
        what: `The option "${option}" stands here twice.`,
        allowed: "each option once",
      });
    }
    if (bytesOf(option) > LIMITS.text) {
      broken.push({
        path: [...path, "options", index],
        what: "This option is too long.",
        allowed: "at most 1,024 bytes",
      });
    }
  });
  if (isKnownField(data.id) && (data.id === "name" || data.id === "organisation") && field.type !== "text") {
    broken.push({
      path: [...path, "type"],
      what: `${data.id} is always a text.`,
      allowed: "type: text, or no type",
    });
  }
  if (data.id === "organisation" && field.for !== "organisation") {
    broken.push({
      path: [...path, "for"],
      what: "organisation is asked only of organisations.",
      allowed: "for: organisation, or no for",
    });
  }
  if (data.id === "organisation" && field.optional) {
    broken.push({
      path: [...path, "optional"],
      what: "organisation cannot be optional: it is who signs.",
      allowed: "optional: false, or no optional",
    });
  }
  return broken;
}

/** Ids that stand in a list of fields more than once; translations share this rule. */
export function twice(path: Path, items: readonly unknown[]): Broken[] {
  const ids = items.map((item) =>
    typeof item === "object" && item !== null && "id" in item ? item.id : item,
  );
  return ids.flatMap((id, index) =>
    fieldId.safeParse(id).success && ids.indexOf(id) < index
      ? [
          {
            path: [...path, index],
            what: `The field ${String(id)} stands here twice.`,
            allowed: "each field once",
          },
        ]
      : [],
  );
}

function events(path: Path, value: unknown): Broken[] {
  const attend = AttendSchema.safeParse(value);
  if (!attend.success) return [];
  return attend.data.events.flatMap((event, index) => {
    const broken: Broken[] = [];
    const here = [...path, "events", index];
    if (event.place === undefined && event.online === undefined) {
      broken.push({ path: here, what: "This event is nowhere.", allowed: "place, online, or both" });
    }
    if (event.ends !== undefined && event.ends <= event.starts) {
      broken.push({
        path: [...here, "ends"],
        what: "ends is not after starts.",
        allowed: `later than ${event.starts}`,
      });
    }
    return broken;
  });
}
