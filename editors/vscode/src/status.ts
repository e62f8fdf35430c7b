// The status bar item: the score of the letter in front, or what the server is doing.

import * as vscode from "vscode";
import { isServed } from "./client";
import type { Standing } from "./standing";

/** What the server is doing, where it does not simply run. */
export type Doing = "starting" | "running" | "stopped" | "missing";

/** The item, kept up to date. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("poalint", vscode.StatusBarAlignment.Right, 90);
  private readonly standings = new Map<string, Standing>();
  private doing: Doing = "stopped";
  private readonly listening = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
    vscode.workspace.onDidCloseTextDocument((document) => this.standings.delete(document.uri.toString())),
  );

  constructor() {
    this.item.name = "poalint";
  }

  /** Take the server's word on a letter. */
  hear(uri: vscode.Uri, standing: Standing): void {
    this.standings.set(uri.toString(), standing);
    this.draw();
  }

  /** Say what the server is doing. What it said of letters before is forgotten when it stops. */
  now(doing: Doing): void {
    this.doing = doing;
    if (doing !== "running") {
      this.standings.clear();
    }
    this.draw();
  }

  dispose(): void {
    this.listening.dispose();
    this.item.dispose();
  }

  private draw(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isServed(document)) {
      this.item.hide();
      return;
    }
    const standing = this.standings.get(document.uri.toString());
    if (this.doing === "running" && standing !== undefined) {
      const more = vscode.l10n.t("Click for the report.");
      this.tell(`$(checklist) ${standing.short}`, `${standing.long}\n${more}`, "poalint.openReport");
    } else if (this.doing === "running") {
      const letter = document.languageId !== "yaml";
      this.tell("$(checklist) poalint", vscode.l10n.t("poalint reads along."), letter ? "poalint.openReport" : "poalint.showOutput");
    } else if (this.doing === "starting") {
      this.tell("$(loading~spin) poalint", vscode.l10n.t("poalint is starting."), "poalint.showOutput");
    } else if (this.doing === "missing") {
      this.tell("$(warning) poalint", vscode.l10n.t("poalint is not installed. Click to install it."), "poalint.install");
    } else {
      this.tell("$(circle-slash) poalint", vscode.l10n.t("poalint is not running. Click to start it."), "poalint.restartServer");
    }
    this.item.show();
  }

  private tell(text: string, tooltip: string, command: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
  }
}
