"""Fixes: which are chosen, what becomes of the file, and what the command shows, asks and writes."""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from poalint.api import Linter
from poalint.cli.app import app
from poalint.cli.fixing import shown
from poalint.config import Config
from poalint.draft import Draft, read_draft
from poalint.draft.write import Source
from poalint.fixing import applied, changes_of, choose, mend
from poalint.kinds import find_kind
from poalint.model import (
    Applicability,
    Category,
    Confidence,
    Edit,
    Finding,
    Fix,
    PoalintError,
    Report,
    Severity,
    Span,
    Verdict,
    Violation,
    ViolationKind,
)
from poalint.pack.proof import draft_of

DRAFTS = Path(__file__).parent.parent / "fixtures" / "drafts"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le with a mark", "utf-16-be with a mark", "utf-16-le", "gb18030", "cp1252")
LETTER = """\
Corrective actions taken:

We refunded the buyers of orders 113–4471902–3305817 and 114 2098831 7764520 on 3 May.
Terms &amp;amp; conditions were read by all four packers.
We will contact both buyers."""
MENDED = """\
Corrective actions taken:

We refunded the buyers of orders 113-4471902-3305817 and 114-2098831-7764520 on 3 May.
Terms & conditions were read by all four packers.
We will contact both buyers."""


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a file; “with a mark” stands for UTF-16 that says its order."""
    if encoding == "utf-16-le with a mark":
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    if encoding == "utf-16-be with a mark":
        return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    return text.encode(encoding)


def draft_with(raw: str, encoding: str, path: str = "letter.txt") -> Draft:
    """A draft as it would be read, without guessing at its encoding."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    newline = "\r\n" if "\r\n" in raw else "\r" if "\r" in raw else "\n"
    return Draft(path, text, encoding.split("-le with")[0].split("-be with")[0], newline, data=encoded(raw, encoding))


# --- the file ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A file as a list of signs, a line end being one, and edits as stretches of that list."""

    signs: list[str]
    edits: list[tuple[Span, str]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    letters = ["a", "Z", " ", "é", "”", "1"]
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]]))
    signs = draw(st.lists(st.sampled_from(letters + ends), max_size=40))
    # “\r” before “\n” is one line end, not two.
    for at in range(1, len(signs)):
        if signs[at - 1] == "\r" and signs[at] == "\n":
            signs[at] = "\r"
    bounds = sorted(draw(st.lists(st.integers(0, len(signs)), max_size=8)))
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    edits = [(Span(start, end), draw(st.text("bé ", max_size=4))) for start, end in pairs]
    return Case(signs, [edit for at, edit in enumerate(edits) if edit[0] not in [other for other, _ in edits[:at]]])


@given(case=cases(), encoding=st.sampled_from(ENCODINGS))
@settings(max_examples=400, deadline=None)
def test_nothing_outside_the_edits_changes(case: Case, encoding: str) -> None:
    draft = draft_with("".join(case.signs), encoding)
    source = Source(draft)
    source.edit(case.edits)
    pieces, at = [], 0
    for span, new in sorted(case.edits):
        pieces += [*case.signs[at : span.start], new]
        at = span.end
    pieces += case.signs[at:]
    assert source.text == applied(draft.text, case.edits)
    if "\r\n" not in "".join(piece for piece in pieces if piece != "\r\n"):
        assert source.data == encoded("".join(pieces), encoding)


