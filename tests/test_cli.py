"""The commands as a user runs them: what is printed, where, and with which exit status."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
import yaml
from rich.cells import cell_len
from typer.testing import CliRunner

import poalint
from poalint.cli.app import app
from poalint.config import load_config
from poalint.configfile import TEMPLATE
from poalint.language.pipeline import DEFAULT_MODEL, load
from poalint.pack.load import built_in_folder, rule_files

ROOT = Path(__file__).parent.parent
DRAFTS = ROOT / "fixtures" / "drafts"
PACKS = ROOT / "fixtures" / "packs"
WEAK = """\
Root cause: our clerk entered the ship date a day too early for nine orders.

Corrective actions: We will train our staff. We beg you to open the account!!
"""
CHINESE = "根本原因：我们的员工填错了发货日期。整改措施：我们已经培训了员工。\n" * 4
ESCAPE = "\x1b"
PATIENCE = 60


@dataclass(frozen=True)
class Ran:
    """What one run came to."""

    code: int
    out: str
    err: str

    @property
    def results(self) -> list[dict[str, Any]]:
        return list(json.loads(self.out)["results"])

    @property
    def rules(self) -> list[str]:
        """The rules of all findings of all drafts, in order."""
        return [finding["rule"] for result in self.results for finding in result["findings"]]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Ran:
    """One run in this process. An error that is not told but raised is the test's failure."""
    result = CliRunner().invoke(app, [str(each) for each in arguments], input=stdin, catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def apart(*arguments: str | Path, cwd: Path, **environment: str) -> Ran:
    """One run in a process of its own, its output piped, as an editor or a script would run it."""
    command = [sys.executable, "-m", "poalint", *map(str, arguments)]
    settings: dict[str, Any] = {"cwd": cwd, "env": {**os.environ, **environment}, "stdin": subprocess.DEVNULL}
    try:
        told = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, **settings)
    except subprocess.TimeoutExpired:
        pytest.fail(f"poalint {' '.join(map(str, arguments))} did not end within {PATIENCE} s")
    return Ran(told.returncode, told.stdout.decode(errors="replace"), told.stderr.decode())


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of drafts, good and bad."""
    folder = tmp_path_factory.mktemp("letters")
    texts = {
        "weak.txt": WEAK,
        "one.txt": "We will train our staff.",
        "long-line.txt": "Corrective actions: "
        + "On 2 October we contacted the buyers. " * 800
        + "We will train our staff.",
        "two words.txt": WEAK,
        "申诉/第一封 信.txt": WEAK,
        "folder/a.md": WEAK,
        "folder/deeper/b.txt": WEAK,
        "folder/notes.csv": "a;b",
        "folder/.hidden.txt": WEAK,
        "folder/~$lock.docx": "",
        "zero.txt": "",
        "blank.txt": " \n\t\n\u3000\n",
        "chinese.txt": CHINESE,
        "five-megabytes.txt": "We trained our staff on 3 May.\n" * 170_000,
        "letter.doc": "x",
        "letter.pdf": "%PDF-1.4",
        "false.docx": "no Word file",
        "locked.txt": WEAK,
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    (folder / "utf16.txt").write_bytes(WEAK.encode("utf-16"))
    (folder / "gbk.txt").write_bytes((WEAK + "（杭州）\n").encode("gbk"))
    (folder / "crlf.txt").write_bytes(WEAK.replace("\n", "\r\n").encode())
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(25_000_000)
    (folder / "folder.txt").mkdir()
    (folder / "empty").mkdir()
    shutil.copy(DRAFTS / "strong-vtr.txt", folder / "strong.txt")
    for name in ("weak-early-confirmation.txt", "vtr-long.txt"):
        shutil.copy(DRAFTS / name, folder / name)
    word = docx.Document()
    for paragraph in WEAK.split("\n\n"):
        word.add_paragraph(paragraph.strip())
    word.save(str(folder / "word.docx"))
    return folder


@pytest.fixture(autouse=True)
def here(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in the folder of the letters, on a computer that speaks English and says nothing of colours."""
    monkeypatch.chdir(letters)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "LC_MESSAGES", "LC_ALL", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


# --- the program itself -----------------------------------------------------------------------------------------------


def test_version() -> None:
    assert run("--version") == Ran(0, f"poalint {poalint.__version__}\n", "")


def test_help_names_every_command() -> None:
    told = run("--help")
    assert told.code == 0
    assert all(
        f"\n  {name} " in told.out for name in ("check", "inspect", "explain", "rules", "test", "init", "schema")
    )
    assert told.err == ""


