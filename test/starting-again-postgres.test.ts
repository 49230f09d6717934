import { startingAgainPromises } from "./starting-again-promises.ts";

startingAgainPromises("postgres");
