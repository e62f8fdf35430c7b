// “Explain rule”: what a rule asks, why, and examples, in a tab beside the letter.

import * as vscode from "vscode";
import type { Command } from "./finding";
import { run } from "./running";
import { asOptions, environment, wanted } from "./settings";

const SCHEME = "poalint-rule";

/** A rule as `poalint rules --format json` lists it. */
interface Listed {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
}

/** The texts of rules, made when a tab asks for them. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly find: () => Promise<Command | undefined>) {}

  /** Show a rule's page; ask which where none is named. */
  async show(rule: unknown): Promise<void> {
    const id = typeof rule === "string" && rule ? rule : await this.choose();
    if (id !== undefined) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${id}` });
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { stdout, stderr } = await this.ask(["explain", ...this.language(), "--", uri.path.slice(1)]);
    return stdout || stderr;
  }

  dispose(): void {
    this.registered.dispose();
  }

  /** Ask for a rule: those found in the letter first, those at the cursor before all. */
  private async choose(): Promise<string | undefined> {
    const { stdout } = await this.ask(["rules", "--format", "json"]);
    const rules = listed(stdout);
    if (rules.length === 0) {
      return undefined;
    }
    const here = found(vscode.window.activeTextEditor);
    const chinese = this.language().includes("zh") || (!this.language().length && /^zh/i.test(vscode.env.language));
    const item = (rule: Listed) => ({ label: rule.id, description: rule.title[chinese ? "zh" : "en"] ?? "" });
    const named = (name: string) => ({ label: name, kind: vscode.QuickPickItemKind.Separator });
    const inLetter = here.flatMap((id) => rules.filter((rule) => rule.id === id));
    const others = rules.filter((rule) => !here.includes(rule.id));
    const choice = await vscode.window.showQuickPick(
      [
        ...(inLetter.length ? [named(vscode.l10n.t("Found in this letter")), ...inLetter.map(item)] : []),
        named(vscode.l10n.t("All rules")),
        ...others.map(item),
      ],
      { matchOnDescription: true, placeHolder: vscode.l10n.t("Which rule?") },
    );
    return choice?.label;
  }

  private language(): string[] {
    const { lang } = wanted(vscode.workspace.getConfiguration("poalint"));
    return lang === undefined ? [] : asOptions({ lang });
  }

  private async ask(args: string[]): Promise<{ stdout: string; stderr: string }> {
    const poalint = await this.find();
    const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    return poalint === undefined
      ? { stdout: "", stderr: "" }
      : run(poalint, args, { cwd, env: environment(process.env, vscode.env.language) });
  }
}

/** The rules of poalint's diagnostics in an editor, those at the cursor first. */
function found(editor: vscode.TextEditor | undefined): string[] {
  if (editor === undefined) {
    return [];
  }
  const diagnostics = vscode.languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === "poalint");
  const atCursor = diagnostics.filter(({ range }) => range.contains(editor.selection.active));
  return [...new Set([...atCursor, ...diagnostics].map(ruleOf))];
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}

function listed(json: string): Listed[] {
  try {
    const rules: unknown = JSON.parse(json);
    return Array.isArray(rules) ? (rules as Listed[]) : [];
  } catch {
    return [];
  }
}
