// Offers to install poalint: shows the commands, asks, and runs them where the writer can see them. Never by itself.

import { homedir } from "node:os";
import * as vscode from "vscode";
import { type Command, type Surroundings, program, pythons } from "./finding";
import { run } from "./running";

/** What is installed: poalint with the language server. */
export const PACKAGE = "poalint[lsp]";
const OLDEST = [3, 11] as const;
const VERSION = "import sys; print(*sys.version_info[:2])";

/** The commands that install poalint with a Python: into its environment, or into one of the extension's own.
 *
 * Never into a Python that belongs to the system: many refuse it, and other programs depend on it.
 */
export function steps(python: Command & { environment: boolean }, around: Surroundings): Command[] {
  const install = ["-m", "pip", "install", "--upgrade", PACKAGE];
  if (python.environment) {
    return [{ file: python.file, args: [...python.args, ...install] }];
  }
  return [
    { file: python.file, args: [...python.args, "-m", "venv", around.ownEnvironment] },
    { file: program(around.ownEnvironment, "python", around), args: install },
  ];
}

/** A command as people type it. */
export function typed(command: Command): string {
  return [command.file, ...command.args].map((word) => (/[\s[\]"']/.test(word) ? `"${word}"` : word)).join(" ");
}

/** Whether a Python's printed version is new enough for poalint. */
export function newEnough(printed: string): boolean {
  const [major = 0, minor = 0] = printed.trim().split(" ").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Ask, then install. True where poalint was installed. */
export async function offerInstall(around: Surroundings): Promise<boolean> {
  const python = await firstNewEnough(around);
  if (python === undefined) {
    const open = vscode.l10n.t("Get Python");
    const told = vscode.l10n.t("poalint needs Python 3.11 or newer, and none was found on this computer.");
    if ((await vscode.window.showErrorMessage(told, open)) === open) {
      await vscode.env.openExternal(vscode.Uri.parse("https://www.python.org/downloads/"));
    }
    return false;
  }
  const commands = steps(python, around);
  const yes = vscode.l10n.t("Install");
  const detail = [
    vscode.l10n.t("These commands run in a terminal and download poalint and what it needs from PyPI:"),
    ...commands.map(typed),
    vscode.l10n.t("poalint itself works without the network and sends your letters nowhere."),
  ].join("\n\n");
  if ((await vscode.window.showInformationMessage(vscode.l10n.t("Install poalint?"), { modal: true, detail }, yes)) !== yes) {
    return false;
  }
  for (const command of commands) {
    if (!(await inTerminal(command))) {
      void vscode.window.showErrorMessage(vscode.l10n.t("poalint could not be installed; the terminal shows why."));
      return false;
    }
  }
  return true;
}

async function firstNewEnough(around: Surroundings): Promise<(Command & { environment: boolean }) | undefined> {
  for (const python of pythons(around)) {
    const outcome = await run(python, ["-c", VERSION], { timeout: 10_000 });
    if (outcome.status === 0 && newEnough(outcome.stdout)) {
      return python;
    }
  }
  return undefined;
}

/** Run a command as a task, whose terminal stays open. True where it ended well. */
async function inTerminal(command: Command): Promise<boolean> {
  const task = new vscode.Task(
    { type: "poalint" },
    vscode.workspace.workspaceFolders ? vscode.TaskScope.Workspace : vscode.TaskScope.Global,
    vscode.l10n.t("Install poalint"),
    "poalint",
    // Not in the letters' folder, where Python would look for modules first; and there may be no folder.
    new vscode.ProcessExecution(command.file, [...command.args], { cwd: homedir() }),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: false };
  const ended = new Promise<boolean>((resolve) => {
    const listening = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution.task.definition.type === "poalint") {
        listening.dispose();
        resolve(event.exitCode === 0);
      }
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}
