import { removingPromises } from "../../../test/removing-promises.ts";

removingPromises("sqlite");
