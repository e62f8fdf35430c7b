// What the editor knows of this machine: the Python extension's interpreter, the trusted folders, the writer's setting.

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Surroundings } from "./finding";

/** The part of the Python extension's API used here (`ms-python.python`, `environments`). */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(path: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** Everything `finding` asks about. Of a workspace that is not trusted no program is run. */
export async function surroundings(context: vscode.ExtensionContext): Promise<Surroundings> {
  const trusted = vscode.workspace.isTrusted;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  return {
    setting: vscode.workspace.getConfiguration("poalint").get("path", ""),
    interpreter: trusted ? await interpreter() : undefined,
    folders: trusted ? folders.map((folder) => folder.uri.fsPath) : [],
    ownEnvironment: vscode.Uri.joinPath(context.globalStorageUri, "environment").fsPath,
    home: homedir(),
    env: process.env,
    platform: process.platform,
    exists: existsSync,
  };
}

/** Calls back when another interpreter is chosen in the Python extension. */
export async function onInterpreterChange(listener: () => void): Promise<vscode.Disposable> {
  const api = await pythonApi();
  return api?.environments.onDidChangeActiveEnvironmentPath(listener) ?? new vscode.Disposable(() => undefined);
}

async function interpreter(): Promise<string | undefined> {
  const api = await pythonApi();
  const chosen = api?.environments.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri);
  const resolved = chosen && (await api?.environments.resolveEnvironment(chosen));
  return resolved?.executable.uri?.fsPath;
}

async function pythonApi(): Promise<PythonApi | undefined> {
  try {
    return await vscode.extensions.getExtension<PythonApi>("ms-python.python")?.activate();
  } catch {
    return undefined; // Broken or switched off: there are other ways to find poalint.
  }
}
