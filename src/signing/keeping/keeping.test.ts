import { keepingPromises } from "../../../test/keeping-promises.ts";

keepingPromises("sqlite");
