// The extension in the real editor: code-server in a headless browser, a letter with emoji, Chinese and tabs, and
// what a person would look at: the words underlined, the Problems, the hover, the quick fix, the report, the status bar.
//
//   npm run package && npm run test:editor
//
// POALINT: the program (default: poalint in .venv of the repository, else on PATH). CHROMIUM: the browser.
// POALINT_EDITOR_CACHE: where code-server is installed. Screenshots go to the folder given as the argument, else .test/.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { installed, puppeteerIn, serve } from "./code-server.mjs";
import { Editor, until } from "./editor.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const extension = resolve(here, "../..");
const repository = resolve(extension, "../..");
const shots = resolve(process.argv[2] ?? join(extension, ".test"));
const vsix = join(extension, "poalint.vsix");
const own = join(repository, ".venv/bin/poalint");
const poalint = process.env.POALINT ?? (existsSync(own) ? own : execFileSync("which", ["poalint"], { encoding: "utf8" }).trim());
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

const SETTINGS = {
  "poalint.path": poalint,
  "poalint.lang": "en",
  "editor.wordWrap": "off",
  "editor.minimap.enabled": false,
  "editor.unicodeHighlight.ambiguousCharacters": false,
  "editor.unicodeHighlight.nonBasicASCII": false,
  "editor.stickyScroll.enabled": false,
  "editor.wordBasedSuggestions": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
};

/** What the command line says of a file. */
function checked(file, ...options) {
  const args = ["check", file, "--format", "json", "--fail-on", "never", "--lang", "en", ...options];
  return JSON.parse(execFileSync(poalint, args, { encoding: "utf8" })).results[0];
}

let passed = 0;
/** One thing a person would look at. */
async function step(name, look) {
  await look();
  passed += 1;
  console.log(`ok ${passed} ${name}`);
}

if (!existsSync(vsix)) {
  throw new Error("there is no poalint.vsix; run `npm run package` first");
}
mkdirSync(shots, { recursive: true });
const cache = installed();
// A PATH with a Python that has no poalint, for the last step.
const base = execFileSync("python3", ["-c", "import sys; print(sys._base_executable)"], { encoding: "utf8" }).trim();
const server = await serve(cache, vsix, SETTINGS, { PATH: `${dirname(base)}:/usr/bin:/bin` });
const folder = join(server.home, "letters");
mkdirSync(join(folder, "rules", "tone"), { recursive: true });
cpSync(join(here, "letter.txt"), join(folder, "letter.txt"));
cpSync(join(here, "letter.txt"), join(folder, "README.txt"));
cpSync(join(here, "rule.yaml"), join(folder, "rules/tone/faulty.yaml"));
cpSync(join(repository, "rules/pack.yaml"), join(folder, "rules/pack.yaml"));
cpSync(join(repository, "fixtures/drafts/odd-word.docx"), join(folder, "word.docx"));

