import { waitingPromises } from "./waiting-promises.ts";

waitingPromises("postgres");
