import { strict as assert } from "node:assert";
import { test } from "node:test";
import { callParts } from "./call-text.ts";

test("dashes below a call's sentence are a list, what stands around it stays as it is", () => {
  assert.deepEqual(
    callParts("Until then:\n- no rent is raised\n– nobody is put out\n  in winter\n\nFor ever."),
    [
      { kind: "lines", text: "Until then:" },
      { kind: "list", items: ["no rent is raised", "nobody is put out in winter"] },
      { kind: "lines", text: "For ever." },
    ],
  );
  assert.deepEqual(callParts("•白\n•黑"), [{ kind: "list", items: ["白", "黑"] }]);
});

test("a text without dashes is one stretch, its lines and numbers as they were typed", () => {
  for (const text of ["One sentence – with a dash.", "Two\nlines", "(1) white\n(2) brown", "-5 degrees"])
    assert.deepEqual(callParts(text), [{ kind: "lines", text }]);
});