const browser = await puppeteerIn(cache).launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  defaultViewport: { width: 1800, height: 1100 },
});
let page;
let done = false;
try {
  page = await browser.newPage();
  await page.goto(`${server.address}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector(".explorer-folders-view", { timeout: 60_000 });
  const editor = new Editor(page);
  const shot = (name) => page.screenshot({ path: join(shots, `${name}.png`) });
  const letter = join(folder, "letter.txt");
  const result = checked(letter);
  const placed = result.findings.filter((finding) => finding.range !== null);
  const shown = (finding) => ({ line: finding.range.start.line, words: finding.excerpt });
  const asLines = (list) => [...new Set(list.map(({ line, words }) => `${line}: ${words}`))].sort();

  await step("the words underlined are those poalint check finds, emoji and Chinese before them or not", async () => {
    await editor.open("letter.txt");
    await until("squiggles", async () => (await editor.underlined()).length > 0, 90);
    // A finding on the letter as a whole stands at its very beginning, where the editor underlines the first word.
    const drawn = async () => asLines((await editor.underlined()).filter(({ line }) => line > 1));
    await until("all squiggles", async () => (await drawn()).length >= asLines(placed.map(shown)).length).catch(() => undefined);
    await shot("1-letter");
    assert.deepEqual(await drawn(), asLines(placed.map(shown)));
  });

  await step("the status bar has score, grade and verdict", async () => {
    const verdict = result.verdict.replace("_", " ");
    const wanted = `${result.score} of 100, grade ${result.grade}, ${verdict}`;
    await until(`“${wanted}” in the status bar`, async () => (await editor.status()).includes(wanted));
  });

  await step("Problems lists each finding once, with its words and place", async () => {
    await editor.keys("Control+Shift+KeyM");
    // The list draws only the rows in sight.
    await editor.command("View: Toggle Maximized Panel");
    await until("the Problems", async () => (await editor.problems()).length > result.findings.length);
    const rows = await editor.problems();
    await shot("2-problems");
    // In UTF-16, as the editor counts.
    const utf16 = ({ start }) => {
      const line = readFileSync(letter, "utf8").split("\n")[start.line - 1];
      return [...line].slice(0, start.column - 1).join("").length + 1;
    };
    for (const finding of result.findings) {
      const place = finding.range ? `[Ln ${finding.range.start.line}, Col ${utf16(finding.range)}]` : "[Ln 1, Col 1]";
      const mine = rows.filter((row) => row.includes(finding.message) && row.includes(finding.rule) && row.includes(place));
      assert.equal(mine.length, 1, `${finding.rule} at ${place} in:\n${rows.join("\n")}`);
    }
    assert.equal(rows.length, 1 + result.findings.length);
    await editor.command("View: Toggle Maximized Panel");
    await editor.keys("Control+Shift+KeyM");
  });

  const promise = placed.find(({ rule }) => rule === "tense/promised-action");
  await step("hovering tells the reason, what to do, and a right wording", async () => {
    await editor.goTo(promise.range.start.line, promise.range.start.column + 2);
    await editor.command("Show or Focus Hover");
    const told = [promise.message, promise.help, "Why:", "Wrong:", "Right:"];
    const hover = await until(`a hover with ${told.join(" / ")}`, async () => {
      const shown = await page.$$eval(".monaco-hover-content", (all) => all.map((each) => each.innerText).join("\n"));
      const flat = shown.replaceAll("\u00a0", " ");
      return told.every((words) => flat.includes(words)) && flat;
    });
    await shot("3-hover");
    assert.equal(hover.split(promise.help).length, 2, "what to do is told once");
    await page.keyboard.press("Escape");
  });

  /** Choose a quick fix at a finding; what the file then holds. */
  async function fixed(finding, title) {
    await editor.goTo(finding.range.start.line, [...lineOf(finding)].slice(0, finding.range.start.column - 1).join("").length + 1);
    await editor.keys("Control+Period");
    const rows = await until("the quick fixes", async () => {
      const found = await page.$$(".action-widget .monaco-list-row");
      return found.length > 0 && found;
    });
    await sleep(300);
    const titles = await Promise.all(rows.map((row) => row.evaluate((element) => element.textContent)));
    const at = titles.findIndex((each) => each.includes(title));
    assert.notEqual(at, -1, `${title} in ${titles.join(" | ")}`);
    await shot(`4-fixes-${finding.rule.replace("/", "-")}`);
    await rows[at].click();
    await sleep(500);
    await editor.keys("Control+KeyS");
    return until("the file to change", () => {
      const now = readFileSync(letter, "utf8");
      return now !== before && now;
    });
  }
  const lineOf = (finding) => before.split("\n")[finding.range.start.line - 1];
  const applied = (text, { edits }) => {
    const chars = [...text];
    for (const { range, text: put } of [...edits].sort((a, b) => b.range.start.offset - a.range.start.offset)) {
      chars.splice(range.start.offset, range.end.offset - range.start.offset, put);
    }
    return chars.join("");
  };

  let before = readFileSync(letter, "utf8");
  await step("a safe quick fix changes just its words", async () => {
    const finding = checked(letter).findings.find(({ fixes }) => fixes.some(({ applicability }) => applicability === "safe"));
    const fix = finding.fixes.find(({ applicability }) => applicability === "safe");
    assert.equal(await fixed(finding, fix.title), applied(before, fix));
  });

  before = readFileSync(letter, "utf8");
  await step("a promise is reworded with gaps, behind emoji too", async () => {
    const promises = checked(letter).findings.filter(({ rule, fixes }) => rule === "tense/promised-action" && fixes.length);
    const finding = promises.at(-1);
    assert.equal(await fixed(finding, finding.fixes[0].title), applied(before, finding.fixes[0]));
  });

  await step("after the fixes the underlines stand again where poalint check finds", async () => {
    const wanted = asLines(checked(letter).findings.filter(({ range }) => range).map(shown));
    await until(`underlines at ${wanted.join(" / ")}`, async () => {
      const drawn = asLines((await editor.underlined()).filter(({ line }) => line > 1));
      return JSON.stringify(drawn) === JSON.stringify(wanted);
    });
    await shot("5-fixed");
  });

  await step("Open Report shows it beside the letter, with the editor's colours and a policy without script", async () => {
    await editor.command("poalint: Open Report");
    const report = await until("the report", () => editor.webview());
    await sleep(500);
    await shot("6-report");
    assert.ok(report.text.includes(promise.message));
    assert.match(report.policy, /^default-src 'none'; style-src 'sha256-\S+ 'sha256-\S+; base-uri 'none'; form-action 'none'$/);
    assert.notEqual(report.background, "rgba(0, 0, 0, 0)", "the marks have a colour: the styles were allowed");
    await editor.command("View: Close All Editors");
  });

  await step("a Word file's report, from the explorer's menu", async () => {
    await editor.click("word.docx", "right");
    const item = await until("the menu", () =>
      page.evaluateHandle(() => {
        // The menu stands in a shadow tree.
        const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
        const items = roots.flatMap((root) => [...root.querySelectorAll(".monaco-menu .action-menu-item")]);
        return items.find((each) => each.textContent.includes("Open Report"));
      }).then((handle) => handle.asElement()),
    );
    await shot("7-menu");
    await item.click();
    const report = await until("the report", () => editor.webview());
    assert.equal(report.title, "word.docx");
    await shot("8-word");
    await editor.command("View: Close All Editors");
  });

  await step("a rule file's fault is underlined", async () => {
    await editor.click("rules");
    await editor.click("tone");
    await editor.open("faulty.yaml");
    const found = await until("squiggles", async () => {
      const list = await editor.underlined();
      return list.length > 0 && list;
    });
    await shot("9-rule");
    assert.ok(found.some(({ words }) => words.includes("fatal")), JSON.stringify(found));
    await editor.command("View: Close All Editors");
  });

  await step("a README is left alone", async () => {
    await editor.open("README.txt");
    await sleep(4000);
    assert.deepEqual(await editor.underlined(), []);
    assert.equal(await editor.status(), "");
    await editor.command("View: Close All Editors");
  });

  await step("a new file that is not saved is checked as it is typed", async () => {
    await editor.command("File: New Untitled Text File");
    await page.waitForSelector(".editor-instance .view-lines");
    await page.keyboard.type("Corrective actions\nWe will train our packers.\n", { delay: 15 });
    await until("the promise", async () => (await editor.underlined()).some(({ words }) => words === "will train"));
    await shot("10-untitled");
  });

  await step("another language for the messages takes effect without a restart", async () => {
    await editor.set({ ...SETTINGS, "poalint.lang": "zh" });
    await editor.keys("Control+Shift+KeyM");
    await until("Chinese Problems", async () => (await editor.problems()).some((row) => /[\u4e00-\u9fff]{4}/.test(row)));
    await shot("11-chinese");
    await editor.keys("Control+Shift+KeyM");
  });

  await step("Explain Rule shows the rule's page", async () => {
    await editor.command("poalint: Explain Rule");
    await until("the rules", () => page.evaluate(() => document.querySelectorAll(".quick-input-list .monaco-list-row").length > 5));
    await page.keyboard.type("tense/promised-action");
    await sleep(500);
    await page.keyboard.press("Enter");
    await until("the page", () =>
      page.evaluate(() => [...document.querySelectorAll(".editor-instance .view-lines")].some((e) => e.textContent.replaceAll("\u00a0", " ").includes("tense/promised-action"))),
    );
    await shot("12-explained");
    await editor.command("View: Close Editor");
  });

  await step("without poalint it offers to install it, shows the commands and asks; a no is a no", async () => {
    await editor.set({ ...SETTINGS, "poalint.path": "" });
    const press = (where, words) =>
      until(`the button “${words}”`, async () => {
        for (const button of await page.$$(`${where} .monaco-button`)) {
          if ((await button.evaluate((element) => element.textContent)).includes(words)) return button;
        }
        return undefined;
      }).then((button) => button.click());
    await press(".notifications-toasts", "Install …");
    const dialog = await until("the dialog", () => page.evaluate(() => document.querySelector(".monaco-dialog-box")?.innerText));
    await shot("13-install");
    assert.match(dialog, /-m venv .*environment/);
    assert.match(dialog, /environment\/bin\/python -m pip install --upgrade "poalint\[lsp\]"/);
    await press(".monaco-dialog-box", "Cancel");
    await sleep(1500);
    assert.ok(!existsSync(join(server.home, "data/User/globalStorage/poalint.poalint/environment")));
  });
  done = true;
} finally {
  if (!done) {
    await page?.screenshot({ path: join(shots, "failed.png") }).catch(() => undefined);
  }
  await browser.close();
  server.stop();
}
console.log(`${passed} passed, 0 failed`);
rmSync(join(shots, "failed.png"), { force: true });
