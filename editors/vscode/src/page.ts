// The report as the editor may show it: no script, nothing loaded, only the styles that are in the page.

import { createHash } from "node:crypto";

/** The editor's own colours, laid over the report's; the page otherwise follows the system and not the editor's theme. */
const THEME = `
body { max-width: 60rem; }
:root { --ink: var(--vscode-editor-foreground); --paper: var(--vscode-editor-background);
  --faint: var(--vscode-descriptionForeground); --line: var(--vscode-widget-border, var(--vscode-panel-border));
  --mark: var(--vscode-editor-findMatchHighlightBackground); --error: var(--vscode-editorError-foreground);
  --warning: var(--vscode-editorWarning-foreground); --info: var(--vscode-editorInfo-foreground);
  --good: var(--vscode-testing-iconPassed); }
`;

const STYLE = /<style>([\s\S]*?)<\/style>/g;

/** Whether this is a report as poalint writes it. */
export function isReport(html: string): boolean {
  return /^\s*<!doctype html>/i.test(html) && html.includes("<head>");
}

/** The report with the editor's colours and a policy that allows its own styles by their hash, and nothing else. */
export function forWebview(html: string): string {
  const themed = html.replace("</head>", () => `<style>${THEME}</style>\n</head>`);
  const hashes = [...themed.matchAll(STYLE)].map(([, style = ""]) => `'sha256-${sha256(style)}'`);
  const policy = `default-src 'none'; style-src ${hashes.join(" ")}; base-uri 'none'; form-action 'none'`;
  return themed.replace("<head>", () => `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("base64");
}
