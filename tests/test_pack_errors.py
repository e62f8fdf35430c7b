"""A pack with a fault is not used, and every fault is told: file, line, column, what is wrong, what to write."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from poalint import engine
from poalint.api import Linter
from poalint.cli.app import app
from poalint.model import PoalintError, Report, Severity
from poalint.pack.faults import PackError
from poalint.pack.load import Pack, load_pack
from poalint.reading import Context, Reading

PACKS = Path(__file__).parent.parent / "fixtures" / "packs"
BROKEN = sorted(path.name.removesuffix(".expected.txt") for path in PACKS.glob("*.expected.txt"))
ENDLESS = {"alias-bomb"}
"""Packs that might be read for ever: read in a process of its own, with a clock."""
RULE = (
    (PACKS / "unknown-key" / "tone" / "grovelling.yaml").read_text(encoding="utf-8").replace("serverity: warning\n", "")
)
SETTINGS = "  lemmas: [beg, plead]"
PATIENCE = 60


def expected(name: str) -> list[str]:
    return (PACKS / f"{name}.expected.txt").read_text(encoding="utf-8").splitlines()


def poalint(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """One run in a process of its own; pytest's failure where it does not end."""
    command = [sys.executable, "-m", "poalint", *arguments]
    try:
        return subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.fail(f"poalint {' '.join(arguments)} did not end within {PATIENCE} s")


def slashed(line: str) -> str:
    """The line with its path as it is written on Linux and macOS."""
    path, mark, rest = line.partition(".yaml:")
    return path.replace(os.sep, "/") + mark + rest


# --- broken packs ---------------------------------------------------------------------------------------------------


def test_there_is_a_pack_for_every_sort_of_fault() -> None:
    assert len(BROKEN) >= 22
    folders = {path.name for path in PACKS.iterdir() if path.is_dir() and not path.name.startswith("good-")}
    assert folders == set(BROKEN) - {"does-not-exist"}


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in ENDLESS])
def test_every_fault_is_told_and_nothing_else(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKS)
    with pytest.raises(PackError) as caught:
        load_pack([name])
    assert [slashed(str(fault)) for fault in caught.value.faults] == expected(name)


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in ENDLESS])
def test_the_command_line_tells_each_fault_on_a_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKS)
    result = CliRunner().invoke(app, ["check", "--rules", name, "letter.txt"])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert [slashed(line) for line in result.stderr.splitlines()] == [f"poalint: {line}" for line in expected(name)]


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_a_pack_that_holds_itself_is_refused_and_not_read_for_ever(name: str) -> None:
    result = poalint("check", "--rules", name, "letter.txt", cwd=PACKS)
    assert result.returncode == 2
    assert [slashed(line) for line in result.stderr.splitlines()] == [f"poalint: {line}" for line in expected(name)]


def test_a_broken_pack_in_a_process_of_its_own() -> None:
    result = poalint("check", "--rules", "several-faults", "letter.txt", cwd=PACKS)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.splitlines() == [f"poalint: {line}" for line in expected("several-faults")]


def test_the_faults_of_all_packs_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKS)
    with pytest.raises(PackError) as caught:
        load_pack(["unknown-key", "good-adds", "does-not-exist", "faults-in-several-files"])
    told = [slashed(str(fault)) for fault in caught.value.faults]
    assert told == sorted(expected("unknown-key") + expected("does-not-exist") + expected("faults-in-several-files"))


@pytest.mark.parametrize("command", ["rules", "explain", "test"])
def test_the_other_commands_tell_faults_too(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKS)
    arguments = {
        "rules": ["rules", "--rules", "unknown-key"],
        "explain": ["explain", "tone/grovelling", "--rules", "unknown-key"],
        "test": ["test", "unknown-key"],
    }
    result = CliRunner().invoke(app, arguments[command])
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [f"poalint: {line}" for line in expected("unknown-key")]


# --- odd packs: whatever is in them, no traceback ---------------------------------------------------------------------


