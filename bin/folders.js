// Makes and checks the folders of a network, and says what `serve` may touch: the package and its own folders,
// nothing else on the machine.
"use strict";
const { createHash } = require("node:crypto");
const {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statfsSync,
  statSync,
} = require("node:fs");
const { join, resolve, sep } = require("node:path");
const { Refusal } = require("./words.js");

const TMPFS = 0x01021994;
const FOR_OTHERS = 0o077;
const me = () => process.getuid?.() ?? 0;
const modeOf = (stat) => (stat.mode & 0o777).toString(8).padStart(3, "0");

/**
 * Makes the folders that are missing, for this user alone.
 * @param {string} root the package's folder, from which relative settings count
 * @param {NodeJS.ProcessEnv} env the settings
 * @returns {{env: Record<string, string>, warnings: string[], own: string[]}} absolute paths as settings, what to
 *   tell, and the folders that are written to
 * @throws Refusal when a folder cannot be made or others can read SECRET_DIR
 */
function makeFolders(root, env) {
  const warnings = [];
  const dataDir = makeFolder("DATA_DIR", resolve(root, env.DATA_DIR || "data"));
  const secretDir = makeFolder(
    "SECRET_DIR",
    env.SECRET_DIR ? resolve(root, env.SECRET_DIR) : `${dataDir}-secret`,
  );
  closeDataDir(dataDir, warnings);
  checkSecretDir(secretDir);
  const memory = memoryFolder(root, env, dataDir);
  if (memory.dir === null) {
    warnings.push(`no memory folder (${memory.why}): a restart forgets mail that was not sent yet`);
  }
  const mail = mailFolder(env);
  const own = [dataDir, secretDir, memory.dir, mail].filter((dir) => dir !== null);
  return { env: { DATA_DIR: dataDir, SECRET_DIR: secretDir, RUN_DIR: memory.dir ?? "" }, warnings, own };
}

function makeFolder(setting, dir) {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return realpathSync(dir);
  } catch (error) {
    throw new Refusal(`${setting} ${dir} cannot be made: ${error.message}`);
  }
}

/** A new folder is closed to others; one that holds something already may have its reasons, and is named. */
function closeDataDir(dir, warnings) {
  const stat = statSync(dir);
  if ((stat.mode & FOR_OTHERS) === 0) return;
  if (stat.uid === me() && readdirSync(dir).length === 0) chmodSync(dir, 0o700);
  else warnings.push(`warning: others may enter DATA_DIR ${dir} (mode ${modeOf(stat)}): chmod 700 ${dir}`);
}

function checkSecretDir(dir) {
  const stat = statSync(dir);
  if (stat.uid !== me()) throw new Refusal(`SECRET_DIR ${dir} belongs to another user, who can read it`);
  if ((stat.mode & FOR_OTHERS) !== 0) {
    throw new Refusal(`SECRET_DIR ${dir} can be read by others (mode ${modeOf(stat)}): chmod 700 ${dir}`);
  }
}

/**
 * Where the folders of a network are, for whoever only looks: none is made.
 * @param {string} root the package's folder
 * @param {NodeJS.ProcessEnv} env the settings
 * @returns {{env: Record<string, string>, why: string}} absolute paths as settings, and why there is no memory folder
 */
function findFolders(root, env) {
  const real = (dir) => (existsSync(dir) ? realpathSync(dir) : dir);
  const dataDir = real(resolve(root, env.DATA_DIR || "data"));
  const secretDir = env.SECRET_DIR ? real(resolve(root, env.SECRET_DIR)) : `${dataDir}-secret`;
  const { dir, why } = memoryFolder(root, env, dataDir, false);
  return { env: { DATA_DIR: dataDir, SECRET_DIR: secretDir, RUN_DIR: dir ?? "" }, why };
}

