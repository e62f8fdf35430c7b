import assert from "node:assert/strict";
import { test } from "node:test";
import type { Surroundings } from "../src/finding";
import { newEnough, steps, typed } from "../src/installing";

const around = { ownEnvironment: "/store/environment", platform: "linux" } as Surroundings;

test("an environment is installed into; the system's Python only makes one", () => {
  const into = (environment: boolean) => steps({ file: "/usr/bin/python3", args: [], environment }, around).map(typed);
  assert.deepEqual(into(true), ['/usr/bin/python3 -m pip install --upgrade "poalint[lsp]"']);
  assert.deepEqual(into(false), [
    "/usr/bin/python3 -m venv /store/environment",
    '/store/environment/bin/python -m pip install --upgrade "poalint[lsp]"',
  ]);
});

test("the launcher of Windows keeps its own argument", () => {
  const windows = { ...around, ownEnvironment: "C:\\Users\\Li Wei\\env", platform: "win32" } as Surroundings;
  assert.deepEqual(steps({ file: "C:\\Windows\\py.exe", args: ["-3"], environment: false }, windows).map(typed), [
    'C:\\Windows\\py.exe -3 -m venv "C:\\Users\\Li Wei\\env"',
    '"C:\\Users\\Li Wei\\env\\Scripts\\python.exe" -m pip install --upgrade "poalint[lsp]"',
  ]);
});

test("Python 3.11 and newer will do", () => {
  assert.deepEqual(["3 11\n", "3 14", "4 0", "3 10", "2 7", "", "Python was not found"].map(newEnough), [
    ...[true, true, true, false, false, false, false],
  ]);
});
