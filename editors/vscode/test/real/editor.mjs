// VS Code's window as a person sees and uses it.

import { setTimeout as sleep } from "node:timers/promises";

/** Ask until the answer is there, for at most half a minute; the error says what was waited for and what came last. */
export async function until(what, ask, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (let last; ; await sleep(200)) {
    try {
      last = await ask();
      if (last) {
        return last;
      }
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    }
  }
}

/** One window. */
export class Editor {
  constructor(page) {
    this.page = page;
  }

  /** Press keys together, such as `Control+Shift+KeyM`. */
  async keys(chord) {
    const keys = chord.split("+");
    for (const key of keys) await this.page.keyboard.down(key);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  /** Run a command by its name in the palette. */
  async command(name) {
    await this.keys("F1");
    await this.page.waitForSelector(".quick-input-widget input", { visible: true });
    await until("the palette", () => this.page.evaluate(() => document.activeElement?.closest(".quick-input-widget") !== null));
    await this.page.keyboard.type(name);
    const row = await until(`the command ${name}`, () =>
      this.page
        .evaluateHandle((wanted) => {
          const rows = [...document.querySelectorAll(".quick-input-list .monaco-list-row")];
          return rows.find((each) => each.querySelector(".label-name")?.textContent.trim() === wanted);
        }, name)
        .then((handle) => handle.asElement()),
    );
    await row.click();
    await until("the palette to close", () =>
      this.page.evaluate(() => document.querySelector(".quick-input-widget")?.style.display === "none" ||
        !document.activeElement?.closest(".quick-input-widget")),
    );
  }

  /** Click an entry of the explorer, by its name. */
  async click(name, button = "left") {
    const row = await until(`${name} in the explorer`, () => this.page.$(`.explorer-folders-view [aria-label="${name}"]`));
    await row.click({ button });
  }

  /** Open a file of the folder. */
  async open(name) {
    await this.click(name);
    await until(`${name} to be open`, () => this.page.$(`.tab.active[data-resource-name="${name}"]`));
  }

  /** Put the cursor at a line and column, both from 1 and in UTF-16. The status bar counts columns as they are drawn. */
  async goTo(line, column) {
    await this.page.click(".editor-instance .view-lines");
    await this.keys("Control+KeyG");
    await this.page.waitForSelector(".quick-input-widget input", { visible: true });
    await this.page.keyboard.type(`:${line}:${column}`);
    await sleep(300);
    await this.page.keyboard.press("Enter");
    await until("the cursor", () => this.page.evaluate(
      (at) => document.querySelector("#status\\.editor\\.selection")?.textContent.includes(at), `Ln ${line}, `));
  }

  /** Set the user's settings, in the editor: a change of the file behind its back it may not see. */
  async set(settings) {
    await this.command("Preferences: Open User Settings (JSON)");
    await until("the settings", () => this.page.$('.tab.active[data-resource-name="settings.json"]'));
    await this.page.click(".editor-instance .view-lines");
    await this.keys("Control+KeyA");
    await this.page.keyboard.sendCharacter(JSON.stringify(settings));
    await this.keys("Control+KeyS");
    await until("the settings to be saved", () => this.page.evaluate(() => document.querySelector(".tab.active.dirty") === null));
    await this.command("View: Close Editor");
  }

  /** The words that lie above squiggles, as drawn: a list of {line, words, kind}, by place. */
  underlined() {
    return this.page.evaluate(() => {
      const lines = [...document.querySelectorAll(".editor-instance .view-lines .view-line")].map((element) => ({
        element,
        box: element.getBoundingClientRect(),
      }));
      const first = Math.min(...[...document.querySelectorAll(".editor-instance .line-numbers")].map((e) => Number(e.textContent)));
      lines.sort((a, b) => a.box.top - b.box.top);
      const found = [];
      for (const squiggle of document.querySelectorAll(".editor-instance .view-overlays [class*='squiggly-']")) {
        const under = squiggle.getBoundingClientRect();
        const at = lines.findIndex(({ box }) => under.top >= box.top - 1 && under.top < box.bottom - 1);
        if (at < 0) continue;
        let words = "";
        const walk = document.createTreeWalker(lines[at].element, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          for (let i = 0; i < node.data.length; ) {
            const char = String.fromCodePoint(node.data.codePointAt(i));
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + char.length);
            const { left, width } = range.getBoundingClientRect();
            if (width > 0 && left + width / 2 > under.left && left + width / 2 < under.right) words += char;
            i += char.length;
          }
        }
        const kind = /squiggly-(\w+)/.exec(squiggle.className)[1];
        found.push({ line: first + at, words: words.replaceAll("\u00a0", " "), kind });
      }
      return found.sort((a, b) => a.line - b.line);
    });
  }

  /** The rows of the Problems panel, as text. */
  problems() {
    return this.page.$$eval(".markers-panel .monaco-list-row", (rows) => rows.map((row) => row.textContent));
  }

  /** What the status bar says at an entry of ours. */
  status() {
    return this.page.evaluate(
      () => [...document.querySelectorAll(".statusbar-item")].find((item) => item.id.startsWith("poalint"))?.textContent.trim() ?? "",
    );
  }

  /** The text of the webview in front, and whether anything in it could run. */
  async webview() {
    for (const frame of this.page.frames()) {
      const found = await frame
        .evaluate(() => {
          if (document.querySelector("article h2") === null) return undefined;
          const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']")?.content;
          const style = getComputedStyle(document.querySelector("mark") ?? document.body);
          return { text: document.body.innerText, policy, background: style.backgroundColor, title: document.querySelector("h2").innerText };
        })
        .catch(() => undefined);
      if (found) return found;
    }
    return undefined;
  }
}