def token(pattern: str) -> str:
    """The rule with a token pattern in the place of its phrases."""
    return RULE.replace("kind: phrase", "kind: token").replace(SETTINGS, f"  any:\n    - - {pattern}")


ODD_RULES: dict[str, str] = {
    "a list as a key": RULE + "? [a, b]\n: c\n",
    "a mapping as a key": RULE + "? {a: b}\n: c\n",
    "a list as a key of a token": token("{[a, b]: beg}"),
    "a tag that says number": RULE.replace("severity: warning", "severity: warning\npoints: !!float many"),
    "points that are no number": RULE.replace("severity: warning", "severity: warning\npoints: .nan"),
    "an unknown tag": token("{LOWER: !unknown beg}"),
    "a tag of Python's": token('{LOWER: !!python/object/apply:os.system ["true"]}'),
    "a tag that says number in a token": token("{LENGTH: !!int many}"),
    "a token's expression that does not compile": token('{LOWER: {REGEX: "beg("}}'),
    "a phrase of spaces": RULE.replace(SETTINGS, '  lemmas: [" "]'),
    "an exception of no words": RULE.replace(SETTINGS, '  lemmas: [beg]\n  unless: [""]'),
    "marks that are no node's": RULE.replace("kind: phrase", "kind: dependency").replace(
        SETTINGS, "  any:\n    - - {RIGHT_ID: verb, RIGHT_ATTRS: {LEMMA: beg}}\n  mark: [noun]"
    ),
    "an empty pattern": RULE.replace("kind: phrase", "kind: pattern").replace(SETTINGS, '  any: [""]'),
    "no pattern": RULE.replace("kind: phrase", "kind: pattern").replace(SETTINGS, "  any: []"),
    "no token pattern": RULE.replace("kind: phrase", "kind: token").replace(SETTINGS, "  any: []"),
    "a token of nothing": token("{}"),
    "two documents": RULE + "---\n" + RULE,
    "an alias of nothing": RULE.replace("[beg, plead]", "*nothing"),
    "a merge key": RULE.replace("kind: phrase", "<<: {kind: phrase}"),
    "keys without values": "".join(f"{line.split(':')[0]}:\n" for line in RULE.splitlines() if line[0].isalpha()),
    "an id that is a list": RULE.replace("id: tone/grovelling", "id: [tone/grovelling]"),
    "a kind that is a list": RULE.replace("kind: phrase", "kind: [phrase]"),
    "a kind that is no name": RULE.replace("kind: phrase", "kind: 'os:system'"),
    "a NUL": RULE.replace("Leave", "\0"),
    "half a surrogate": RULE.replace("Leave it out.", '"\\ud800"'),
    "a byte-order mark": "\ufeff" + RULE,
    "Windows line ends": RULE.replace("\n", "\r\n"),
}
ODD_METAS: dict[str, str] = {
    "half that is no number": "scoring: {half: .nan}",
    "half without end": "scoring: {half: .inf}",
    "an error that is no number": "scoring: {error: .nan}",
    "a tag that says true": "overrides:\n  structure/too-long: {off: !!bool maybe}",
    "a list as a key": "? [a]\n: b",
    "a list as an id": "overrides:\n  ? [a]\n  : {off: true}",
    "no grades": "overrides: {structure/too-long: {off: true}}\nscoring: {grades: []}",
    "text": "poalint",
    "nothing": "",
}


def judged(pack: Pack, linter: Linter) -> Report:
    """The report on one letter by a pack that has been read."""
    alone = replace(pack, rules={name: rule for name, rule in pack.rules.items() if name == "tone/grovelling"})
    draft = linter.inspect("Root cause: we beg you to open the account.").draft
    return engine.check(Reading(draft, Context(linter.pipeline, pack.carriers, alone.patterns, None, None)), alone)


