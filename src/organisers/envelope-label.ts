// What the envelope signs to show that it is there: this ‖ network ‖ the server's challenge (docs/formats.md).
import { utf8 } from "../vault/bytes.ts";

export const ENVELOPE_LABEL: Uint8Array = utf8("undersigned envelope v1");
