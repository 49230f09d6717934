// The machine itself: room on the disk, which Node, whether somebody sets its clock and mends its system.
import { existsSync, type StatsFs, statfsSync, statSync } from "node:fs";
import { sep } from "node:path";
import process from "node:process";
import type { Clock } from "../../clock.ts";
import { danger, type Finding, hint, wrong } from "./finding.ts";

const NEEDED = 26;
const GIGABYTE = 2 ** 30;
const LEAST = GIGABYTE / 4;
/** What sets a clock by the network leaves one of these. */
const SET_BY = ["/run/systemd/timesync/synchronized", "/run/chrony", "/run/ntpd.pid", "/run/openntpd"];
const UPGRADES = "/etc/apt/apt.conf.d/20auto-upgrades";

/** Looks at the room left where the data is. */
export function lookAtDisk(dataDir: string, disk?: Readonly<StatsFs>): Finding[] {
  if (!existsSync(dataDir)) return [];
  const { bavail, bsize, files, ffree } = disk ?? statfsSync(dataDir);
  const room = bavail * bsize;
  const left = `${(room / GIGABYTE).toFixed(1)} GB are left where DATA_DIR is`;
  const mend = "delete what is not needed (old backups, /var/log), or get a larger disk";
  if (room < LEAST) return [danger(`${left}: soon nobody can sign`, mend)];
  if (room < GIGABYTE) return [wrong(left, mend)];
  if (files > 0 && ffree / files < 0.02) return [wrong("hardly any more files fit where DATA_DIR is", mend)];
  return [];
}

/** Looks at the Node that runs this, which is the one that runs the server. */
export function lookAtNode(version = process.versions.node, path = process.execPath): Finding[] {
  if (Number.parseInt(version, 10) < NEEDED) {
    return [wrong(`this is Node ${version}`, `install Node ${NEEDED}, or start by bin/undersigned`)];
  }
  if (!path.split(sep).includes("node_modules")) return [];
  const mend = "update Undersigned when a new version says so, or install Node 26 from nodejs.org";
  return [hint(`Node ${version} is the packaged one: the system's updates do not reach it`, mend)];
}

/** Looks whether the clock can be right, without asking anybody. */
export function lookAtClock(clock: Clock, root: string): Finding[] {
  // A file of the program cannot be younger than now.
  if (statSync(`${root}/package.json`).mtimeMs > clock.now() + 60_000) {
    return [wrong("the clock is behind: this program's files are from later", "timedatectl set-ntp true")];
  }
  if (!existsSync("/run/systemd/system") || SET_BY.some((path) => existsSync(path))) return [];
  const mend = "apt install systemd-timesyncd (in a container the machine around it does it)";
  return [hint("nothing on this machine sets its clock by the network", mend)];
}

/** Looks whether a Debian mends itself. */
export function lookAtUpgrades(): Finding[] {
  if (!existsSync("/etc/debian_version") || existsSync(UPGRADES)) return [];
  return [
    hint("the system does not install its security updates by itself", "apt install unattended-upgrades"),
  ];
}
