import assert from "node:assert/strict";
import { test } from "node:test";
import { asOptions, environment, wanted } from "../src/settings";

test("what is not set is left to the configuration file and the letter", () => {
  const unset = { path: "", lang: "auto", violation: "auto", marketplace: "auto", profile: " ", ignore: [], trace: {} };
  assert.deepEqual(wanted(unset), {});
  assert.deepEqual(wanted(undefined), {});
  assert.deepEqual(wanted(null), {});
});

test("what is set goes to the server by poalint's own names, and to the command line as options", () => {
  const set = wanted({ path: "/x", lang: "zh", violation: "vtr", marketplace: "DE", profile: "strict", ignore: ["tone", 3, ""] });
  assert.deepEqual(set, { lang: "zh", violation: "vtr", marketplace: "DE", profile: "strict", ignore: ["tone"] });
  assert.deepEqual(asOptions(set), [
    ...["--lang", "zh", "--violation", "vtr", "--marketplace", "DE", "--profile", "strict", "--ignore", "tone"],
  ]);
});

test("the editor's language is the system's to poalint", () => {
  assert.equal(environment({}, "zh-cn")["LC_ALL"], "zh_CN.UTF-8");
  assert.equal(environment({ LC_ALL: "C", HOME: "/h" }, "en")["LC_ALL"], "en_US.UTF-8");
  assert.equal(environment({ HOME: "/h" }, "de")["HOME"], "/h");
});
