// The extension: finds poalint, runs its language server, and answers the commands.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient, isServed } from "./client";
import { Explanations } from "./explaining";
import { offerInstall } from "./installing";
import { type Located, locate } from "./locating";
import { Reports } from "./report";
import { type Lens, standingIn } from "./standing";
import { Status } from "./status";
import { onInterpreterChange, surroundings } from "./surroundings";

/** Settings that take a new server; the others it hears of while it runs. */
const TAKES_RESTART = ["poalint.path", "poalint.exclude"];

let extension: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  extension = new Extension(context);
  await extension.begin();
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}

class Extension {
  private readonly output = vscode.window.createOutputChannel("poalint", { log: true });
  private readonly status = new Status();
  private readonly reports: Reports;
  private readonly explanations: Explanations;
  private located: Located | undefined;
  private client: LanguageClient | undefined;
  /** Starts and stops one after the other, whoever asks. */
  private turn: Promise<void> = Promise.resolve();
  private wanted = false;
  private offered = false;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.reports = new Reports(context.globalStorageUri, () => this.find());
    this.explanations = new Explanations(() => this.find());
    context.subscriptions.push(this.output, this.status, this.reports, this.explanations);
  }

  /** Register everything; the server starts with the first document it is for. */
  async begin(): Promise<void> {
    const on = (name: string, run: (...args: never[]) => unknown) => vscode.commands.registerCommand(`poalint.${name}`, run);
    this.context.subscriptions.push(
      on("openReport", (uri?: vscode.Uri) => this.reports.show(uri)),
      on("openReportInBrowser", (uri?: vscode.Uri) => this.reports.showInBrowser(uri)),
      on("refreshReport", () => this.reports.refresh()),
      on("explainRule", (rule?: unknown) => this.explanations.show(rule)),
      on("restartServer", () => this.restart()),
      on("install", () => this.install()),
      on("showOutput", () => this.output.show(true)),
      vscode.workspace.onDidOpenTextDocument((document) => this.opened(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.reports.saved(document)),
      vscode.window.onDidChangeActiveTextEditor(() => this.askStanding()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) {
          void this.askStanding();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restartIfWanted()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (TAKES_RESTART.some((setting) => event.affectsConfiguration(setting))) {
          void this.restartIfWanted();
        }
      }),
      await onInterpreterChange(() => this.restartIfWanted()),
    );
    for (const document of vscode.workspace.textDocuments) {
      this.opened(document);
    }
  }

  /** Stop the server and look for poalint anew. */
  restart(): Promise<void> {
    this.wanted = true;
    this.offered = false;
    return this.next(async () => {
      await this.end();
      await this.start();
    });
  }

  /** Stop the server. */
  stop(): Promise<void> {
    this.wanted = false;
    return this.next(() => this.end());
  }

  private opened(document: vscode.TextDocument): void {
    if (!this.wanted && isServed(document)) {
      this.wanted = true;
      void this.next(() => this.start());
    }
  }

  /** Ask the server for the score of the letter in front. It has just checked it, so that costs next to nothing. */
  private async askStanding(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (this.client?.isRunning() && document !== undefined && isServed(document)) {
      const textDocument = { uri: this.client.code2ProtocolConverter.asUri(document.uri) };
      const lenses = await this.client.sendRequest<Lens[] | null>("textDocument/codeLens", { textDocument }).catch(() => null);
      const standing = standingIn(lenses);
      if (standing !== undefined) {
        this.status.hear(document.uri, standing);
      }
    }
  }

  private restartIfWanted(): Promise<void> {
    return this.wanted ? this.restart() : Promise.resolve();
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(step).catch((error: unknown) => this.output.error(String(error)));
    return this.turn;
  }

  private async start(): Promise<void> {
    this.status.now("starting");
    this.located = await this.look();
    if (this.located === undefined) {
      this.status.now("missing");
      this.offer(missing());
      return;
    }
    const client = createClient(this.located, this.output, (rule) => this.explanations.show(rule));
    this.client = client;
    try {
      await client.start();
      this.status.now("running");
      void this.askStanding();
    } catch (error) {
      this.output.error(String(error));
      await client.dispose().catch(() => undefined);
      this.client = undefined;
      this.status.now("missing");
      this.offer(vscode.l10n.t("poalint {0} was found, but its language server does not start.", this.located.version));
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.located = undefined;
    this.status.now("stopped");
    await client?.dispose();
  }

  /** poalint for a command that needs it once; where there is none, an offer to install it. */
  private async find(): Promise<Located | undefined> {
    this.located ??= await this.look();
    if (this.located === undefined) {
      this.offered = false;
      this.offer(missing());
    }
    return this.located;
  }

  private async look(): Promise<Located | undefined> {
    return locate(await surroundings(this.context), (line) => this.output.info(line));
  }

  /** Say what is missing and what can be done, once until the writer asks again. Waits for nobody. */
  private offer(told: string): void {
    if (this.offered) {
      return;
    }
    this.offered = true;
    const install = vscode.l10n.t("Install …");
    const settings = vscode.l10n.t("Say where it is");
    const output = vscode.l10n.t("Show what was tried");
    // Installing does not help where the writer has said which program to run.
    const choices = setPath() ? [settings, output] : [install, settings, output];
    void vscode.window.showWarningMessage(told, ...choices).then((choice) => {
      if (choice === install) {
        return this.install();
      }
      if (choice === settings) {
        return vscode.commands.executeCommand("workbench.action.openSettings", "poalint.path");
      }
      return choice === output ? this.output.show(true) : undefined;
    });
  }

  private async install(): Promise<void> {
    if (await offerInstall(await surroundings(this.context))) {
      await this.restart();
    }
  }
}

function setPath(): string {
  return vscode.workspace.getConfiguration("poalint").get("path", "").trim();
}

function missing(): string {
  return setPath()
    ? vscode.l10n.t("The setting poalint.path names no poalint that runs: {0}", setPath())
    : vscode.l10n.t("poalint is not on this computer yet, or it was not found.");
}
