import { broughtPromises } from "./brought-promises.ts";

broughtPromises("postgres");
