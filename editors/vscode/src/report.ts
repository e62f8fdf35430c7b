// The report on a letter, in the editor or in the browser. Word files are only read.

import { randomUUID } from "node:crypto";
import { basename, dirname, extname } from "node:path";
import * as vscode from "vscode";
import type { Command } from "./finding";
import { forWebview, isReport } from "./page";
import { run } from "./running";
import { asOptions, environment, wanted } from "./settings";

const PANEL = "poalint.report";

/** The letter a report is on. */
interface Subject {
  readonly uri: vscode.Uri;
  readonly title: string;
}

/** The reports that are open, one a letter. */
export class Reports implements vscode.Disposable {
  private readonly open = new Map<string, { subject: Subject; panel: vscode.WebviewPanel; html: string }>();

  constructor(
    private readonly storage: vscode.Uri,
    private readonly find: () => Promise<Command | undefined>,
  ) {}

  /** Show the report on a letter where the settings say: that of the command's argument, else that of the editor. */
  async show(uri: vscode.Uri | undefined): Promise<void> {
    const where = vscode.workspace.getConfiguration("poalint").get<string>("report", "editor");
    await (where === "browser" ? this.showInBrowser(uri) : this.showInEditor(uri));
  }

  /** Show the report in the browser: that of the panel in front, else a new one. */
  async showInBrowser(uri: vscode.Uri | undefined): Promise<void> {
    const html = this.active()?.html ?? (await this.make(subjectOf(uri)));
    if (html === undefined) {
      return;
    }
    // A name of its own each time: the browser may still hold the last one, and a letter is nobody else's business.
    const file = vscode.Uri.joinPath(this.storage, "reports", `${randomUUID()}.html`);
    await vscode.workspace.fs.writeFile(file, Buffer.from(html, "utf8"));
    await vscode.env.openExternal(file);
  }

  /** Make the report of the panel in front again. */
  async refresh(): Promise<void> {
    const shown = this.active();
    if (shown !== undefined) {
      await this.showInEditor(shown.subject.uri);
    }
  }

  /** Make the report on a letter again where one is open, since it was saved. */
  async saved(document: vscode.TextDocument): Promise<void> {
    if (this.open.has(document.uri.toString())) {
      await this.showInEditor(document.uri, true);
    }
  }

  /** Close the panels and take away the files the browser was given. */
  dispose(): void {
    for (const { panel } of this.open.values()) {
      panel.dispose();
    }
    const reports = vscode.Uri.joinPath(this.storage, "reports");
    void vscode.workspace.fs.delete(reports, { recursive: true }).then(undefined, () => undefined);
  }

  private async showInEditor(uri: vscode.Uri | undefined, quietly = false): Promise<void> {
    const subject = subjectOf(uri);
    const html = await this.make(subject);
    if (subject === undefined || html === undefined) {
      return;
    }
    const key = subject.uri.toString();
    const panel = this.open.get(key)?.panel ?? this.newPanel(subject);
    panel.webview.html = forWebview(html);
    this.open.set(key, { subject, panel, html });
    if (!quietly) {
      panel.reveal(undefined, true);
    }
  }

  private newPanel(subject: Subject): vscode.WebviewPanel {
    const title = vscode.l10n.t("Report: {0}", subject.title);
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const rights = { enableScripts: false, enableForms: false, enableCommandUris: false, localResourceRoots: [] };
    const panel = vscode.window.createWebviewPanel(PANEL, title, column, rights);
    panel.onDidDispose(() => this.open.delete(subject.uri.toString()));
    return panel;
  }

  private active(): { subject: Subject; html: string } | undefined {
    return [...this.open.values()].find(({ panel }) => panel.active);
  }

  /** The page as poalint writes it; undefined where there is none, which the writer has been told. */
  private async make(subject: Subject | undefined): Promise<string | undefined> {
    if (subject === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a letter first: a .txt, .md or .docx file."));
      return undefined;
    }
    const poalint = await this.find();
    if (poalint === undefined) {
      return undefined;
    }
    const progress = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("poalint reads {0} …", subject.title),
      cancellable: true,
    };
    return vscode.window.withProgress(progress, async (_, token) => {
      const stopping = new AbortController();
      token.onCancellationRequested(() => stopping.abort());
      const { stdout, stderr } = await check(poalint, subject.uri, stopping.signal);
      if (isReport(stdout)) {
        return stdout;
      }
      if (!token.isCancellationRequested) {
        const told = stderr.trim().split("\n").at(-1) || vscode.l10n.t("poalint gave no report.");
        void vscode.window.showErrorMessage(told);
      }
      return undefined;
    });
  }
}

/** Run `poalint check` on a letter; on what the editor holds where that is not on disk. */
function check(poalint: Command, uri: vscode.Uri, signal: AbortSignal) {
  const settings = wanted(vscode.workspace.getConfiguration("poalint", uri));
  const options = ["check", "--format", "html", "--fail-on", "never", ...asOptions(settings)];
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const onDisk = uri.scheme === "file";
  const manner = {
    env: environment(process.env, vscode.env.language),
    signal,
    cwd: onDisk ? dirname(uri.fsPath) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
  };
  if (onDisk && !document?.isDirty) {
    return run(poalint, [...options, "--", basename(uri.fsPath)], manner);
  }
  const ending = document?.languageId === "markdown" ? ".md" : ".txt";
  const name = extname(uri.path) ? basename(uri.path) : basename(uri.path) + ending;
  return run(poalint, [...options, "--stdin-filename", name, "-"], { ...manner, input: document?.getText() ?? "" });
}

function subjectOf(uri: vscode.Uri | undefined): Subject | undefined {
  const letter = uri ?? vscode.window.activeTextEditor?.document.uri ?? tabInFront();
  return letter && { uri: letter, title: basename(letter.path) };
}

/** The file of the tab in front where that is no text editor: a Word file some other extension shows. */
function tabInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