def test_line_ends_that_meet_by_an_edit_stay_two() -> None:
    source = Source(draft_with("a\rx\nb", "utf-8"))
    source.edit([(Span(2, 3), "")])
    assert source.text == "a\n\nb"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_keeps_its_encoding_and_each_line_end(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "letter.txt"
    raw = "Dear team,\r\nOrder 1 was “late”.\nIt is mended\rnow"
    path.write_bytes(encoded(raw, encoding))
    draft = draft_with(raw, encoding, str(path))
    source = Source(draft)
    source.edit([(Span(17, 18), "22\n3")])
    source.write()
    assert path.read_bytes() == encoded(raw.replace("Order 1", "Order 22\r\n3"), encoding)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Order 1\r\n")
    return path


def edited(path: Path) -> Source:
    source = Source(read_draft(path))
    source.edit([(Span(6, 7), "2")])
    return source


def test_permissions_and_links_stay(letter: Path) -> None:
    letter.chmod(0o640)
    link = letter.with_name("link.txt")
    try:
        link.symlink_to(letter.name)
    except OSError:
        pytest.skip("no symbolic links here")
    edited(link).write()
    assert link.is_symlink()
    assert letter.read_bytes() == b"Order 2\r\n"
    assert stat.S_IMODE(letter.stat().st_mode) == 0o640
    assert sorted(each.name for each in letter.parent.iterdir()) == ["letter.txt", "link.txt"]


def test_a_file_changed_meanwhile_is_left_alone(letter: Path) -> None:
    source = edited(letter)
    letter.write_bytes(b"Order 1 and 3\r\n")
    with pytest.raises(PoalintError, match="changed while it was being checked"):
        source.write()
    assert letter.read_bytes() == b"Order 1 and 3\r\n"
    assert list(letter.parent.iterdir()) == [letter]


def test_a_file_gone_meanwhile_is_not_made_again(letter: Path) -> None:
    source = edited(letter)
    letter.unlink()
    with pytest.raises(PoalintError, match="cannot be written"):
        source.write()
    assert list(letter.parent.iterdir()) == []


def test_a_read_only_file_is_left_alone(letter: Path) -> None:
    source = edited(letter)
    letter.chmod(0o444)
    with pytest.raises(PoalintError, match="read-only"):
        source.write()
    letter.chmod(0o644)
    assert letter.read_bytes() == b"Order 1\r\n"


def test_a_character_the_encoding_lacks_is_told_and_nothing_written(letter: Path) -> None:
    letter.write_bytes(b"Order 1 was \x93late\x94\r\n")
    source = edited(letter)
    source.edit([(Span(0, 5), "订单")])
    with pytest.raises(PoalintError, match=r"“订” cannot be written in the file's encoding, cp1252"):
        source.write()
    assert letter.read_bytes() == b"Order 1 was \x93late\x94\r\n"


# --- the choice ----------------------------------------------------------------------------------------------------


def report_of(draft: Draft, *fixes: list[tuple[int, int, str]], applicability: str = "safe") -> Report:
    """A report with one finding a fix."""
    findings = []
    for edits in fixes:
        made = tuple(Edit(draft.range(Span(start, end)), text) for start, end, text in edits)
        fix = Fix("mend", Applicability(applicability), made)
        findings.append(
            Finding(
                "orders/x", Category.ORDERS, Severity.INFO, Confidence.HIGH, "", "", None, None, "", made[0].range, 0,
                fixes=(fix,),
            )
        )  # fmt: skip
    violation = Violation(ViolationKind.OTHER, "detected", Confidence.LOW)
    return Report(draft.path, Verdict.REVISE, 50, "D", violation, "US", tuple(findings), ())


def chosen(text: str, *fixes: list[tuple[int, int, str]]) -> list[str]:
    """The texts of the fixes that are applied together."""
    draft = Draft("letter.txt", text)
    return [edit.text for _, fix in choose(report_of(draft, *fixes), draft, Applicability.SAFE) for edit in fix.edits]


def test_of_edits_that_meet_the_first_by_place_stands() -> None:
    assert chosen("abcdef", [(2, 5, "X")], [(0, 3, "Y")]) == ["Y"]
    assert chosen("abcdef", [(0, 3, "Y")], [(3, 5, "X")]) == ["Y", "X"]
    assert chosen("abcdef", [(2, 2, "X")], [(2, 2, "Y")]) == ["X"]
    assert chosen("abcdef", [(0, 4, "X")], [(2, 2, "Y")]) == ["X"]
    assert chosen("abcdef", [(0, 2, "X")], [(2, 2, "Y")]) == ["X", "Y"]


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    assert chosen("abcdef", [(0, 1, "X")], [(0, 1, "Y"), (4, 5, "Z")]) == ["X"]


def test_an_edit_that_changes_nothing_is_none() -> None:
    assert chosen("abcdef", [(0, 1, "a")]) == []


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    draft = Draft("letter.txt", "ab", data=b"ab")

    def check(each: Draft) -> Report:
        return report_of(each, [(0, 1, "b" if each.text[0] == "a" else "a")])

    _, mended = mend(draft, check(draft), check, Applicability.SAFE)
    assert (mended.draft.text, mended.left) == ("bb", False)


def test_fixes_without_end_are_left_for_the_next_run() -> None:
    draft = Draft("letter.txt", "a", data=b"a")

    def check(each: Draft) -> Report:
        return report_of(each, [(0, 0, "x")])

    _, mended = mend(draft, check(draft), check, Applicability.SAFE)
    assert mended.left
    assert len(mended.changes) == 20


def test_a_change_is_told_with_the_words_it_touches() -> None:
    draft = Draft("letter.txt", "the two  buyers\nof May\u200b")
    report = report_of(draft, [(7, 9, " "), (22, 23, "")])
    told = changes_of(draft, report.findings[0], report.findings[0].fixes[0])
    assert [(each.old, each.new) for each in told] == [("two  buyers", "two buyers"), ("May\u200b", "May")]
    assert shown(told[1].old) == "May⟨U+200B⟩"


@pytest.mark.parametrize("path", sorted(DRAFTS.glob("*.*")), ids=lambda path: path.name)
def test_a_second_run_changes_nothing(linter: Linter, path: Path) -> None:
    draft = read_draft(path)
    if draft.word_lines:
        return
    _, first = mend(draft, linter.check(draft), linter.check, Applicability.SAFE)
    _, second = mend(first.draft, first.report, linter.check, Applicability.SAFE)
    assert second.changes == ()


def test_comments_are_never_edited(linter: Linter) -> None:
    text = (
        "The packers <!-- poalint: ignore orders/order-id-form --> read  the list twice before they took up the work."
    )
    draft = Draft("letter.md", text, data=text.encode())
    _, mended = mend(draft, linter.check(draft), linter.check, Applicability.SAFE)
    assert "<!-- poalint: ignore orders/order-id-form -->" in mended.draft.text


def test_every_rule_whose_examples_offer_a_fix_has_a_title_for_it(linter: Linter) -> None:
    untitled = {
        rule.id: rule
        for rule in linter.pack.rules.values()
        if not (rule.fix and rule.fix.zh) and (module := find_kind(rule.kind)) and _repairs(module)
    }
    alone = Linter(Config(select=tuple(untitled)))
    offered = {
        finding.rule
        for rule in untitled.values()
        for example in (*rule.examples.flagged, *rule.examples.passing)
        for finding in alone.check(draft_of(example.draft, example.section), example.materials()).findings
        if finding.fixes
    }
    assert offered == set()


def _repairs(module: object) -> bool:
    return hasattr(module, "Repair") or hasattr(module, "offered")


# --- the command ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    raw: bytes


def run(*arguments: str | Path, stdin: bytes | None = None) -> Ran:
    result = CliRunner().invoke(app, ["check", *map(str, arguments)], input=stdin, catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, text: str = LETTER, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded(text, encoding))
    return path


def test_fix_mends_the_file_and_reports_on_what_then_stands(folder: Path) -> None:
    path = write(folder, "申诉/第一封 信.txt", LETTER.replace("\n", "\r\n"), "utf-16-be with a mark")
    ran = run(path.relative_to(folder), "--fix", "--format", "json")
    assert path.read_bytes() == encoded(MENDED.replace("\n", "\r\n"), "utf-16-be with a mark")
    assert ran.code == 1
    assert "orders/order-id-form" not in ran.out
    assert "tense/promised-action" in ran.out
    assert "第一封 信.txt:3:34: orders/order-id-form: “113–4471902–3305817” → “113-4471902-3305817”" in ran.err
    assert ran.err.splitlines()[-1].endswith("places mended: 4")
    again = run(path.relative_to(folder), "--fix", "--format", "json")
    assert (again.err, again.out) == ("", ran.out)


def test_fix_takes_several_files_and_tells_of_each(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(folder, name)
    ran = run("a.txt", "missing.txt", "b.txt", "--fix", "--select", "orders")
    assert ran.code == 2
    assert [path.read_text(encoding="utf-8").count("–") for path in sorted(folder.glob("*.txt"))] == [0, 0]
    assert "missing.txt: no such file" in ran.err


def test_fix_refuses_a_read_only_file_and_mends_the_others(folder: Path) -> None:
    locked = write(folder, "a.txt")
    locked.chmod(0o444)
    write(folder, "b.txt")
    ran = run("a.txt", "b.txt", "--fix")
    assert ran.code == 2
    assert "poalint: a.txt: read-only, so it was left as it is; allow writing and try again" in ran.err.splitlines()
    assert locked.read_text(encoding="utf-8") == LETTER
    assert (folder / "b.txt").read_text(encoding="utf-8") == MENDED


def test_fix_of_standard_input_prints_the_letter_and_reports_beside_it(folder: Path) -> None:
    ran = run("-", "--fix", stdin=encoded(LETTER.replace("\n", "\r\n"), "utf-16-le with a mark"))
    assert ran.raw == encoded(MENDED.replace("\n", "\r\n"), "utf-16-le with a mark")
    assert "tense/promised-action" in ran.err
    assert ran.code == 1


def test_fix_of_standard_input_goes_alone(folder: Path) -> None:
    write(folder, "a.txt")
    ran = run("-", "a.txt", "--fix", stdin=b"x")
    assert ran.code == 2
    assert (folder / "a.txt").read_text(encoding="utf-8") == LETTER


def test_diff_shows_and_writes_nothing(folder: Path) -> None:
    path = write(folder, "a.txt")
    ran = run("a.txt", "--diff", "--fix")
    assert ran.code == 1
    assert ran.out.splitlines()[:2] == ["--- a.txt", "+++ a.txt"]
    assert "+We refunded the buyers of orders 113-4471902-3305817 and 114-2098831-7764520 on 3 May." in ran.out
    assert "[who]" not in ran.out
    assert "[who]" in run("a.txt", "--diff", "--unsafe-fixes").out
    assert path.read_text(encoding="utf-8") == LETTER


def test_diff_of_a_letter_with_nothing_to_mend_is_empty(folder: Path) -> None:
    write(folder, "a.txt", MENDED)
    assert run("a.txt", "--diff") == Ran(0, "", "", b"")
    assert run("none.txt", "--diff").code == 2


def test_diff_of_a_letter_that_cannot_be_judged_is_no_clean_one(folder: Path) -> None:
    write(folder, "a.txt", "")
    assert run("a.txt", "--diff") == Ran(
        2, "", "poalint: a.txt: the draft is empty; write the letter and check it again\n", b""
    )


def test_unsafe_fixes_without_a_terminal_are_only_shown(folder: Path) -> None:
    path = write(folder, "a.txt")
    ran = run("a.txt", "--unsafe-fixes", "--format", "json", stdin=b"y\n")
    assert path.read_text(encoding="utf-8") == LETTER
    assert "Only once it is done" in ran.err
    assert "+On [date] [who] contacted both buyers ([result])." in ran.err
    assert "nothing was written" in ran.err
    assert ran.out.startswith("{")


def test_messages_follow_the_language(folder: Path) -> None:
    write(folder, "a.txt")
    ran = run("a.txt", "--fix", "--unsafe-fixes", "--lang", "zh")
    assert "已修改 4 处" in ran.err
    assert "没有写入任何内容" in ran.err


@contextlib.contextmanager
def terminal(answer: str) -> Iterator[int]:
    """The slave end of a terminal on which somebody has typed."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    os.write(master, answer.encode())
    try:
        yield slave
    finally:
        os.close(master)
        os.close(slave)


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_unsafe_fixes_are_written_when_agreed_to(folder: Path, answer: str, written: bool) -> None:
    import subprocess

    path = write(folder, "a.txt")
    with terminal(answer) as slave:
        command = [sys.executable, "-m", "poalint", "check", "a.txt", "--unsafe-fixes", "--select", "tense"]
        ran = subprocess.run(
            command, cwd=folder, stdin=slave, stderr=slave, stdout=subprocess.PIPE, timeout=60, check=False
        )
    mended = "On [date] [who] contacted both buyers ([result])."
    assert path.read_text(encoding="utf-8") == (
        LETTER.replace("We will contact both buyers.", mended) if written else LETTER
    )
    assert ("will contact" in ran.stdout.decode()) is not written


def test_a_word_file_is_described_and_never_rewritten(folder: Path) -> None:
    document = docx.Document()
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "信.docx"))
    before = (folder / "信.docx").read_bytes()
    ran = run("信.docx", "--fix", "--unsafe-fixes")
    assert (folder / "信.docx").read_bytes() == before
    assert "Word files are not rewritten" in ran.err
    assert (
        "paragraph 3: write “113-4471902-3305817” in place of “113–4471902–3305817” (orders/order-id-form)" in ran.err
    )
    assert (
        "paragraph 5: write “On [date] [who] contacted both buyers ([result])” in place of “We will contact both buyers”"
        in ran.err
    )
    assert run("信.docx", "--diff").code == 1
