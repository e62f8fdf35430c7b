// What the manifest, the translations and the sources say of each other.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const manifest = json("package.json");
const sources = readdirSync("src").map((name) => readFileSync(`src/${name}`, "utf8")).join("\n");

test("every text of the manifest is there in English and Chinese, and none is left over", () => {
  const asked = [...new Set([...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, key]) => key))].sort();
  for (const name of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual(Object.keys(json(name)).sort(), asked, name);
  }
});

test("every text of the sources has a Chinese one with the same gaps, and none is left over", () => {
  const spoken = [...sources.matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)].map(([, words]) => words);
  const bundle: Record<string, string> = json("l10n/bundle.l10n.zh-cn.json");
  assert.deepEqual(Object.keys(bundle).sort(), [...new Set(spoken)].sort());
  const gaps = (words: string) => [...words.matchAll(/\{\d\}/g)].map(([gap]) => gap).sort();
  for (const [english, chinese] of Object.entries(bundle)) {
    assert.match(chinese, /[\u4e00-\u9fff]/, english);
    assert.deepEqual(gaps(chinese), gaps(english), english);
  }
});

test("every command is registered, and every registered one is in the manifest", () => {
  const declared = manifest.contributes.commands.map(({ command }: { command: string }) => command).sort();
  const registered = [...sources.matchAll(/\son\("(\w+)"/g)].map(([, name]) => `poalint.${name}`).sort();
  assert.deepEqual(declared, registered);
  const menus = Object.values(manifest.contributes.menus).flat() as { command: string }[];
  assert.deepEqual(menus.filter(({ command }) => !declared.includes(command)), []);
});

test("every setting that is read is declared", () => {
  const read = [...sources.matchAll(/getConfiguration\("poalint"[^)]*\)\s*\.get(?:<[^(]*>)?\("(\w+)"/g)].map(([, key]) => key);
  assert.ok(read.length >= 3);
  for (const key of read) {
    assert.ok(`poalint.${key}` in manifest.contributes.configuration.properties, key);
  }
});

test("a folder that is not trusted cannot say what program is run", () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ["poalint.path"]);
});

test("the lock file names no host it was made from", () => {
  assert.doesNotMatch(readFileSync("package-lock.json", "utf8"), /"resolved"/);
});
