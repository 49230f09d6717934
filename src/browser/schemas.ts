// zod may make its parsers from strings of code, which the desk's pages forbid: told not to before any is made.
import * as z from "zod";

z.config({ jitless: true });