/** The first place in memory that is ours alone; never a disk. */
function memoryFolder(root, env, dataDir, make = true) {
  if (env.RUN_DIR) return checkMemory(resolve(root, env.RUN_DIR), true, make);
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const places = [
    env.RUNTIME_DIRECTORY?.split(":")[0],
    env.XDG_RUNTIME_DIR && join(env.XDG_RUNTIME_DIR, "undersigned"),
    `/dev/shm/undersigned-${me()}`,
  ].filter(Boolean);
  let why = "";
  for (const place of places) {
    const around = checkMemory(place, false, make);
    const found = around.dir === null ? around : checkMemory(join(place, name), true, make);
    if (found.dir !== null) return found;
    why = found.why;
  }
  return { dir: null, why };
}

/**
 * Makes a folder if it is missing and looks whether it is fit for what must never reach a disk.
 * @param {boolean} closed whether others must not even look into it; around it nobody else may write
 * @param {boolean} make false only looks
 */
function checkMemory(dir, closed, make) {
  const no = (why) => ({ dir: null, why: `${dir} ${why}` });
  try {
    if (make) mkdirSync(dir, { mode: 0o700 });
    else if (!existsSync(dir)) return no("is not there");
  } catch (error) {
    if (error.code !== "EEXIST") return no(`cannot be made: ${error.code}`);
  }
  const stat = lstatSync(dir);
  if (!stat.isDirectory()) return no("is a link or no folder");
  if (stat.uid !== me()) return no("belongs to another user");
  if (closed ? (stat.mode & 0o777) !== 0o700 : (stat.mode & 0o022) !== 0)
    return no(`has mode ${modeOf(stat)}`);
  if (typeof statfsSync !== "function" || statfsSync(dir).type !== TMPFS)
    return no("is not in memory (tmpfs)");
  return { dir: closed ? realpathSync(dir) : dir, why: "" };
}

/** The folder of MAIL_URL=file:/…, made if it is missing; whether it is allowed there, the settings decide. */
function mailFolder(env) {
  const path = /^file:(?:\/\/(?:localhost)?)?(\/[^/].*)$/.exec(env.MAIL_URL?.trim() ?? "")?.[1];
  if (!path) return null;
  try {
    return makeFolder("MAIL_URL", resolve(decodeURIComponent(path)));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/**
 * The arguments that lock `serve` in: it reads the package and its folders, writes its folders, uses the
 * network, and can start no process, worker or native addon.
 * @returns {string[]} arguments for Node
 * @throws Refusal for folders that Node cannot tell apart
 */
function whatServeMayTouch(root, folders, env) {
  // A folder in a folder is only seen by Node when it comes after it.
  const own = [...folders.own].sort((one, other) => one.length - other.length);
  refuseAlike(own, folders.env);
  const reads = [realpathSync(root), ...own, ...certificates(env.DATABASE_URL)];
  return [
    "--permission",
    "--allow-net",
    ...reads.map((path) => `--allow-fs-read=${path}`),
    ...own.map((dir) => `--allow-fs-write=${dir}`),
  ];
}

/**
 * Of two paths of which one goes on where the other ends (run, run-data), Node's permission model allows what is
 * in the shorter one, but not that folder itself, which memory and mail look at. DATA_DIR needs only what is in it.
 */
function refuseAlike(own, { DATA_DIR, SECRET_DIR }) {
  for (const dir of own.filter((path) => path !== DATA_DIR && path !== SECRET_DIR)) {
    const longer = own.find((path) => path.startsWith(dir) && path !== dir && !path.startsWith(dir + sep));
    if (longer) throw new Refusal(`${dir} and ${longer} begin alike: give one of them another name`);
  }
}

/** Files that DATABASE_URL names for a connection with TLS. */
function certificates(databaseUrl) {
  try {
    const { searchParams } = new URL(databaseUrl);
    return ["sslrootcert", "sslcert", "sslkey"]
      .flatMap((name) => searchParams.get(name) ?? [])
      .map((file) => resolve(file));
  } catch {
    return [];
  }
}

module.exports = { findFolders, makeFolders, whatServeMayTouch };
