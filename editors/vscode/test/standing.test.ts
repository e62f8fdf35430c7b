import assert from "node:assert/strict";
import { test } from "node:test";
import { standingIn } from "../src/standing";

const lens = (title: string, command = "poalint.mendFirst") => ({ command: { title, command } });

test("score, grade and verdict in the server's words, English or Chinese", () => {
  const english = "poalint: 48 of 100, grade F, not ready · errors 6, warnings 5, hints 2";
  assert.deepEqual(standingIn([lens("something else", "git.blame"), lens(english)]), {
    short: "48 of 100, grade F, not ready",
    long: english,
  });
  assert.equal(standingIn([lens("poalint：48/100 分，等级 F，不能提交 · 6 个错误")])?.short, "48/100 分，等级 F，不能提交");
});

test("a letter without a score says why; no lens says nothing", () => {
  assert.equal(standingIn([lens("poalint: not judged, the draft is empty")])?.short, "not judged, the draft is empty");
  assert.equal(standingIn([{ command: undefined }]), undefined);
  assert.equal(standingIn(null), undefined);
});
