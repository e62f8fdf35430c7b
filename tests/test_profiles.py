"""Profiles weigh the rules by a name; rules that are off by default run only where they are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from poalint.api import Linter
from poalint.cli.app import app
from poalint.config import Config, load_config
from poalint.model import PoalintError, Severity, Verdict
from poalint.pack.faults import PackError
from poalint.pack.load import Override, load_pack
from poalint.pack.profile import load_profile, profile_files

LETTER = "As we explained in our previous appeal, the carrier was wrong. On 03/04/2026 we corrected it."
OURS = "title: {en: Ours, zh: 我们的}\n"


def pack_with(folder: Path, name: str, text: str) -> Path:
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "pack.yaml").write_text("overrides: {tone/shouting: {severity: info}}\n", encoding="utf-8")
    return folder


def test_the_built_in_profiles_are_read_and_speak_both_languages() -> None:
    pack = load_pack()
    names = profile_files(())
    assert {"strict", "first-letter"} <= set(names)
    for name in names:
        profile = load_profile(name, (), pack)
        assert profile.title.zh
        assert profile.over(pack) != pack


def test_a_profile_changes_severities_and_weights(linter: Linter) -> None:
    plain = {f.rule: f.severity for f in linter.check(LETTER).findings}
    strict = Linter(Config(profile="first-letter")).check(LETTER)
    assert plain["specificity/earlier-letter"] is Severity.INFO
    assert {f.rule: f.severity for f in strict.findings}["specificity/earlier-letter"] is Severity.ERROR
    assert strict.verdict is Verdict.NOT_READY


def test_strict_never_scores_a_letter_higher(linter: Linter) -> None:
    strict = Linter(Config(profile="strict"))
    for draft in (LETTER, "Root cause: our clerk erred. Corrective actions: We have trained two packers."):
        assert (strict.check(draft).score or 0) <= (linter.check(draft).score or 0)


def test_the_configuration_stands_over_the_profile() -> None:
    override = {"specificity/earlier-letter": Override(severity=Severity.WARNING)}
    rules = Config(profile="first-letter", overrides=override).pack(deep=False).rules
    assert rules["specificity/earlier-letter"].severity is Severity.WARNING


def test_a_pack_may_bring_a_profile_of_its_own(tmp_path: Path) -> None:
    ours = pack_with(
        tmp_path / "ours", "house", OURS + "weights: {ready: 70}\noverrides: {tone/begging: {off: true}}\n"
    )
    pack = Config(rules=(str(ours),), profile="house").pack(deep=False)
    assert pack.scoring == replace(load_pack(deep=False).scoring, ready=70)
    assert "tone/begging" not in pack.rules
    assert pack.rules["tone/shouting"].severity is Severity.INFO


def test_an_unknown_profile_is_told_with_the_near_one() -> None:
    with pytest.raises(PoalintError, match="no profile is called 'strickt'; did you mean 'strict'"):
        Config(profile="strickt").pack(deep=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OURS + "overrides:\n  tone/beging: {off: true}\n", "3:3: no rule is called 'tone/beging'"),
        (OURS + "weights: {ready: 200}\n", "2:18: ready is 200, more than 100"),
        ("weights: {ready: 90}\n", "1:1: the profile has no 'title'"),
        ("- a list\n", "1:1: "),
    ],
)
def test_a_broken_profile_is_told_by_file_and_line(text: str, told: str, tmp_path: Path) -> None:
    ours = pack_with(tmp_path / "ours", "house", text)
    with pytest.raises(PackError) as raised:
        Config(rules=(str(ours),), profile="house").pack(deep=False)
    (line,) = str(raised.value).splitlines()
    assert line.startswith(f"{ours / 'profiles' / 'house.yaml'}:{told}"), line


def test_the_command_line_takes_a_profile_and_so_does_the_file(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    select = ["--select", "specificity/earlier-letter"]
    assert CliRunner().invoke(app, ["check", str(letter), *select]).exit_code == 0
    assert CliRunner().invoke(app, ["check", str(letter), *select, "--profile", "first-letter"]).exit_code == 1
    (tmp_path / ".poalint.yml").write_text("profile: first-letter\n", encoding="utf-8")
    assert load_config(tmp_path / ".poalint.yml").profile == "first-letter"


def test_a_rule_off_by_default_runs_only_where_its_id_is_named() -> None:
    whole = load_pack(deep=False)
    rule = replace(whole.rules["tone/begging"], off=True)
    pack = replace(whole, rules={**whole.rules, rule.id: rule})
    assert rule.id not in pack.only([], []).rules
    assert rule.id not in pack.only(["tone"], []).rules
    assert rule.id in pack.only([rule.id], []).rules
    assert rule.id in pack.overridden({rule.id: Override(off=False)}).only([], []).rules
    assert rule.id not in pack.overridden({rule.id: Override(severity=Severity.INFO)}).only([], []).rules
