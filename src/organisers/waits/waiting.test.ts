import { waitingPromises } from "../../../test/waiting-promises.ts";

waitingPromises("sqlite");
