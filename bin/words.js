// How the launcher speaks: one line on stderr, beginning with its name.
"use strict";

/** Why the launcher does not go on; its message is the whole of what is shown. */
class Refusal extends Error {}

/** @param {string} line what to tell the person who started it */
function say(line) {
  process.stderr.write(`undersigned: ${line}\n`);
}

module.exports = { Refusal, say };
