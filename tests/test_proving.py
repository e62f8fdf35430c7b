"""`poalint test`: examples, and with --coverage the rules that no letter breaks."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from poalint.cli.app import app

RULE = """\
id: tone/{name}
title: {{en: The letter says no {word}, zh: 信里不写 {word}}}
kind: phrase
severity: info
message: {{en: "“{{words}}” says it.", zh: "“{{words}}”。"}}
help: {{en: Leave it out., zh: 删掉。}}
why: {{en: It adds nothing., zh: 没有用。}}
settings: {{words: [{word}]}}
sources:
  - {{title: Ours, url: "https://example.org", read: 2026-11-22}}
examples:
  flagged:
    - {{draft: "We said {word}."}}
    - {{draft: "Again {word}."}}
  passing:
    - {{draft: "We said nothing."}}
    - {{draft: "We sent two boxes."}}
    - {{draft: "The list is attached."}}
"""


def pack(folder: Path) -> Path:
    for name, word in (("no-hooray", "hooray"), ("no-alas", "alas")):
        path = folder / "ours" / "tone" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RULE.format(name=name, word=word), encoding="utf-8")
    (folder / "ours" / "pack.yaml").write_text("extends: []\n", encoding="utf-8")
    return folder / "ours"


def test_the_rules_that_no_letter_breaks_are_listed(tmp_path: Path) -> None:
    ours = pack(tmp_path)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("Hooray, we packed nine boxes on 4 May.\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["test", str(ours), "--coverage", "--letters", str(tmp_path / "letters")])
    assert told.exit_code == 0
    assert "2 rules, 4 flagged and 6 passing examples: 0 failed" in told.stdout
    assert "1 of 2 rules are broken by at least one of 1 letters" in told.stdout
    assert "broken by none: tone/no-alas\n" in told.stdout


def test_coverage_without_letters_says_where_it_looked(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["test", str(pack(tmp_path)), "--coverage"])
    assert told.exit_code == 2
    assert told.stderr == f"poalint: {tmp_path / 'fixtures'}: no letters are kept here; name a folder with --letters\n"


def test_letters_that_cannot_be_read_stop_it(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["test", str(pack(tmp_path)), "--letters", str(tmp_path / "none.txt")])
    assert told.exit_code == 2
    assert "none.txt: no such file" in told.stderr
