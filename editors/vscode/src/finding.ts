// Where poalint may be, in the order it is looked for. Knows nothing of the editor, so that tests can ask it anything.

import { posix, win32 } from "node:path";

/** A program and the arguments that come before poalint's own. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** A command and why it is tried; `setting` is the writer's own choice, after which nothing else is tried. */
export interface Candidate extends Command {
  readonly origin: "setting" | "interpreter" | "workspace" | "own" | "path";
}

/** What is known of this machine and this window. */
export interface Surroundings {
  /** The setting `poalint.path`, empty where it is not set. */
  readonly setting: string;
  /** The Python interpreter chosen in the Python extension. */
  readonly interpreter?: string | undefined;
  /** The folders of a trusted workspace; none of one that is not trusted. */
  readonly folders: readonly string[];
  /** The environment this extension installs into where there is no other. */
  readonly ownEnvironment: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly exists: (path: string) => boolean;
}

const ENVIRONMENTS = [".venv", "venv"];
const PYTHON = /^py(thon)?(w)?[\d.]*(\.exe)?$/i;

/** Every command that may be poalint, best first. */
export function candidates(around: Surroundings): Candidate[] {
  const chosen = expand(around.setting.trim(), around);
  if (chosen) {
    return [{ ...asCommand(chosen, around), origin: "setting" }];
  }
  const found: Candidate[] = [];
  if (around.interpreter) {
    found.push({ ...asModule(around.interpreter), origin: "interpreter" });
  }
  for (const environment of environments(around)) {
    const script = program(environment, "poalint", around);
    if (around.exists(script)) {
      found.push({ file: script, args: [], origin: "workspace" });
    }
  }
  const own = program(around.ownEnvironment, "poalint", around);
  if (around.exists(own)) {
    found.push({ file: own, args: [], origin: "own" });
  }
  const script = onPath("poalint", around);
  if (script) {
    found.push({ file: script, args: [], origin: "path" });
  }
  // pip often installs where PATH does not look, on Windows above all; the interpreter still finds the package.
  for (const python of pythonsOnPath(around)) {
    found.push({ file: python.file, args: [...python.args, ...MODULE], origin: "path" });
  }
  return found;
}

/** The Python interpreters to install with, best first: the chosen one, the workspace's, those on PATH. */
export function pythons(around: Surroundings): (Command & { readonly environment: boolean })[] {
  const named = [around.interpreter, ...environments(around).map((folder) => program(folder, "python", around))];
  return [
    ...named
      .filter((path): path is string => path !== undefined && around.exists(path))
      .map((file) => ({ file, args: [], environment: true })),
    ...pythonsOnPath(around).map((python) => ({ ...python, environment: false })),
  ];
}

/** The full path of a program on PATH. Looked up here because Windows would look into the working folder first. */
export function onPath(name: string, around: Pick<Surroundings, "env" | "platform" | "exists">): string | undefined {
  const windows = around.platform === "win32";
  const path = windows ? win32 : posix;
  const variable = Object.keys(around.env).find((key) => (windows ? key.toUpperCase() : key) === "PATH");
  const folders = (variable && around.env[variable]) || "";
  return folders
    .split(windows ? ";" : ":")
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, windows ? `${name}.exe` : name))
    .find((file) => around.exists(file));
}

/** A program in a Python environment, whether or not it is there. */
export function program(environment: string, name: string, around: Pick<Surroundings, "platform">): string {
  return around.platform === "win32"
    ? win32.join(environment, "Scripts", `${name}.exe`)
    : posix.join(environment, "bin", name);
}

/** The version in what `poalint --version` prints; undefined where that is another program. */
export function versionIn(printed: string): string | undefined {
  return /^poalint (\d+\.\d+\S*)\s*$/m.exec(printed)?.[1];
}

// -P keeps Python from importing what lies in the working folder: a letter's folder is not ours to trust.
const MODULE = ["-P", "-m", "poalint"];

function asModule(python: string): Command {
  return { file: python, args: MODULE };
}

function asCommand(path: string, around: Surroundings): Command {
  const parts = around.platform === "win32" ? win32 : posix;
  return PYTHON.test(parts.basename(path)) ? asModule(path) : { file: path, args: [] };
}

function environments(around: Surroundings): string[] {
  const path = around.platform === "win32" ? win32 : posix;
  return around.folders.flatMap((folder) => ENVIRONMENTS.map((name) => path.join(folder, name)));
}

function pythonsOnPath(around: Surroundings): Command[] {
  const launcher = around.platform === "win32" ? onPath("py", around) : undefined;
  const named = ["python3", "python"].map((name) => onPath(name, around)).filter((path) => path !== undefined);
  return [...(launcher ? [{ file: launcher, args: ["-3"] }] : []), ...named.map((file) => ({ file, args: [] }))];
}

/** A path as people write it in settings: `~`, `${workspaceFolder}`, or a bare name, which is looked for on PATH. */
function expand(path: string, around: Surroundings): string {
  const parts = around.platform === "win32" ? win32 : posix;
  const whole = path
    .replace(/^~(?=[\\/]|$)/, () => around.home)
    .replaceAll("${workspaceFolder}", () => around.folders[0] ?? "");
  if (whole === "" || parts.isAbsolute(whole)) {
    return whole;
  }
  if (!/[\\/]/.test(whole)) {
    return onPath(whole.replace(/\.exe$/i, ""), around) ?? whole;
  }
  return around.folders[0] === undefined ? whole : parts.join(around.folders[0], whole);
}
