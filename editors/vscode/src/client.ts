// The client of `poalint lsp`: which documents it is given, and the settings as the server takes them.

import * as vscode from "vscode";
import {
  CloseAction,
  type DocumentSelector,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import type { Command } from "./finding";
import { withoutRepeats } from "./hovers";
import { environment, wanted } from "./settings";

const EXPLAIN = "poalint.explain";
const LETTERS = ["plaintext", "markdown"].flatMap((language) => [
  { scheme: "file", language },
  { scheme: "untitled", language },
]);
const RULES = [{ scheme: "file", language: "yaml", pattern: "**/*rules/**/*.{yml,yaml}" }];
const CONFIGURATIONS = [{ scheme: "file", language: "yaml", pattern: "**/.poalint.{yml,yaml}" }];

/** The documents the server is for. */
export const SERVED: DocumentSelector & vscode.DocumentSelector = [...LETTERS, ...RULES, ...CONFIGURATIONS];

/** Whether a document is one the server is for and the writer has not excluded. */
export function isServed(document: vscode.TextDocument): boolean {
  return vscode.languages.match(SERVED, document) > 0 && !isExcluded(document);
}

function isExcluded(document: vscode.TextDocument): boolean {
  const patterns = vscode.workspace.getConfiguration("poalint", document.uri).get<string[]>("exclude", []);
  return document.uri.scheme === "file" && patterns.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
}

/** The client of a server that is not started yet; `explain` shows a rule's page. */
export function createClient(
  poalint: Command,
  output: vscode.LogOutputChannel,
  explain: (rule: unknown) => Promise<void>,
): LanguageClient {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
  const options: LanguageClientOptions = {
    documentSelector: SERVED,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: wanted(vscode.workspace.getConfiguration("poalint", folder?.uri)),
    // What went wrong is told once, by whoever started the client.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (error, message, count) => usual.error(error, message, count),
      // A server that never began would end the same way again.
      closed: () =>
        client.initializeResult === undefined ? { action: CloseAction.DoNotRestart, handled: true } : usual.closed(),
    },
    middleware: {
      ...new Doorkeeper().middleware,
      // The server would open the page as a file, and then read it as a letter.
      executeCommand: (command, args, next) => (command === EXPLAIN ? explain(args[0]) : next(command, args)),
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        const here = vscode.languages.getDiagnostics(document.uri).filter(({ range }) => range.contains(position));
        for (const content of hover?.contents ?? []) {
          if (content instanceof vscode.MarkdownString) {
            content.value = withoutRepeats(content.value, here.map(({ message }) => message));
          }
        }
        return hover;
      },
    },
  };
  const server = {
    command: poalint.file,
    args: [...poalint.args, "lsp"],
    options: { env: environment(process.env, vscode.env.language), ...(folder && { cwd: folder.uri.fsPath }) },
  };
  const client = new LanguageClient("poalint", "poalint", server, options);
  const usual: ErrorHandler = client.createDefaultErrorHandler();
  return client;
}

/** Keeps excluded documents from the server, and hands settings over without what is not set. */
class Doorkeeper {
  private readonly kept = new Set<string>();

  readonly middleware: Middleware = {
    didOpen: async (document, next) => {
      if (isExcluded(document)) {
        this.kept.add(document.uri.toString());
      } else {
        await next(document);
      }
    },
    didChange: async (event, next) => (this.keeps(event.document) ? undefined : next(event)),
    didSave: async (document, next) => (this.keeps(document) ? undefined : next(document)),
    didClose: async (document, next) => (this.kept.delete(document.uri.toString()) ? undefined : next(document)),
    sendRequest: async (type, params, token, next) => {
      if (!this.kept.has(documentOf(params))) {
        return next(type, params, token);
      }
      const method = typeof type === "string" ? type : type.method;
      const nothing = method === "textDocument/diagnostic" ? { kind: "full", items: [] } : null;
      return nothing as Awaited<ReturnType<typeof next>>;
    },
    workspace: {
      configuration: async (params, token, next) => {
        const sections = await next(params, token);
        return Array.isArray(sections)
          ? sections.map((section, at) => (params.items[at]?.section === "poalint" ? wanted(section) : section))
          : sections;
      },
    },
  };

  private keeps(document: vscode.TextDocument): boolean {
    return this.kept.has(document.uri.toString());
  }
}

function documentOf(params: unknown): string {
  return (params as { textDocument?: { uri?: string } } | undefined)?.textDocument?.uri ?? "";
}
