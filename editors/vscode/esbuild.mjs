// Bundles the extension into dist/extension.js, with the licences of what is in it; with --tests also every test into
// .test/, for node's own runner.
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = { bundle: true, platform: "node", target: "node20", logLevel: "warning" };

const { metafile } = await build({
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  format: "cjs",
  external: ["vscode"],
  minify: process.argv.includes("--minify"),
  metafile: true,
});
writeFileSync("dist/THIRD-PARTY.txt", licences(Object.keys(metafile.inputs)));

if (process.argv.includes("--tests")) {
  rmSync(".test", { recursive: true, force: true });
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: ".test",
    format: "cjs",
    sourcemap: "inline",
    alias: { vscode: "./test/fake-vscode.ts" },
  });
}

/** The licence of every package that a file of the bundle comes from. */
function licences(files) {
  const folders = new Set(files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  const told = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (text === undefined) {
      throw new Error(`${folder} has no licence to ship`);
    }
    return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${text}`, "utf8").trim()}\n`;
  });
  return told.join(`\n${"-".repeat(80)}\n\n`);
}
