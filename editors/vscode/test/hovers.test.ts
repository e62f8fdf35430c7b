import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutRepeats } from "../src/hovers";

const HOVER = `**tense/promised-action** · error

“will train” promises an action.

**do:** Do it first, then write when.

**Why:** Amazon asks what you have done.

~~~~text
We will train.

“will train” promises an action, it says here.
~~~~`;

test("what the finding says already is left out, whatever it is named; the rest stays", () => {
  const shown = withoutRepeats(HOVER, ["“will train” promises an action.\nDo it first, then write when."]);
  assert.equal(shown.includes("do:"), false);
  assert.equal(shown.split("\n\n")[1], "**Why:** Amazon asks what you have done.");
  assert.ok(shown.endsWith("it says here.\n~~~~"));
});

test("a hover of another finding stays whole", () => {
  assert.equal(withoutRepeats(HOVER, ["“112” cannot be an order ID.\nCopy it."]), HOVER);
  assert.equal(withoutRepeats(HOVER, []), HOVER);
});
