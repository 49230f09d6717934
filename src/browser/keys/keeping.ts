// What the network tells of how a campaign is kept, and of one that was closed.
import type { closingApi } from "../../campaigns/keeping/api.ts";
import type { Answered } from "../../web/api.ts";

export type Keeping = Answered<typeof closingApi.keeping>;
export type Given = Answered<typeof closingApi.certificate>;
