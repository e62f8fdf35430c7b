import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { forWebview, isReport } from "../src/page";

const REPORT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Report</title>
<style>
body { color: red; }
</style>
</head>
<body><p>“$&” and $1 &lt;script&gt;</p></body>
</html>
`;

test("the policy comes first, allows nothing, and the page's styles by their hash", () => {
  const shown = forWebview(REPORT);
  const policy = /<head>\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(shown)?.[1] ?? "";
  assert.match(policy, /^default-src 'none'; style-src 'sha256-/);
  assert.match(policy, /base-uri 'none'; form-action 'none'$/);
  assert.doesNotMatch(policy, /unsafe|script|\*|https?:/);
  const styles = [...shown.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = ""]) => style);
  assert.equal(styles.length, 2);
  for (const style of styles) {
    assert.ok(policy.includes(createHash("sha256").update(style).digest("base64")));
  }
});

test("the letter's own words stay as they are", () => {
  assert.ok(forWebview(REPORT).includes("<p>“$&” and $1 &lt;script&gt;</p>"));
});

test("only a whole page is taken for a report", () => {
  assert.ok(isReport(REPORT));
  assert.ok(!isReport(""));
  assert.ok(!isReport("poalint: 2 errors"));
});
