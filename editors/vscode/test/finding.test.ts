import assert from "node:assert/strict";
import { test } from "node:test";
import { type Surroundings, candidates, onPath, pythons, versionIn } from "../src/finding";

function machine(files: string[], over: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: "",
    interpreter: undefined,
    folders: [],
    ownEnvironment: "/store/environment",
    home: "/home/li",
    env: { PATH: "/usr/local/bin:/usr/bin" },
    platform: "linux",
    exists: (path) => files.includes(path),
    ...over,
  };
}

const lines = (around: Surroundings) => candidates(around).map(({ origin, file, args }) => [origin, file, ...args].join(" "));

test("everything there is, in order", () => {
  const files = ["/w/.venv/bin/poalint", "/store/environment/bin/poalint", "/usr/bin/poalint", "/usr/bin/python3"];
  assert.deepEqual(lines(machine(files, { interpreter: "/opt/py/bin/python", folders: ["/w"] })), [
    "interpreter /opt/py/bin/python -P -m poalint",
    "workspace /w/.venv/bin/poalint",
    "own /store/environment/bin/poalint",
    "path /usr/bin/poalint",
    "path /usr/bin/python3 -P -m poalint",
  ]);
});

test("what the writer set is all that is tried, even where it is not there", () => {
  const files = ["/usr/bin/poalint"];
  assert.deepEqual(lines(machine(files, { setting: "/gone/poalint" })), ["setting /gone/poalint"]);
});

test("the setting may be an interpreter, begin at home, at the folder, or be a bare name", () => {
  const around = machine(["/usr/bin/poalint"], { folders: ["/w"] });
  const of = (setting: string) => lines({ ...around, setting });
  assert.deepEqual(of("/usr/bin/python3.12"), ["setting /usr/bin/python3.12 -P -m poalint"]);
  assert.deepEqual(of("~/bin/poalint"), ["setting /home/li/bin/poalint"]);
  assert.deepEqual(of("${workspaceFolder}/tools/poalint"), ["setting /w/tools/poalint"]);
  assert.deepEqual(of("tools/poalint"), ["setting /w/tools/poalint"]);
  assert.deepEqual(of("poalint"), ["setting /usr/bin/poalint"]);
  assert.deepEqual(of("  "), ["path /usr/bin/poalint"]);
});

test("dollar signs in a folder's name are no pattern", () => {
  assert.deepEqual(lines(machine([], { setting: "${workspaceFolder}/p", folders: ["/w/$&"] })), ["setting /w/$&/p"]);
});

test("Windows: Scripts, .exe, a PATH of any case, the launcher", () => {
  const files = ["C:\\信\\.venv\\Scripts\\poalint.exe", "C:\\Windows\\py.exe"];
  const around = machine(files, { platform: "win32", env: { Path: "C:\\Windows;D:\\bin" }, folders: ["C:\\信"] });
  assert.deepEqual(lines(around), [
    "workspace C:\\信\\.venv\\Scripts\\poalint.exe",
    "path C:\\Windows\\py.exe -3 -P -m poalint",
  ]);
  const set = { ...around, setting: "C:\\Python312\\python.exe" };
  assert.deepEqual(lines(set), ["setting C:\\Python312\\python.exe -P -m poalint"]);
});

test("PATH's own folder entries that are relative are not searched", () => {
  const around = { env: { PATH: ".::bin:/usr/bin" }, platform: "linux" as const, exists: (path: string) => path.endsWith("poalint") };
  assert.equal(onPath("poalint", around), "/usr/bin/poalint");
});

test("no folder of a workspace that is not trusted: nothing of it is run", () => {
  const files = ["/w/.venv/bin/poalint", "/w/.venv/bin/python"];
  assert.deepEqual(lines(machine(files, { folders: [] })), []);
  assert.deepEqual(pythons(machine(files, { folders: [] })), []);
});

test("Python to install with: an environment before the system's", () => {
  const files = ["/w/venv/bin/python", "/usr/bin/python3"];
  assert.deepEqual(pythons(machine(files, { folders: ["/w"] })), [
    { file: "/w/venv/bin/python", args: [], environment: true },
    { file: "/usr/bin/python3", args: [], environment: false },
  ]);
});

test("only poalint's own words are its version", () => {
  assert.equal(versionIn("poalint 0.1.0\n"), "0.1.0");
  assert.equal(versionIn("warning: slow\npoalint 1.2.0rc1\r\n"), "1.2.0rc1");
  assert.equal(versionIn("vale version 3.0"), undefined);
  assert.equal(versionIn(""), undefined);
});
