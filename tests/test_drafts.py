"""The whole report on every letter in fixtures/drafts. `python tests/test_drafts.py --write` rewrites them."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import make_docx_fixture
import pytest
from rich.console import Console

from poalint.api import Linter
from poalint.draft import Draft, read_draft
from poalint.draft.docx import read_docx
from poalint.draft.read import READERS
from poalint.formats import as_text
from poalint.model import Report, Severity, Verdict

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "fixtures" / "drafts"
EXPECTED = ROOT / "fixtures" / "expected"
WIDTH = 100

LETTERS = sorted(file for file in FOLDER.iterdir() if file.suffix in READERS)
NAMES = [file.name for file in LETTERS]
STRONG = [name for name in NAMES if name.startswith("strong-")]
WEAK = [name for name in NAMES if name.startswith("weak-")]


def expected_file(letter: Path) -> Path:
    return EXPECTED / f"{letter.stem}.txt"


def read(letter: Path) -> Draft:
    return replace(read_draft(letter), path=letter.relative_to(ROOT).as_posix())


def printed(draft: Draft, report: Report) -> str:
    """What `poalint check --lang en` prints of one draft, 100 columns wide and without colour."""
    stream = io.StringIO()
    console = Console(file=stream, width=WIDTH, color_system=None, force_terminal=False, highlight=False)
    as_text.render(console, draft, report, as_text.Shown("en", Severity.INFO))
    return stream.getvalue()


def write_expected(linter: Linter) -> None:
    """The reports as they are now, one file a letter; those of letters gone are removed."""
    for letter in LETTERS:
        draft = read(letter)
        text = printed(draft, linter.check(draft))
        expected_file(letter).write_text(text, encoding="utf-8", newline="\n")
    for file in set(EXPECTED.glob("*.txt")) - {expected_file(letter) for letter in LETTERS}:
        file.unlink()


@pytest.fixture(scope="module")
def reports(linter: Linter) -> dict[str, tuple[Draft, Report]]:
    drafts = {letter.name: read(letter) for letter in LETTERS}
    return {name: (draft, linter.check(draft)) for name, draft in drafts.items()}


@pytest.mark.parametrize("letter", LETTERS, ids=NAMES)
def test_the_report_is_the_expected_one(letter: Path, reports: dict[str, tuple[Draft, Report]]) -> None:
    expected = expected_file(letter).read_text(encoding="utf-8")
    assert printed(*reports[letter.name]) == expected, "if every change is meant, run: make expected"


def test_each_letter_has_one_expected_file_and_each_file_a_letter() -> None:
    assert sorted(EXPECTED.glob("*.txt")) == sorted({expected_file(letter) for letter in LETTERS})
    assert len({letter.stem for letter in LETTERS}) == len(LETTERS)


@pytest.mark.parametrize("name", STRONG)
def test_a_strong_letter_has_no_errors_and_a_high_score(name: str, reports: dict[str, tuple[Draft, Report]]) -> None:
    report = reports[name][1]
    errors = [(each.rule, each.excerpt) for each in report.findings if each.severity is Severity.ERROR]
    assert errors == []
    assert report.score is not None
    assert report.score >= 85


@pytest.mark.parametrize("name", WEAK)
def test_a_weak_letter_is_not_ready(name: str, reports: dict[str, tuple[Draft, Report]]) -> None:
    report = reports[name][1]
    assert report.score is not None
    assert report.verdict is not Verdict.READY


def test_every_strong_letter_outscores_every_weak_one(reports: dict[str, tuple[Draft, Report]]) -> None:
    strong = {name: reports[name][1].score or 0 for name in STRONG}
    weak = {name: reports[name][1].score or 0 for name in WEAK}
    assert min(strong.values()) > max(weak.values()), (strong, weak)


@pytest.mark.parametrize(
    ("name", "encoding", "newline"),
    [
        ("odd-gb18030.txt", "gb18030", "\n"),
        ("odd-utf16.txt", "utf-16", "\r\n"),
        ("odd-word.docx", "utf-8", "\n"),
    ],
)
def test_odd_files_are_still_as_odd_as_they_were_made(name: str, encoding: str, newline: str) -> None:
    draft = read(FOLDER / name)
    assert (draft.encoding, draft.newline) == (encoding, newline)


def test_the_word_letter_is_the_one_its_script_makes() -> None:
    made = read_docx(make_docx_fixture.build(), "")
    kept = read(make_docx_fixture.TARGET)
    assert (kept.text, kept.word_lines) == (made.text, made.word_lines)
    assert "were pulped on 10 April" in kept.text
    assert "thrown away" not in kept.text


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_drafts.py --write")
    write_expected(Linter())
