// Installs code-server (VS Code in the browser) and a driver for the browser from npm, once, into a cache.
// Nothing is fetched but packages: install scripts that download are left out, native modules are built here.

import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// The last code-server that runs on Node 20. It is VS Code 1.100.
const PACKAGES = ["code-server@4.100.3", "puppeteer-core@24"];
const NATIVE = ["@vscode/spdlog", "native-watchdog", "node-pty"];

/** Install what is missing; the folder of the installation. */
export function installed() {
  const key = createHash("sha256").update(`${PACKAGES} ${process.version}`).digest("hex").slice(0, 8);
  const cache = process.env.POALINT_EDITOR_CACHE ?? join(homedir(), ".cache", `poalint-editor-${key}`);
  if (existsSync(join(cache, "done"))) {
    return cache;
  }
  if (!process.version.startsWith("v20.")) {
    throw new Error(`code-server needs Node 20 to be installed, this is ${process.version}`);
  }
  console.log(`installing ${PACKAGES.join(", ")} into ${cache}: some minutes, once`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), '{"private": true}\n');
  const npm = (cwd, ...args) => execFileSync("npm", [...args, "--no-audit", "--no-fund"], { cwd, stdio: ["ignore", "ignore", "inherit"] });
  npm(cache, "install", "--no-package-lock", "--ignore-scripts", ...PACKAGES);
  npm(cache, "rebuild", "--build-from-source", "argon2");
  const code = join(cache, "node_modules/code-server/lib/vscode");
  npm(code, "install", "--ignore-scripts", "--omit=dev");
  for (const name of NATIVE) {
    try {
      npm(code, "rebuild", name);
    } catch {
      // node-pty's own script fails after the module is built; what counts is looked at below.
    }
    if (!existsSync(join(code, "node_modules", name, "build/Release"))) {
      throw new Error(`${name} was not built`);
    }
  }
  const link = (target, path) => {
    rmSync(join(code, path), { force: true });
    symlinkSync(target, join(code, path));
  };
  link("node_modules", "node_modules.asar");
  link("code-linux.sh", "bin/remote-cli/code-server");
  link("browser-linux.sh", "bin/helpers/browser.sh");
  writeFileSync(join(cache, "done"), "");
  return cache;
}

/** The browser's driver. */
export function puppeteerIn(cache) {
  return createRequire(join(cache, "package.json"))("puppeteer-core");
}

/** Start code-server with an extension installed and settings of its own; `address` to open, `stop` to end it. */
export async function serve(cache, vsix, settings, env) {
  const home = mkdtempSync(join(tmpdir(), "poalint-editor-"));
  const user = join(home, "data", "User");
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, "settings.json"), JSON.stringify(settings));
  const entry = join(cache, "node_modules/code-server/out/node/entry.js");
  const folders = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")];
  const surroundings = { ...process.env, ...env, HOME: home, XDG_CONFIG_HOME: join(home, "config"), XDG_DATA_HOME: join(home, "share") };
  execFileSync(process.execPath, [entry, ...folders, "--install-extension", vsix], { env: surroundings, stdio: "inherit" });
  const port = await freePort();
  const rest = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"];
  const server = spawn(process.execPath, [entry, ...folders, ...rest, "--disable-workspace-trust"], { env: surroundings, stdio: "ignore" });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      await fetch(`${address}/healthz`);
      break;
    } catch (error) {
      if (tries >= 60) {
        server.kill();
        throw error;
      }
      await sleep(500);
    }
  }
  const stop = () => {
    server.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  };
  return { address, home, stop };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
