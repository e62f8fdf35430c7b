"""README.md says what is so: its output is real, its commands are known, its two installs are written out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from poalint.cli.app import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
USE = re.search(r"## Use\n\n```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line.split("#")[0].strip() for line in USE[1].splitlines()] if USE else []


def test_the_output_shown_is_what_check_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = re.search(r"```text\n\$ poalint (.*?)\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    result = CliRunner().invoke(app, [*shlex.split(shown[1]), "--lang", "en"], env={"COLUMNS": "80"})
    rest = result.stdout.splitlines()
    for line in shown[2].splitlines():
        if line != "…":
            assert line in rest, line
            rest = rest[rest.index(line) + 1 :]


def test_every_command_shown_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(COMMANDS) >= 6
    for command in COMMANDS:
        name = shlex.split(command)[1]
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0, command
        for option in re.findall(r"--[a-z-]+", command):
            assert option in result.stdout, command


@pytest.mark.parametrize("mark", ["try", "test"])
def test_each_of_the_two_commands_is_one_line_that_installs_and_runs(mark: str) -> None:
    found = re.search(rf"<!-- {mark} -->\n```sh\n(.+)\n```", README)
    assert found is not None
    assert found[1].count("\n") == 0
    assert "pip install" in found[1]
    drafts = re.findall(r"fixtures/\S+", found[1])
    assert all((ROOT / draft).is_file() for draft in drafts)


def test_the_number_of_rules_in_the_changelog_is_that_of_the_pack() -> None:
    from poalint.pack.book import built_in_book

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"{len(built_in_book())} built-in rules" in changelog