@pytest.mark.parametrize("command", ["check", "inspect", "explain", "rules", "test", "init", "schema"])
def test_help_of_each_command_fits_the_width(command: str) -> None:
    told = run(command, "-h")
    assert told.code == 0
    assert max(map(cell_len, told.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "No such command"),
        (["check"], "Missing argument"),
        (["check", "weak.txt", "--fromat", "json"], "No such option"),
        (["check", "weak.txt", "--format", "xml"], "'xml' is not one of text, json, jsonl"),
        (["check", "weak.txt", "--min-severity", "high"], "'high' is not one of error, warning, info"),
        (["check", "weak.txt", "--fail-on", "all"], "'all' is not one of error, warning, info, never"),
        (["check", "weak.txt", "--fail-under", "101"], "101 is not in the range"),
        (["check", "weak.txt", "--lang", "de"], "'de' is not one of en, zh"),
        (["check", "weak.txt", "--violation", "late"], "'late' is not one of vtr, odr, late-shipment"),
        (["schema", "letter"], "'letter' is not one of check, inspect, rule, config"),
        (["rules", "--severity", "fatal"], "'fatal' is not one of error, warning, info"),
    ],
)
def test_a_wrong_command_line_is_told_with_status_2(arguments: Sequence[str], told: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert told in ran.err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--marketplace", "XX"], "unknown marketplace 'XX'; write one of: AE, AU, BE, "),
        (
            ["--select", "strcture/too-long"],
            "no rule is called 'strcture/too-long'; did you mean 'structure/too-long'?",
        ),
        (["--ignore", "tense,tnse"], "no rule is called 'tnse'; did you mean 'tense'?"),
        (["--config", "mine.yml"], "mine.yml: no such configuration; check the name after --config"),
        (["--rules", "ours"], "ours: there is no such pack folder; "),
        (["--output", "empty"], "empty: cannot be written (Is a directory); choose another file"),
        (
            ["--output", "nowhere/o.txt"],
            "nowhere/o.txt: cannot be written (No such file or directory); choose another file",
        ),
    ],
)
def test_a_wrong_value_is_one_line_with_status_2(arguments: Sequence[str], line: str) -> None:
    ran = run("check", "weak.txt", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"poalint: {line}")
    assert ran.err.count("\n") == 1


# --- check: formats and exit status -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def piped(letters: Path) -> Ran:
    """One run in a process of its own, printing text, with long lines and Chinese in it."""
    names = [
        "strong.txt",
        "weak.txt",
        "long-line.txt",
        "申诉",
        "two words.txt",
        "weak-early-confirmation.txt",
        "vtr-long.txt",
    ]
    return apart("check", *names, cwd=letters, LANG="C.UTF-8", LC_ALL="", COLUMNS="80")


def test_text_says_what_is_wrong_where_and_what_to_do(piped: Ran) -> None:
    assert piped.code == 1
    assert piped.err == ""
    assert "error  “will train” promises an action" in piped.out
    assert "line 3 │ " in piped.out
    assert "tense/promised-action" in piped.out
    assert re.search(r"score \d+ of 100, grade [A-F]: not ready", piped.out)
    assert "Mend first" in piped.out
    assert piped.out.rstrip().endswith("7 drafts: 1 ready, 0 to revise, 6 not ready, 0 undecided")


def test_the_carets_stand_under_the_words(piped: Ran) -> None:
    lines = piped.out.splitlines()
    at = next(number for number, line in enumerate(lines) if "“will train” promises an action" in line)
    quoted = next(number for number in range(at, len(lines)) if "│" in lines[number])
    column = lines[quoted].index("will train")
    assert lines[quoted + 1][column:] == "^" * len("will train")
    assert lines[quoted + 1][:column].strip() == "│"


def test_piped_text_has_no_colour_fits_80_cells_and_ends_no_line_in_spaces(piped: Ran) -> None:
    assert ESCAPE not in piped.out
    wide = [line for line in piped.out.splitlines() if cell_len(line) > 80]
    assert [line for line in wide if "://" not in line and not line.endswith(".txt")] == []
    assert [line for line in piped.out.splitlines() if line != line.rstrip()] == []


def test_paths_with_spaces_and_chinese_are_printed_as_given(piped: Ran) -> None:
    lines = piped.out.splitlines()
    assert f"申诉{os.sep}第一封 信.txt" in lines
    assert "two words.txt" in lines


def test_a_line_that_fills_the_width_is_cut_and_not_cut_for_ever(piped: Ran) -> None:
    # What ends here at all: cutting to no cells once did not.
    assert any(line.endswith("weak-early-confirmation.txt") for line in piped.out.splitlines())
    assert "…" in piped.out


