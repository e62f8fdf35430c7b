import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Surroundings } from "../src/finding";
import { locate } from "../src/locating";
import { run } from "../src/running";

const around: Surroundings = {
  setting: "",
  interpreter: "/a/python",
  folders: [],
  ownEnvironment: "/store",
  home: "/",
  env: { PATH: "/bin" },
  platform: "linux",
  exists: (path) => path === "/bin/poalint",
};

test("the first candidate that answers as poalint, and a line on each that does not", async () => {
  const told: string[] = [];
  const found = await locate(around, (line) => told.push(line), async ({ file }) =>
    file === "/bin/poalint"
      ? { status: 0, stdout: "poalint 0.1.0\n", stderr: "" }
      : { status: 1, stdout: "", stderr: "Traceback\nNo module named poalint\n" },
  );
  assert.deepEqual(found, { file: "/bin/poalint", args: [], version: "0.1.0" });
  assert.deepEqual(told, [
    "/a/python -P -m poalint: not poalint (No module named poalint)",
    "/bin/poalint: poalint 0.1.0 (path)",
  ]);
});

test("a program of the same name that is another one is passed over", async () => {
  const found = await locate(around, () => undefined, async () => ({ status: 0, stdout: "POA Lint 9", stderr: "" }));
  assert.equal(found, undefined);
});

test("a run gives status, output and what went in; a missing program is no exception", async () => {
  const script = join(mkdtempSync(join(tmpdir(), "poalint-")), "echo.cjs");
  writeFileSync(script, "process.stdin.pipe(process.stdout); process.stdin.on('end', () => (process.exitCode = 3));");
  chmodSync(script, 0o755);
  const node = { file: process.execPath, args: [script] };
  assert.deepEqual(await run(node, [], { input: "申诉 🙂" }), { status: 3, stdout: "申诉 🙂", stderr: "" });
  const gone = await run({ file: "/gone/poalint", args: [] }, ["--version"], { input: "a letter" });
  assert.equal(gone.status, null);
  assert.match(gone.stderr, /ENOENT/);
});

test("a run that is stopped ends", async () => {
  const stopping = new AbortController();
  const running = run({ file: process.execPath, args: ["-e", "setInterval(() => {}, 1000)"] }, [], { signal: stopping.signal });
  stopping.abort();
  assert.equal((await running).status, null);
});
