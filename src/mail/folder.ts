// Carries mails into a folder, for trying things out on one's own machine: each mail one file, written aside and
// renamed into place, its name beginning with the time, so that names sort as the mails came.
import { mkdirSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Carrier } from "./carrier.ts";

/**
 * Opens the folder, making it when it is missing.
 * @param dir an absolute path
 * @param mark a few random characters, so that no other process writes the same name
 */
export function folderCarrier(dir: string, clock: Clock, mark: string): Carrier {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  let turn = 0;
  let closed = false;
  return {
    async carry({ bytes }) {
      if (closed) return { is: "kept" };
      const time = new Date(clock.now()).toISOString().replaceAll(/[-:.]/g, "");
      const name = `${time}-${String(turn++).padStart(7, "0")}-${mark}`;
      const aside = join(dir, `.${name}`);
      try {
        await writeFile(aside, bytes, { mode: 0o600, flag: "wx" });
        await rename(aside, join(dir, `${name}.eml`));
        return { is: "handed" };
      } catch (error) {
        await rm(aside, { force: true }).catch(() => {});
        return { is: "trouble", why: (error as NodeJS.ErrnoException).code ?? "write failed" };
      }
    },
    close() {
      closed = true;
    },
    breakOff() {
      closed = true;
    },
  };
}
