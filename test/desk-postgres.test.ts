import { deskPromises } from "./desk-promises.ts";

deskPromises("postgres");
