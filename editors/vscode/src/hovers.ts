// The editor's hover begins with the findings themselves; what poalint tells below need not say the same again.

/** A hover's Markdown without the paragraphs that say, named or not, just what a line of the findings' messages says. */
export function withoutRepeats(markdown: string, messages: readonly string[]): string {
  const said = new Set(messages.flatMap((message) => message.split("\n")).map((line) => line.trim()));
  return markdown
    .split("\n\n")
    .filter((paragraph) => !said.has(paragraph.replace(/^\*\*[^*]+\*\*\s*/, "").trim()) || paragraph.trim() === "")
    .join("\n\n");
}
