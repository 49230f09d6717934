import { resealingPromises } from "../../../test/resealing-promises.ts";

resealingPromises("sqlite");
