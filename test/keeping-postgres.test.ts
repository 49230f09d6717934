import { keepingPromises } from "./keeping-promises.ts";

keepingPromises("postgres");
