// What a file must fulfil beyond the form of each single value: days in order, a form that can be answered,
// calls for the mark that shows them. Each rule looks only at what the schema accepted, so that a mistake
// elsewhere hides none of these.
import { z } from "zod";
import { fieldOf, floorOfForm, signAction } from "../form/fields.ts";
import { isKnownField } from "../form/known-fields.ts";
import type { Path } from "./front-matter.ts";
import type { Mistake } from "./mistakes.ts";
import { type FieldData, Original, type SignData } from "./schema.ts";
import { day, fieldId } from "./values.ts";

/** A rule that is broken, and where. */
export type Broken = Pick<Mistake, "code" | "values"> & { readonly path: Path };

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
      ? [{ path: ["demands", index], code: "call_empty" }]
      : [],
  );
}

function days({ opens, closes, keep_until, comments, actions }: Glance): Broken[] {
  const broken: Broken[] = [];
  const asks = actions.some((action) => "sign" in action || "letter" in action || "attend" in action);
  if (keep_until === undefined && (asks || comments === "moderated")) {
    broken.push({
      path: ["keep_until"],
      code: "keep_until_missing",
    });
  }
  if (opens && closes && closes < opens) {
    broken.push({ path: ["closes"], code: "closes_early", values: { day: opens } });
  }
  const keep = day.safeParse(keep_until);
  const last = [opens, closes]
    .flatMap((one) => (one === undefined ? [] : [one]))
    .sort()
    .at(-1);
  if (keep.success && last !== undefined && keep.data <= last) {
    broken.push({
      path: ["keep_until"],
      code: "keep_until_early",
      values: { last: last === closes ? "closes" : "opens", day: last },
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
      code: "no_way",
      values: { of: key },
    },
  ];
}

function actions({ actions: all }: Glance): Broken[] {
  const broken: Broken[] = [];
  const seen = new Set<string>();
  all.forEach((action, index) => {
    const keys = Object.keys(action);
    if (keys.length !== 1) {
      const code = keys.length === 0 ? "action_empty" : "actions_in_one";
      broken.push({ path: ["actions", index], code, values: { many: keys.length } });
    }
    for (const key of keys) {
      const path = ["actions", index, key];
      if (key !== "link" && seen.has(key)) {
        broken.push({ path, code: "action_twice", values: { action: key } });
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
      code: "name_unasked",
    });
  }
  if (sign.as.includes("organisation") && has("organisation") === undefined) {
    broken.push({
      path: [...path, "fields"],
      code: "organisation_unasked",
    });
  }
  if (!sign.as.includes("organisation") && has("organisation") !== undefined) {
    broken.push({
      path: [...path, "fields", sign.fields.findIndex((field) => field.id === "organisation")],
      code: "organisation_for_nobody",
    });
  }
  if (sign.follow && sign.email === "none") {
    broken.push({
      path: [...path, "follow"],
      code: "news_without_email",
    });
  }
  if (floorOfForm(sign) > LARGEST_ROW) {
    broken.push({
      path: [...path, "fields"],
      code: "form_large",
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
      code: "field_unlabelled",
      values: { field: data.id },
    });
  }
  if (choice && data.options === undefined) {
    broken.push({
      path,
      code: "field_without_options",
      values: { field: data.id },
    });
  }
  if (!choice && data.options !== undefined) {
    broken.push({
      path: [...path, "options"],
      code: "field_no_choice",
      values: { field: data.id },
    });
  }
  data.options?.forEach((option, index, all) => {
    if (all.indexOf(option) < index) {
      broken.push({
        path: [...path, "options", index],
        code: "option_twice",
        values: { option },
      });
    }
  });
  if (isKnownField(data.id) && (data.id === "name" || data.id === "organisation") && field.type !== "text") {
    broken.push({
      path: [...path, "type"],
      code: "field_no_text",
      values: { field: data.id },
    });
  }
  if (data.id === "organisation" && field.for !== "organisation") {
    broken.push({
      path: [...path, "for"],
      code: "organisation_of_people",
    });
  }
  if (data.id === "organisation" && field.optional) {
    broken.push({
      path: [...path, "optional"],
      code: "organisation_optional",
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
            code: "field_twice",
            values: { field: String(id) },
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
      broken.push({ path: here, code: "event_nowhere" });
    }
    if (event.ends !== undefined && event.ends <= event.starts) {
      broken.push({
        path: [...here, "ends"],
        code: "event_ends_early",
        values: { starts: event.starts },
      });
    }
    return broken;
  });
}