def never_a_traceback(folder: Path, linter: Linter) -> str:
    """What came of reading the pack and judging a letter by it: refused or fine. Any other error is the test's."""
    try:
        pack = load_pack([folder])
    except PoalintError as error:
        lines = str(error).splitlines()
        assert all(line.startswith(str(folder)) for line in lines), lines
        return "refused"
    report = judged(pack, linter)
    assert report.score is not None
    assert 0 <= report.score <= 100
    assert all(math.isfinite(finding.points) for finding in report.findings)
    return "fine"


@pytest.mark.parametrize("odd", ODD_RULES)
def test_an_odd_rule_never_ends_in_a_traceback(odd: str, tmp_path: Path, linter: Linter) -> None:
    (tmp_path / "tone").mkdir()
    (tmp_path / "tone" / "grovelling.yaml").write_bytes(ODD_RULES[odd].encode("utf-8", "surrogatepass"))
    assert never_a_traceback(tmp_path, linter) in {"refused", "fine"}


@pytest.mark.parametrize("odd", ODD_METAS)
def test_an_odd_pack_file_never_ends_in_a_traceback(odd: str, tmp_path: Path, linter: Linter) -> None:
    (tmp_path / "tone").mkdir()
    (tmp_path / "tone" / "grovelling.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(ODD_METAS[odd], encoding="utf-8")
    assert never_a_traceback(tmp_path, linter) in {"refused", "fine"}


def billion() -> str:
    """A rule whose twenty aliases come to 4²⁰ values."""
    lines = [
        "- - LOWER: {IN: &a0 [beg]}",
        *(f"    A{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 4)}]" for n in range(1, 21)),
    ]
    return RULE.replace("kind: phrase", "kind: token").replace(SETTINGS, "  any:\n    " + "\n    ".join(lines))


def deep() -> str:
    """A rule with a hundred thousand lists in one another."""
    return RULE.replace("[beg, plead]", "[" * 100_000 + "]" * 100_000)


@pytest.mark.parametrize("make", [billion, deep])
def test_a_file_made_to_choke_on_is_refused(make: Callable[[], str], tmp_path: Path) -> None:
    (tmp_path / "tone").mkdir()
    (tmp_path / "tone" / "grovelling.yaml").write_text(make(), encoding="utf-8")
    result = poalint(
        "rules" if make is deep else "check", "--rules", str(tmp_path), *([] if make is deep else ["-"]), cwd=tmp_path
    )
    assert result.returncode == 2, result.stderr[-400:]
    assert result.stderr.startswith(f"poalint: {tmp_path}")
    assert "Traceback" not in result.stderr


def test_no_expression_in_a_token_can_hang_the_linter(tmp_path: Path) -> None:
    # spaCy's REGEX runs on Python's own expressions, which can take for ever; ours run on RE2.
    (tmp_path / "tone").mkdir()
    (tmp_path / "tone" / "grovelling.yaml").write_text(token('{LOWER: {REGEX: "(a+)+$"}}'), encoding="utf-8")
    (tmp_path / "letter.txt").write_text(f"Root cause: our clerk wrote {'a' * 40}b on the label.\n", encoding="utf-8")
    result = poalint("check", "--rules", str(tmp_path), "--select", "tone/grovelling", "letter.txt", cwd=tmp_path)
    assert result.returncode in {0, 2}
    assert "Traceback" not in result.stderr


# --- where a fault is and what a pack does to the ones beneath ---------------------------------------------------------


def test_an_unknown_rule_is_found_under_overrides_and_not_at_a_key_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: ours\noverrides:\n  name: {off: true}\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack([tmp_path])
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(3, 3)]


def test_a_pack_extended_brings_the_built_in_rules_it_lies_on(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        f"extends: ['{PACKS / 'good-adds'}']\noverrides:\n  tone/shouting: {{off: true}}\n", encoding="utf-8"
    )
    pack = load_pack([tmp_path])
    assert set(load_pack().rules) - set(pack.rules) == {"tone/shouting"}
    assert "leftovers/agency-name" in pack.rules