@pytest.mark.parametrize(("environment", "coloured"), [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_asked_for_by_the_environment(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    told = run("check", "weak.txt", "--select", "tone")
    assert bool(re.search(r"\x1b\[[\d;]*3[1-6]", told.out)) is coloured


def test_no_color_wins_over_force_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3[1-6]", run("check", "weak.txt", "--select", "tone").out)


@pytest.fixture(scope="module")
def both(letters: Path) -> Ran:
    """A strong and a weak letter, as JSON."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(letters)
        patch.setenv("LANG", "C.UTF-8")
        patch.delenv("LC_ALL", raising=False)
        return run("check", "strong.txt", "weak.txt", "--format", "json")


def test_json_is_one_object_of_results_and_errors(both: Ran) -> None:
    assert both.code == 1
    told = json.loads(both.out)
    assert told["schema"] == 1
    assert told["poalint"] == poalint.__version__
    assert told["errors"] == []
    strong, weak = told["results"]
    assert (strong["path"], strong["verdict"], strong["summary"]["error"]) == ("strong.txt", "ready", 0)
    assert (weak["path"], weak["verdict"]) == ("weak.txt", "not_ready")
    assert 0 <= weak["score"] < strong["score"] <= 100
    promised = next(finding for finding in weak["findings"] if finding["rule"] == "tense/promised-action")
    assert (promised["severity"], promised["section"], promised["excerpt"]) == ("error", "corrective", "will train")
    at = WEAK.index("will train")
    assert promised["range"]["start"] == {"line": 3, "column": 24, "offset": at}
    assert promised["range"]["end"] == {"line": 3, "column": 34, "offset": at + len("will train")}


def test_findings_come_in_the_order_of_the_letter(both: Ran) -> None:
    for result in both.results:
        places = [finding["range"]["start"]["offset"] for finding in result["findings"] if finding["range"]]
        assert places == sorted(places)


def test_jsonl_is_a_line_a_draft_with_errors_among_them(both: Ran) -> None:
    told = run("check", "strong.txt", "missing.txt", "weak.txt", "--format", "jsonl")
    assert told.code == 2
    first, second, third = map(json.loads, told.out.splitlines())
    assert [first, third] == both.results
    assert second == {
        "error": {"path": "missing.txt", "message": "no such file", "help": "check the name and the folder"}
    }
    assert told.err == "poalint: missing.txt: no such file; check the name and the folder\n"


def test_a_strong_letter_gives_status_0() -> None:
    told = run("check", "strong.txt", "--format", "json")
    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--select", "tone/shouting"], 0),
        (["--select", "tone/shouting", "--fail-on", "info"], 1),
        (["--select", "tone/shouting", "--fail-on", "warning"], 0),
        (["--select", "structure/too-short"], 0),
        (["--select", "structure/too-short", "--fail-on", "warning"], 1),
        (["--select", "tone/begging"], 1),
        (["--select", "tone/begging", "--fail-on", "never"], 0),
        (["--select", "tone/begging", "--fail-on", "never", "--fail-under", "100"], 1),
        (["--select", "tone/shouting", "--fail-under", "90"], 0),
        (["--select", "tone/shouting", "--fail-on", "info", "--min-severity", "error"], 1),
    ],
)
def test_exit_status(arguments: Sequence[str], code: int) -> None:
    assert run("check", "weak.txt", "--format", "json", *arguments).code == code


def test_select_takes_rules_categories_and_lists() -> None:
    asked = ["--select", "tone,tense/promised-action", "--select", "structure/*"]
    told = run("check", "weak.txt", "--format", "json", *asked)
    assert {rule.partition("/")[0] for rule in told.rules} == {"tone", "tense", "structure"}
    assert "tense/promised-action" in told.rules


def test_ignore_goes_before_select(both: Ran) -> None:
    told = run("check", "weak.txt", "--format", "json", "--select", "tone", "--ignore", "tone/begging")
    assert told.rules == [rule for rule in both.rules if rule.startswith("tone/") and rule != "tone/begging"]
    assert told.rules


def test_min_severity_hides_findings_but_not_their_cost(both: Ran) -> None:
    told = run("check", "weak.txt", "--format", "json", "--min-severity", "error")
    whole, shown = both.results[1], told.results[0]
    assert shown["findings"] == [finding for finding in whole["findings"] if finding["severity"] == "error"]
    assert {key: value for key, value in shown.items() if key != "findings"} == {
        key: value for key, value in whole.items() if key != "findings"
    }


def test_min_severity_in_text_says_how_many_are_hidden(both: Ran) -> None:
    told = run("check", "weak.txt", "--min-severity", "error")
    hidden = sum(finding["severity"] != "error" for finding in both.results[1]["findings"])
    assert f"({hidden} more below --min-severity)" in told.out
    assert "tone/shouting" not in told.out


def test_violation_and_marketplace_are_taken_as_given() -> None:
    told = run("check", "weak.txt", "--format", "json", "--violation", "late-shipment", "--marketplace", "de")
    assert told.results[0]["violation"] == {"kind": "late-shipment", "source": "given", "confidence": "high"}
    assert told.results[0]["marketplace"] == "DE"


def test_messages_in_chinese_and_the_same_findings(both: Ran) -> None:
    told = run("check", "strong.txt", "weak.txt", "--format", "json", "--lang", "zh")
    assert told.rules == both.rules
    findings = told.results[1]["findings"]
    assert all(re.search(r"[\u4e00-\u9fff]", finding["message"] + finding["help"]) for finding in findings)


def test_text_in_chinese_fits_80_cells() -> None:
    told = run("check", "weak.txt", "long-line.txt", "--lang", "zh", "--select", "tone,tense,structure")
    assert "第 3 行 │ " in told.out
    assert re.search(r"得分 \d+/100", told.out)
    assert [line for line in told.out.splitlines() if cell_len(line) > 80] == []


def test_the_language_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "得分" in run("check", "weak.txt", "--select", "tone").out


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_output_goes_to_the_file_and_nowhere_else(form: str, tmp_path: Path) -> None:
    arguments = ["check", "weak.txt", "--select", "tone", "--format", form]
    told = run(*arguments, "--output", tmp_path / "报告.out")
    assert (told.code, told.out, told.err) == (1, "", "")
    assert (tmp_path / "报告.out").read_bytes().decode() == run(*arguments).out


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_output_never_takes_the_place_of_a_draft(command: str, tmp_path: Path) -> None:
    draft = tmp_path / "letter.txt"
    draft.write_text(WEAK, encoding="utf-8")
    told = run(command, tmp_path, "--output", tmp_path / "." / "letter.txt")
    assert (told.code, told.out) == (2, "")
    assert "is one of the drafts and was left as it is" in told.err
    assert draft.read_text(encoding="utf-8") == WEAK


# --- check: where drafts come from ------------------------------------------------------------------------------------


def paths(*names: str) -> list[str]:
    told = run("check", *names, "--format", "json", "--select", "tone/shouting")
    assert told.err == ""
    return [result["path"].replace(os.sep, "/") for result in told.results]


def test_files_folders_and_globs_in_order_each_once() -> None:
    names = ["weak.txt", "folder", "weak.t*", "folder/a.md", "**/b.txt", "申诉"]
    assert paths(*names) == ["weak.txt", "folder/a.md", "folder/deeper/b.txt", "申诉/第一封 信.txt"]


def test_a_path_with_brackets_is_a_path_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter[1].txt").write_text(WEAK, encoding="utf-8")
    assert paths("letter[1].txt") == ["letter[1].txt"]


def test_standard_input() -> None:
    told = run("check", "-", "--format", "json", "--select", "tone", stdin=WEAK.encode())
    assert told.results[0]["path"] == "draft.txt"
    assert told.rules == ["tone/begging", "tone/shouting"]


def test_standard_input_under_a_name() -> None:
    told = run(
        "check", "-", "--stdin-filename", "信.md", "--format", "json", "--select", "tone", stdin=WEAK.encode("utf-16")
    )
    assert told.results[0]["path"] == "信.md"
    assert told.rules == ["tone/begging", "tone/shouting"]


def test_a_word_file_on_standard_input_has_paragraphs(letters: Path) -> None:
    arguments = ["--format", "json", "--select", "tone,tense"]
    told = run("check", "-", "--stdin-filename", "letter.docx", *arguments, stdin=(letters / "word.docx").read_bytes())
    from_file = run("check", "word.docx", *arguments)
    assert told.results[0]["findings"] == from_file.results[0]["findings"]
    places = {f["rule"]: f["range"]["start"]["paragraph"] for f in told.results[0]["findings"]}
    assert places == {"tense/promised-action": 2, "tone/begging": 2, "tone/shouting": 2}


@pytest.mark.parametrize(
    ("name", "stdin", "message"),
    [
        ("draft.txt", b"", "the draft is empty"),
        ("letter.docx", b"no Word file", "not a Word file"),
        ("letter.pdf", b"%PDF-1.4 we trained our staff", ".pdf files are not read"),
        ("draft.txt", b"\x89PNG\0\0\x01\x02" * 99, "this is not text"),
    ],
)
def test_bad_standard_input_is_one_line(name: str, stdin: bytes, message: str) -> None:
    told = run("check", "-", "--stdin-filename", name, stdin=stdin)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"poalint: {name}: {message}")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("name", ["utf16.txt", "gbk.txt", "crlf.txt"])
def test_other_encodings_and_line_ends_give_the_same_findings(name: str, both: Ran) -> None:
    told = run("check", name, "--format", "json")
    promised = [f["range"] for f in told.results[0]["findings"] if f["rule"] == "tense/promised-action"]
    assert promised == [f["range"] for f in both.results[1]["findings"] if f["rule"] == "tense/promised-action"]
    assert (told.code, told.err) == (1, "")


def test_a_letter_of_one_line_is_checked() -> None:
    told = run("check", "one.txt", "--format", "json")
    assert (told.code, told.err) == (1, "")
    assert told.results[0]["verdict"] == "not_ready"


def test_a_line_longer_than_spacy_reads_at_once_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # spaCy refuses a million characters at once; with a lower bound the same is seen in less time.
    monkeypatch.setattr(load(DEFAULT_MODEL)._nlp, "max_length", 25_000)
    monkeypatch.chdir(tmp_path)
    text = "Corrective actions: " + "On 2 October we contacted the buyers. " * 720 + "We will train our staff."
    (tmp_path / "line.txt").write_text(text, encoding="utf-8")
    told = run("check", "line.txt", "--format", "json", "--select", "tense/promised-action")
    (finding,) = told.results[0]["findings"]
    assert (finding["range"]["start"]["offset"], finding["excerpt"]) == (text.index("will train"), "will train")


# --- bad inputs -------------------------------------------------------------------------------------------------------

NOT_TEXT = "this is not text; save the letter as .docx or as plain text and check that file"
NO_DRAFTS = "no drafts in this folder; drafts end in .txt, .text, .md, .markdown, .docx"
BAD = {
    "zero.txt": "the draft is empty; write the letter and check it again",
    "blank.txt": "the draft is empty; write the letter and check it again",
    "chinese.txt": "the draft is not in English; poalint reads English letters: translate it and check it again",
    "five-megabytes.txt": "too long for a letter (5,270,000 characters, at most 2,000,000 are read); is it the right file?",
    "huge.txt": "too large for a letter (25.0 MB); is it the right file?",
    "picture.txt": NOT_TEXT,
    "missing.txt": "no such file; check the name and the folder",
    "申诉/没有.txt": "no such file; check the name and the folder",
    "no: such; file.txt": "no such file; check the name and the folder",
    "folder.txt": NO_DRAFTS,
    "empty": NO_DRAFTS,
    "nothing*.md": "no file matches this pattern; check the folder and the ending",
    "locked.txt": "cannot be read (Permission denied); is it open elsewhere or protected?",
    "letter.doc": ".doc files are not read; open it in Word and save it as .docx",
    "letter.pdf": ".pdf files are not read; copy its text into a .txt or .docx file",
    "false.docx": "not a Word file; open it in Word and save it as Word document (.docx)",
}


@pytest.fixture(scope="module", params=["check", "inspect"])
def bad(request: pytest.FixtureRequest, letters: Path) -> Iterator[Ran]:
    """One run over all the bad inputs and one letter that is fine, as JSON."""
    read_bytes = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(letters)
        patch.setattr(Path, "read_bytes", locked)
        yield run(request.param, *BAD, "weak.txt", "--format", "json")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_one_clear_line(name: str, bad: Ran) -> None:
    assert [line for line in bad.err.splitlines() if line.startswith(f"poalint: {name}:")] == [
        f"poalint: {name}: {BAD[name]}"
    ]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_told_in_json_too(name: str, bad: Ran) -> None:
    errors = {error["path"]: error for error in json.loads(bad.out)["errors"]}
    assert name in errors
    message, help_ = errors[name]["message"], errors[name]["help"]
    assert f"{message}; {help_}" == BAD[name]


def test_bad_inputs_give_status_2_and_do_not_keep_the_others_from_being_read(bad: Ran) -> None:
    assert bad.code == 2
    assert len(bad.err.splitlines()) == len(BAD)
    assert "weak.txt" in [result["path"] for result in bad.results]


def test_a_bad_input_alone_prints_nothing_on_standard_output() -> None:
    for command in ("check", "inspect"):
        told = run(command, "missing.txt")
        assert (told.code, told.out) == (2, "")
        assert told.err == f"poalint: missing.txt: {BAD['missing.txt']}\n"


def test_a_name_too_long_for_a_file_is_told() -> None:
    letter = "We shipped the parcels late. " * 20
    told = run("check", letter)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"poalint: {letter}: ")


def test_a_name_that_has_no_room_for_the_list_of_what_is_accepted_is_checked(tmp_path: Path) -> None:
    draft = tmp_path / ("信" * 80 + ".txt")
    draft.write_text(WEAK, encoding="utf-8")
    assert run("check", draft, "--select", "tone").code == 1


def test_status_2_outweighs_1() -> None:
    assert run("check", "weak.txt", "missing.txt", "--select", "tone").code == 2


# --- inspect ----------------------------------------------------------------------------------------------------------


def test_inspect_shows_parts_and_actions() -> None:
    told = run("inspect", "weak.txt")
    assert (told.code, told.err) == (0, "")
    assert ESCAPE not in told.out
    assert "root_cause" in told.out
    assert "will train" in told.out
    assert [line for line in told.out.splitlines() if cell_len(line) > 80 or line != line.rstrip()] == []


def test_inspect_as_json() -> None:
    told = run("inspect", "weak.txt", "--format", "json", "--violation", "vtr")
    (result,) = told.results
    assert [section["kind"] for section in result["sections"]] == ["root_cause", "corrective"]
    assert result["violation"] == {"kind": "vtr", "source": "given", "confidence": "high"}
    clause = next(each for each in result["clauses"] if each["head"] == "train")
    assert (clause["kind"], clause["status"], clause["agent"]) == ("action", "planned", "seller")


# --- rules, explain, test, init ----------------------------------------------------------------------------------------


def test_explain_says_why_with_examples_and_sources() -> None:
    told = run("explain", "tense/promised-action")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("tense/promised-action  (error, high confidence)\n")
    assert all(
        f"\n{word}" in told.out for word in ("Why: ", "Says: ", "Mend: ", "Wrong:", "Right:", "Left alone:", "Sources")
    )
    wide = [line for line in told.out.splitlines() if cell_len(line) > 80 and "://" not in line]
    assert wide == []


def test_explain_in_chinese() -> None:
    told = run("explain", "tense/promised-action", "--lang", "zh")
    assert all(word in told.out for word in ("为什么：", "改法：", "来源"))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("tense/promissed-action", "no rule is called 'tense/promissed-action'; did you mean 'tense/promised-action'?"),
        ("tense", "'tense' is a category; `poalint rules --category tense` lists its rules"),
        ("xyzzy", "no rule is called 'xyzzy'; `poalint rules` lists them"),
    ],
)
def test_explain_of_a_name_that_is_no_rules(name: str, line: str) -> None:
    assert run("explain", name) == Ran(2, "", f"poalint: {line}\n")


def test_explain_a_rule_of_ones_own() -> None:
    told = run("explain", "leftovers/agency-name", "--rules", PACKS / "good-adds", "--lang", "zh")
    assert told.code == 0
    assert "信里不出现代写机构的名字" in told.out


def listed(*arguments: str | Path) -> list[dict[str, Any]]:
    told = run("rules", "--format", "json", *arguments)
    assert (told.code, told.err) == (0, "")
    return list(json.loads(told.out))


def test_rules_lists_every_rule_a_line() -> None:
    every = listed()
    assert len(every) == len(rule_files(built_in_folder()))
    told = run("rules")
    assert [line.split()[1] for line in told.out.splitlines()[: len(every)]] == [entry["id"] for entry in every]
    assert f"{len(every)} rules" in told.out


def test_rules_by_category_severity_and_violation() -> None:
    every = listed()
    asked = listed("--category", "tense", "--category", "tone", "--severity", "error")
    assert asked == [e for e in every if e["category"] in {"tense", "tone"} and e["severity"] == "error"]
    assert asked
    narrowed = listed("--violation", "vtr")
    assert narrowed == [e for e in every if not e["violations"] or "vtr" in e["violations"]]
    assert len(narrowed) < len(every)


def test_rules_of_an_unknown_category() -> None:
    told = run("rules", "--category", "tens")
    assert told == Ran(2, "", "poalint: no category is called 'tens'; did you mean 'tense'?\n")


def test_rules_with_a_pack_of_ones_own() -> None:
    names = {entry["id"] for entry in listed("--rules", PACKS / "good-overrides")}
    assert {entry["id"] for entry in listed()} - names == {"tone/shouting"}


def test_rules_in_chinese() -> None:
    assert "不用连续感叹号" in run("rules", "--lang", "zh").out


def test_the_examples_of_a_good_pack_come_out() -> None:
    told = run("test", PACKS / "good-adds")
    assert (told.code, told.err) == (0, "")
    assert "2 flagged and 3 passing examples: 0 failed" in told.out


def test_the_examples_of_a_bad_pack_do_not(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "good-adds", tmp_path / "ours")
    rule = tmp_path / "ours" / "leftovers" / "agency-name.yaml"
    text = rule.read_text(encoding="utf-8")
    text = text.replace("at: [LSS team]", "at: [our LSS team]").replace("our seller", "our seller")
    rule.write_text(text + "    - draft: The LSS team wrote this.\n", encoding="utf-8")
    told = run("test", tmp_path / "ours")
    assert told.code == 1
    lines = told.out.splitlines()
    assert lines[0] == "leftovers/agency-name: flagged example 2: flagged ['LSS team'], expected ['our LSS team']"
    assert lines[1] == "leftovers/agency-name: passing example 4: flagged: LSS team"
    assert "2 failed" in lines[2]


def test_init_writes_once_and_never_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init") == Ran(0, "wrote .poalint.yml\n", "")
    assert (tmp_path / ".poalint.yml").read_text(encoding="utf-8") == TEMPLATE
    (tmp_path / ".poalint.yml").write_text("lang: zh\n", encoding="utf-8")
    told = run("init")
    assert told == Ran(2, "", "poalint: .poalint.yml: is already here and was left as it is; edit it\n")
    assert (tmp_path / ".poalint.yml").read_text(encoding="utf-8") == "lang: zh\n"


# --- schemas ----------------------------------------------------------------------------------------------------------


class Core(yaml.SafeLoader):
    """YAML as editors read it (1.2): a date is text, and so is “off”."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag.rsplit(":", 1)[-1] in {"int", "float", "null", "merge"}]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


def validator(shape: str) -> jsonschema.Draft202012Validator:
    told = run("schema", shape)
    assert (told.code, told.err) == (0, "")
    schema = json.loads(told.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return jsonschema.Draft202012Validator(schema)


def told_by(shape: jsonschema.Draft202012Validator, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in shape.iter_errors(value)]


@pytest.mark.parametrize("shape", ["check", "inspect", "rule", "config"])
def test_each_schema_is_one(shape: str) -> None:
    assert validator(shape).schema["title"]


def test_check_prints_what_its_schema_says(both: Ran) -> None:
    assert told_by(validator("check"), json.loads(both.out)) == []


def test_check_and_inspect_of_bad_inputs_print_what_their_schemas_say() -> None:
    for command in ("check", "inspect"):
        told = run(command, "zero.txt", "chinese.txt", "missing.txt", "--format", "json")
        assert told_by(validator(command), json.loads(told.out)) == []


def test_inspect_prints_what_its_schema_says() -> None:
    drafts = [DRAFTS / name for name in ("weak-reviews.txt", "odd-word.docx")]
    told = run("inspect", "strong.txt", "weak.txt", *drafts, "--format", "json")
    assert told_by(validator("inspect"), json.loads(told.out)) == []


def test_every_built_in_rule_is_what_the_schema_says() -> None:
    shape = validator("rule")
    faults = {}
    for path in rule_files(built_in_folder()):
        told = told_by(shape, yaml.load(path.read_text(encoding="utf-8"), Loader=Core))
        if told:
            faults[path.name] = told
    assert faults == {}


@pytest.mark.parametrize(
    "pack", ["unknown-key", "unknown-setting", "unknown-severity", "unknown-section", "points-too-high"]
)
def test_the_schema_refuses_what_the_pack_refuses(pack: str) -> None:
    text = (PACKS / pack / "tone" / "grovelling.yaml").read_text(encoding="utf-8")
    assert told_by(validator("rule"), yaml.load(text, Loader=Core)) != []


def uncommented() -> str:
    """The configuration that `init` writes, with all its keys switched on."""
    return "".join(f"{line}\n" for line in re.findall(r"(?m)^# (\s*[\w/-]+:.*)$", TEMPLATE))


def test_the_template_is_what_the_schema_says() -> None:
    settings = yaml.load(uncommented(), Loader=Core)
    assert set(settings) >= {
        "rules",
        "select",
        "ignore",
        "overrides",
        "violation",
        "lang",
        "min-severity",
        "fail-on",
        "model",
    }
    assert told_by(validator("config"), settings) == []


def test_the_template_names_rules_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / ".poalint.yml"
    path.write_text(uncommented().replace("[our-rules]", "[]"), encoding="utf-8")
    config = load_config(path)
    known = {entry["id"] for entry in listed()}
    categories = {name.partition("/")[0] for name in known}
    assert {*config.select, *config.ignore, *config.overrides} <= known | categories


# --- configuration ----------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one letter in a folder below it; the run starts below."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "weak.txt").write_text(WEAK, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "drafts")
    return tmp_path


def test_a_configuration_is_found_upwards(project: Path) -> None:
    text = "select: [tone]\nignore: [tone/shouting]\nmarketplace: de\nviolation: vtr\nlang: zh\nfail-on: never\n"
    (project / ".poalint.yml").write_text(text, encoding="utf-8")
    told = run("check", "weak.txt", "--format", "json")
    assert told.code == 0
    assert told.rules == ["tone/begging"]
    assert told.results[0]["marketplace"] == "DE"
    assert told.results[0]["violation"]["source"] == "given"
    assert "求情" in told.out


def test_the_command_line_goes_over_the_file(project: Path) -> None:
    (project / ".poalint.yml").write_text("select: [tone]\nlang: zh\nfail-on: never\n", encoding="utf-8")
    told = run(
        "check", "weak.txt", "--format", "json", "--select", "tone/begging", "--lang", "en", "--fail-on", "error"
    )
    assert told.code == 1
    assert told.rules == ["tone/begging"]
    assert "pleads" in told.out


def test_packs_stand_relative_to_their_file(project: Path) -> None:
    shutil.copytree(PACKS / "good-adds", project / "ours")
    (project / ".poalint.yml").write_text(
        "rules: [ours]\noverrides:\n  leftovers/agency-name: {severity: info}\n", "utf-8"
    )
    entry = next(entry for entry in listed() if entry["id"] == "leftovers/agency-name")
    assert entry["severity"] == "info"


def test_pyproject_is_read(project: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.poalint]\nselect = ["tone"]\nfail-on = "never"\n'
    text += '\n[tool.poalint.overrides]\n"tone/shouting" = {off = true}\n'
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    told = run("check", "weak.txt", "--format", "json")
    assert told.code == 0
    assert told.rules == ["tone/begging"]


YAML_FAULTS = {
    "selct: [tone]": "1:1: unknown key 'selct' in the configuration; did you mean 'select'?",
    "lang: en\nfail-on: sometimes": "2:10: unknown fail-on 'sometimes'; write one of: error, warning, info, never",
    "fail-under: 200": "1:13: fail-under is 200, more than 100; write 100 or less",
    "lang: zh\nlang: en": "2:1: key 'lang' is written twice (first on line 1); keep one of them",
    "overrides:\n  structure/to-long: {off: true}": (
        "2:3: no rule is called 'structure/to-long'; did you mean 'structure/too-long'?"
    ),
    "lang: 'zh": "1:7: this is not YAML: ",
    "- tone": "1:1: the configuration must be a mapping; ",
}


@pytest.mark.parametrize("text", YAML_FAULTS)
def test_a_fault_in_the_configuration_is_told_with_its_place(text: str, project: Path) -> None:
    (project / ".poalint.yml").write_text(text + "\n", encoding="utf-8")
    told = run("check", "weak.txt")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"poalint: {project / '.poalint.yml'}:{YAML_FAULTS[text]}")
    assert told.err.count("\n") == 1


TOML_FAULTS = {
    '[tool.poalint]\nselct = ["tone"]': (2, "unknown key 'selct' in the configuration; did you mean 'select'?"),
    '[tool.ruff.lint]\nfail-under = 1\n\n[tool.poalint]\nlang = "en"\nfail-under = 200': (
        6,
        "fail-under is 200, more than 100; write 100 or less",
    ),
    "[tool.poalint]\nlang = 1979-05-27": (2, "unknown lang "),
    '[project]\nname = "x"\n\n[tool.poalint.overrides]\n"structure/to-long" = {off = true}': (
        5,
        "no rule is called 'structure/to-long'; did you mean 'structure/too-long'?",
    ),
    '[tool.poalint.overrides."tone/shouting"]\nseverity = "error"\n# yes or no\noff = "maybe"': (
        4,
        "overrides.tone/shouting.off is 'maybe'; write true or false",
    ),
    "[tool.poalint]\nlang =": (2, "this is not TOML: "),
    '[tool.poalint]\nlang = "\ud800"': (1, "the file is not UTF-8; save it as UTF-8"),
}


@pytest.mark.parametrize("text", TOML_FAULTS)
def test_a_fault_in_pyproject_is_told_with_its_line(text: str, project: Path) -> None:
    (project / "pyproject.toml").write_bytes((text + "\n").encode("utf-8", "surrogatepass"))
    told = run("check", "weak.txt")
    assert (told.code, told.out) == (2, "")
    line, message = TOML_FAULTS[text]
    place = re.match(rf"poalint: {re.escape(str(project / 'pyproject.toml'))}:(\d+):\d+: ", told.err)
    assert place, told.err
    assert int(place[1]) == line
    assert told.err[place.end() :].startswith(message)
    assert told.err.count("\n") == 1


def test_a_pyproject_without_our_table_is_passed_by(project: Path) -> None:
    (project / ".poalint.yml").write_text("select: [tone/begging]\n", encoding="utf-8")
    (project / "drafts" / "pyproject.toml").write_text(
        '# no tool.poalint here\n[project]\nname = "x"\n', encoding="utf-8"
    )
    assert run("check", "weak.txt", "--format", "json").rules == ["tone/begging"]


# --- a terminal that knows no Chinese ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [["rules", "--lang", "zh"], ["explain", "tone/begging"], ["rules", "--format", "json"]]
)
def test_a_pipe_of_another_encoding_ends_in_no_traceback(command: Sequence[str], letters: Path) -> None:
    told = apart(*command, cwd=letters, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert (told.code, told.err) == (0, "")
    assert told.out
