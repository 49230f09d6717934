import { restorePromises } from "../restore-promises.ts";

restorePromises(async () => ({}));
