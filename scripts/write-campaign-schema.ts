// Writes docs/campaign-file.schema.json from the zod schema of the campaign file.
import { writeFileSync } from "node:fs";
import { campaignFileJsonSchema } from "../src/campaigns/file/json-schema.ts";

writeFileSync(new URL("../docs/campaign-file.schema.json", import.meta.url), campaignFileJsonSchema());
