// Whether what is in memory may end on a disk in the clear: swap that is neither compressed memory (zram) nor
// on an encrypted device.
"use strict";
const { readdirSync, readFileSync, realpathSync, statSync } = require("node:fs");
const { basename, join } = require("node:path");

const orNull = (read) => {
  try {
    return read();
  } catch {
    return null;
  }
};

/** The name that the kernel gives to the device of a swap partition, or of the disk that holds a swap file. */
function deviceOf(path, sys) {
  const real = orNull(() => realpathSync(path)) ?? path;
  if (real.startsWith("/dev/")) return basename(real);
  const dev = orNull(() => statSync(real).dev);
  if (dev === null) return null;
  const major = (dev >>> 8) & 0xfff;
  const minor = (dev & 0xff) | ((dev >>> 12) & 0xfff00);
  return orNull(() => basename(realpathSync(join(sys, "dev", "block", `${major}:${minor}`))));
}

/** LUKS itself, or something (LVM, RAID) that lies on encrypted devices only. */
function isEncrypted(device, sys) {
  const uuid = orNull(() => readFileSync(join(sys, "block", device, "dm", "uuid"), "utf8"));
  if (uuid?.startsWith("CRYPT-")) return true;
  const below = orNull(() => readdirSync(join(sys, "block", device, "slaves"))) ?? [];
  return below.length > 0 && below.every((slave) => isEncrypted(slave, sys));
}

/**
 * Looks at the machine's swap.
 * @param {{swaps?: string, sys?: string}} where to look instead of /proc/swaps and /sys
 * @returns {string | null} a warning that names the swap, or null when there is nothing to warn of
 */
function swapOnDisk({ swaps = "/proc/swaps", sys = "/sys" } = {}) {
  const [, ...lines] = (orNull(() => readFileSync(swaps, "utf8")) ?? "").trim().split("\n");
  const open = lines
    .map((line) =>
      line.split(/\s+/)[0].replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8))),
    )
    .filter((path) => {
      const device = deviceOf(path, sys);
      return device === null || !(/^zram\d/.test(device) || isEncrypted(device, sys));
    });
  if (open.length === 0) return null;
  return (
    `warning: swap is on and not encrypted (${open.join(", ")}): names and addresses in memory may reach ` +
    "the disk. Switch it off (swapoff -a), or encrypt it."
  );
}

module.exports = { swapOnDisk };