def test_a_pack_extended_may_override_built_in_rules(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        f"extends: ['{PACKS / 'good-overrides'}']\noverrides:\n  tone/urgency: {{off: true}}\n", encoding="utf-8"
    )
    assert set(load_pack().rules) - set(load_pack([tmp_path]).rules) == {"tone/shouting", "tone/urgency"}


def test_the_same_rule_in_two_files_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "tone").mkdir()
    for ending in ("yaml", "yml"):
        (tmp_path / "tone" / f"grovelling.{ending}").write_text(RULE, encoding="utf-8")
    with pytest.raises(PackError):
        load_pack([tmp_path])


# --- good packs -------------------------------------------------------------------------------------------------------


def test_a_pack_adds_a_rule() -> None:
    pack, built_in = load_pack([PACKS / "good-adds"]), load_pack()
    assert set(pack.rules) - set(built_in.rules) == {"leftovers/agency-name"}
    assert set(built_in.rules) <= set(pack.rules)
    assert pack.rules["leftovers/agency-name"].severity is Severity.ERROR
    assert pack.rules["leftovers/agency-name"].points == 10
    assert pack.scoring == built_in.scoring


def test_the_added_rule_is_checked(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linter, "pack", load_pack([PACKS / "good-adds"]).only(["leftovers/agency-name"], []))
    findings = linter.check("Sincerely, Lucky Seller Service").findings
    assert [(finding.rule, finding.excerpt, finding.points) for finding in findings] == [
        ("leftovers/agency-name", "Lucky Seller Service", 10.0)
    ]
    assert list(linter.prove()) == []


def test_a_pack_overrides_severity_and_points_and_switches_a_rule_off() -> None:
    pack, built_in = load_pack([PACKS / "good-overrides"]), load_pack()
    assert set(built_in.rules) - set(pack.rules) == {"tone/shouting"}
    assert (pack.rules["structure/too-long"].severity, pack.rules["structure/too-long"].points) == (Severity.INFO, 1)
    assert pack.rules["structure/too-short"].points == 7
    assert pack.rules["structure/too-short"].severity is built_in.rules["structure/too-short"].severity
    assert (pack.scoring.half, pack.scoring.ready) == (50, 90)
    assert built_in.rules["structure/too-long"].severity is Severity.WARNING
    changed = {name for name, rule in pack.rules.items() if rule is not built_in.rules[name]}
    assert changed == {"structure/too-long", "structure/too-short"}


def test_a_pack_extends_another_and_replaces_a_built_in_rule(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    pack, built_in = load_pack([PACKS / "good-extends"]), load_pack()
    assert set(pack.rules) == {*built_in.rules, "leftovers/agency-name"}
    assert pack.rules["leftovers/agency-name"].severity is Severity.WARNING
    assert pack.rules["structure/too-long"].severity is Severity.ERROR
    monkeypatch.setattr(linter, "pack", pack.only(["structure/too-long"], []))
    findings = linter.check(
        "Root cause: our clerk entered the ship date a day too early for nine of the orders."
    ).findings
    assert [finding.message for finding in findings] == ["The letter has 17 words; 12 are allowed."]
    assert list(linter.prove()) == []


def test_packs_lie_over_one_another_in_order() -> None:
    pack = load_pack([PACKS / "good-overrides", PACKS / "good-extends"])
    assert "tone/shouting" not in pack.rules
    assert pack.rules["structure/too-long"].severity is Severity.ERROR
    assert pack.rules["structure/too-short"].points == 7
    assert pack.scoring.ready == 90


def test_a_pack_file_of_another_ending_is_told_and_not_read_as_a_rule(tmp_path: Path) -> None:
    (tmp_path / "pack.yml").write_text("name: ours\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack([tmp_path])
    assert (
        str(caught.value.faults[0])
        == f"{tmp_path / 'pack.yml'}: the pack's own file has another ending; rename it to pack.yaml"
    )
