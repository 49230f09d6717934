// A list in a file is whole or not there; what stood there before is lost to nothing less.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, test } from "node:test";
import { Mistake } from "./command.ts";
import { writeOut } from "./write-out.ts";

let dir: string;
let list: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "undersigned-list-"));
  list = join(dir, "list");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Pieces, as they are asked for; a function among them is run in its turn. */
function stream(...pieces: (string | (() => void))[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const piece = pieces.shift();
        if (piece === undefined) return controller.close();
        if (typeof piece === "function") piece();
        controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : new Uint8Array(0));
      },
    },
    { highWaterMark: 0 },
  );
}
const breaks = () => {
  throw new Error("the network is gone");
};

for (const locked of [true, false]) {
  const how = locked ? "locked" : "in the clear";

  test(`a list that does not come to its end leaves what stood there, and nothing else (${how})`, async () => {
    await assert.rejects(writeOut(stream("half", breaks), { path: list, locked }), /gone/);
    assert.deepEqual(readdirSync(dir), []);
    writeFileSync(list, "yesterday's");
    await assert.rejects(writeOut(stream("half", breaks), { path: list, locked }), /gone/);
    assert.deepEqual(readdirSync(dir), ["list"]);
    assert.equal(readFileSync(list, "utf8"), "yesterday's");
  });

  test(`a list takes the place of another once it is whole, for its owner alone (${how})`, async () => {
    writeFileSync(list, "yesterday's, which is longer", { mode: 0o644 });
    const still = () => assert.equal(readFileSync(list, "utf8"), "yesterday's, which is longer");
    await writeOut(stream("to", still, "day's"), { path: list, locked });
    assert.equal(readFileSync(list, "utf8"), "today's");
    assert.equal(statSync(list).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(dir), ["list"]);
  });

  test(`a link to a list stays a link; a device stays what it is (${how})`, async () => {
    const link = join(dir, "link");
    writeFileSync(list, "yesterday's");
    symlinkSync(list, link);
    await writeOut(stream("today's"), { path: link, locked });
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(list, "utf8"), "today's");
    await writeOut(stream("today's"), { path: "/dev/null", locked });
    assert.ok(statSync("/dev/null").isCharacterDevice());
  });

  test(`where no file can be made that is said (${how})`, async () => {
    const nowhere = { path: join(dir, "none", "list"), locked };
    await assert.rejects(writeOut(stream("today's"), nowhere), (error) => {
      return error instanceof Mistake && error.message === `${nowhere.path} cannot be written (ENOENT).`;
    });
  });
}

test("in the clear nothing lies anywhere but in the file that was named", async () => {
  const only = () => assert.deepEqual(readdirSync(dir), ["list"]);
  await writeOut(stream("Maya", only, "Li", only), { path: list, locked: false });
  await writeOut(stream("Maya", only, "Li", only), { path: list, locked: false });
});

test("a disk that fills up at the very end takes nothing away", () => {
  writeFileSync(list, "yesterday's");
  const file = JSON.stringify(join(import.meta.dirname, "write-out.ts"));
  const script = `
    import { writeOut } from ${file};
    const bytes = new Blob(["x".repeat(100_000)]).stream();
    await writeOut(bytes, { path: ${JSON.stringify(list)}, locked: false }).catch((error) => console.log(error.message));`;
  // A file may have 20 blocks and no more, as if the disk ended there.
  const limited = `trap '' XFSZ; ulimit -f 20; exec "$0" --input-type=module-typescript -e "$1"`;
  const said = execFileSync("/bin/sh", ["-c", limited, process.execPath, script], { encoding: "utf8" });
  assert.match(said, /cannot be written \(EFBIG\)/);
  assert.equal(readFileSync(list, "utf8"), "yesterday's");
});
