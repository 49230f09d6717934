import { resealingPromises } from "./resealing-promises.ts";

resealingPromises("postgres");
