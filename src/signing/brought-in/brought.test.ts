import { broughtPromises } from "../../../test/brought-promises.ts";

broughtPromises("sqlite");
