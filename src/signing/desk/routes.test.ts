import { deskPromises } from "../../../test/desk-promises.ts";

deskPromises("sqlite");
