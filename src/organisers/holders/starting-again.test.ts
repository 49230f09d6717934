import { startingAgainPromises } from "../../../test/starting-again-promises.ts";

startingAgainPromises("sqlite");
