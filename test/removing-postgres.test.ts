import { removingPromises } from "./removing-promises.ts";

removingPromises("postgres");
