// The campaign file's front matter as JSON Schema, for editors that complete and check while one writes.
// docs/campaign-file.schema.json is this, written by scripts/write-campaign-schema.ts; a test keeps it current.
import { z } from "zod";
import { CampaignFileSchema } from "./schema.ts";

/**
 * The JSON Schema of a campaign file's front matter (draft 2020-12). It says what each value may be; rules over two
 * values (docs/campaign-files.md) are the reader's alone.
 * @returns the schema as text, ending with a line break
 */
export function campaignFileJsonSchema(): string {
  const schema = z.toJSONSchema(CampaignFileSchema, {
    target: "draft-2020-12",
    io: "input",
    reused: "inline",
  });
  const { $schema, ...rest } = schema;
  const named = {
    $schema,
    title: "Undersigned campaign file",
    description: "The YAML front matter of a campaign's original (with kind) or of a translation (without).",
    ...rest,
  };
  return `${shortLists(JSON.stringify(named, null, 2))}\n`;
}

/** Lists of words on one line where they fit, as the house formats JSON. */
function shortLists(json: string): string {
  return json.replace(
    /^(.*)\[\n\s*("[^"\n]*"(?:,\n\s*"[^"\n]*")*)\n\s*\](,?)$/gm,
    (all, before, words, after) => {
      const short = `${before}[${words.replace(/,\n\s*/g, ", ")}]${after}`;
      return short.length <= 110 ? short : all;
    },
  );
}
