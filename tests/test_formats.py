"""Every output format: parsed back as its readers do, held to its schema, its columns on the very words."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from poalint.cli.app import app
from poalint.cli.outputs import Output, outputs_of
from poalint.draft import Draft, LineStyle, WordLine
from poalint.formats import FORMATS, renderer
from poalint.formats.checked import NOT_CHECKED, Checked, Run, flat
from poalint.formats.columns import Ruler, Unit
from poalint.formats.shapes import Trouble
from poalint.model import (
    Accepted,
    AcceptedBy,
    Applicability,
    Category,
    Confidence,
    Edit,
    Finding,
    Fix,
    Note,
    PoalintError,
    Report,
    Severity,
    Span,
    Verdict,
    Violation,
    ViolationKind,
)
from poalint.pack.load import load_pack

SCHEMAS = Path(__file__).parent / "schemas"
DRAFTS = Path(__file__).parent.parent / "fixtures" / "drafts"
MACHINE = [name for name in FORMATS if name != "text"]
RULES = tuple(load_pack(deep=False).only(["tense/promised-action", "tone/begging"], ()).rules.values())
NASTY = "ab \t\n\x0b\x0c\x00\x1b\x85\u2028\u2029’“\"'<&>%:,;|\\/[](){}我们é\u0301👍🏽\u200d\ufffe\ufeff=+-@"
nasty_text = st.text(alphabet=st.sampled_from(NASTY), max_size=40)


# --- what is rendered -------------------------------------------------------------------------------------------------


def a_finding(draft: Draft, span: Span | None, severity: Severity = Severity.ERROR, **changes: Any) -> Finding:
    words = draft[span] if span is not None else ""
    told: dict[str, Any] = {
        "rule": "tense/promised-action",
        "category": Category.TENSE,
        "severity": severity,
        "confidence": Confidence.HIGH,
        "message": f"“{words}” promises, 100%: an action.",
        "help": "Do it, then write “On [date], [who] …”.",
        "section": None,
        "missing": None,
        "excerpt": words,
        "range": draft.range(span) if span is not None else None,
        "points": 4.0,
        "fingerprint": "f98ce46eb262",
    }
    return Finding(**{**told, **changes})


def a_report(draft: Draft, findings: Sequence[Finding] = (), score: int = 90, **more: Any) -> Checked:
    violation = Violation(ViolationKind.VTR, "detected", Confidence.HIGH)
    report = Report(draft.path, Verdict.REVISE, score, "A", violation, "US", tuple(findings), (), **more)
    return Checked(draft, report)


def not_checked(path: str = "gone.txt") -> Checked:
    return Checked(None, Trouble(path, "no such file", "check the name"))


def undecided(path: str = "empty.txt") -> Checked:
    violation = Violation(ViolationKind.OTHER, "detected", Confidence.LOW)
    told = {"undecided_because": "the draft is empty", "undecided_help": "write the letter"}
    return Checked(Draft(path, ""), Report(path, Verdict.UNDECIDED, None, None, violation, "US", (), (), **told))


def rendered(name: str, checked: Iterable[Checked], **changes: Any) -> str:
    told: dict[str, Any] = {
        "lang": "en",
        "folder": Path.cwd(),
        "rules": RULES,
        "fail_on": Severity.ERROR,
        "fail_under": None,
        "exit_code": lambda: 1,
    }
    return "".join(renderer(name)(iter(list(checked)), Run(**{**told, **changes})))


DRAFT = Draft("letters/a b.txt", "Root cause:\nWe 👍 did not scan. 我们 will train.\tWe “beg” you.\n")
WILL_TRAIN = Span(DRAFT.text.index("will train"), DRAFT.text.index(".\tWe"))
BEG = Span(DRAFT.text.index("“beg”"), DRAFT.text.index(" you.\n"))


def some_drafts() -> list[Checked]:
    """A draft with findings of each sort, a clean one, an empty one and one that is not there."""
    fix = Fix("Write “ask”", Applicability.SAFE, (Edit(DRAFT.range(BEG), "ask"),))
    unsafe = Fix("Say it is done", Applicability.UNSAFE, (Edit(DRAFT.range(WILL_TRAIN), "On [date] we trained"),))
    related = (Note("It began here.", DRAFT.range(Span(0, 10))),)
    findings = [
        a_finding(DRAFT, WILL_TRAIN, fixes=(unsafe,), related=related),
        a_finding(DRAFT, BEG, Severity.WARNING, rule="tone/begging", fixes=(fix,), url="https://example.org/beg"),
        a_finding(DRAFT, None, Severity.INFO, rule="own/rule", message="No date."),
    ]
    accepted = (
        Accepted(a_finding(DRAFT, Span(0, 4), fingerprint="1"), AcceptedBy.SIDECAR, "the client wants it"),
        Accepted(a_finding(DRAFT, Span(5, 10), fingerprint="2"), AcceptedBy.COMMENT),
    )
    return [
        a_report(DRAFT, findings, accepted=accepted),
        a_report(Draft("clean.md", "We did.\n")),
        undecided(),
        not_checked(),
    ]


def word_draft() -> Checked:
    lines = (WordLine(LineStyle.PLAIN, 0, 3), WordLine(LineStyle.PLAIN, 0, 7))
    draft = Draft("letter.docx", "Root cause:\nWe will train 我们 staff.", word_lines=lines)
    fix = Fix("Write “x”", Applicability.SAFE, (Edit(draft.range(Span(15, 25)), "x"),))
    return a_report(draft, [a_finding(draft, Span(15, 25), fixes=(fix,))])


# --- how each format is read ------------------------------------------------------------------------------------------

Told = tuple[str, int, int, str]
"""Path, line, column and severity as a reader has them."""


def _lines(pattern: str) -> Callable[[str], list[Told]]:
    def read(text: str) -> list[Told]:
        told: list[Told] = []
        for line in text.split("\n")[:-1]:
            found = re.fullmatch(pattern, line)
            assert found is not None, line
            told.append((found["path"], int(found["line"]), int(found["column"]), found["level"].lower()))
        return told

    return read


def _read_github(text: str) -> list[Told]:
    told: list[Told] = []
    for line in text.split("\n")[:-1]:
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert found is not None, line
        assert not re.search(r"%(?!0A|0D|25|3A|2C)", found[2] + found[3])
        properties = dict(each.split("=", 1) for each in found[2].split(","))
        at = int(properties.get("line", 1)), int(properties.get("col", 0))
        told.append((unquote(properties["file"]), *at, found[1]))
    return told


def _read_xml(text: str, schema: str) -> etree._Element:
    root = etree.fromstring(text.encode("utf-8"))
    etree.XMLSchema(etree.parse(SCHEMAS / schema)).assertValid(root)
    return root


def _read_checkstyle(text: str) -> list[Told]:
    return [
        (each.getparent().get("name"), int(each.get("line")), int(each.get("column")), each.get("severity"))
        for each in _read_xml(text, "checkstyle.xsd").iter("error")
    ]


def _read_sarif(text: str) -> list[Told]:
    told: list[Told] = []
    for each in json.loads(text)["runs"][0]["results"]:
        if not each["suppressions"]:
            at = each["locations"][0]["physicalLocation"]
            region = at["region"]
            path = unquote(at["artifactLocation"]["uri"])
            told.append((path, region["startLine"], region.get("startColumn", 1), each["level"]))
    return told


def _read_rdjson(text: str) -> list[Told]:
    return [_read_diagnostic(each) for each in held_to("rdjson.json", json.loads(text))["diagnostics"]]


def _read_diagnostic(diagnostic: Any) -> Told:
    start = diagnostic["location"].get("range", {"start": {"line": 1, "column": 1}})["start"]
    return diagnostic["location"]["path"], start["line"], start["column"], diagnostic["severity"].lower()


def _read_gitlab(text: str) -> list[Told]:
    issues = held_to("gitlab.json", json.loads(text))
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    return [(each["location"]["path"], each["location"]["lines"]["begin"], 0, each["severity"]) for each in issues]


def _read_vale(text: str) -> list[Told]:
    return [
        (path, each["Line"], each["Span"][0], each["Severity"])
        for path, alerts in json.loads(text).items()
        for each in alerts
    ]


def _read_csv(text: str) -> list[Told]:
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert all(None not in row and None not in row.values() for row in rows)
    return [(row["path"], int(row["line"] or 1), int(row["column"] or 1), row["severity"]) for row in rows]


def _read_junit(text: str) -> list[Told]:
    return [
        (each.get("classname"), 0, 0, each[0].get("type", "output")) if len(each) else (each.get("classname"), 0, 0, "")
        for each in _read_xml(text, "junit-10.xsd").iter("testcase")
    ]


def sarif(text: str) -> Any:
    return held_to("sarif-2.1.0.json", json.loads(text))["runs"][0]


def held_to(name: str, value: Any) -> Any:
    """The value, valid by one of the schemas."""
    validator(name).validate(value)
    return value


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


PLACE = r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+): "
READERS: dict[str, tuple[Unit, Callable[[str], list[Told]]]] = {
    "gcc": (Unit.BYTES, _lines(PLACE + r"(?P<level>error|warning|note): (.*) \[[a-z/-]+\]")),
    "unix": (Unit.UTF16, _lines(PLACE + r"(.*) \[(?P<level>Error|Warning|Info)/[a-z/-]+\]")),
    # The pattern of VS Code's problem matcher `$eslint-compact`, its groups named.
    "eslint-compact": (
        Unit.UTF16,
        _lines(
            r"(?P<path>.+):\sline\s(?P<line>\d+),\scol\s(?P<column>\d+),\s(?P<level>Error|Warning|Info)\s-\s(.+)\s\((.+)\)"
        ),
    ),
    "github": (Unit.UTF16, _read_github),
    "checkstyle": (Unit.CODE_POINTS, _read_checkstyle),
    "sarif": (Unit.UTF16, _read_sarif),
    "rdjson": (Unit.BYTES, _read_rdjson),
    "rdjsonl": (Unit.BYTES, lambda text: [_read_diagnostic(json.loads(line)) for line in text.split("\n")[:-1]]),
    "vale": (Unit.CODE_POINTS, _read_vale),
    "csv": (Unit.CODE_POINTS, _read_csv),
    "gitlab": (Unit.CODE_POINTS, _read_gitlab),
    "junit": (Unit.CODE_POINTS, _read_junit),
}
WITH_COLUMNS = [name for name in READERS if name not in {"gitlab", "junit"}]


def cut(line: str, column: int, unit: Unit) -> str:
    """The text of a line from a column on, as a program that counts in the unit has it."""
    encoding = {Unit.BYTES: "utf-8", Unit.UTF16: "utf-16-le", Unit.CODE_POINTS: "utf-32-le"}[unit]
    size = {Unit.BYTES: 1, Unit.UTF16: 2, Unit.CODE_POINTS: 4}[unit]
    return line.encode(encoding)[(column - 1) * size :].decode(encoding)


# --- the properties ---------------------------------------------------------------------------------------------------


@given(nasty_text.filter(bool), st.data())
def test_a_column_cuts_the_line_at_the_very_character(text: str, data: st.DataObject) -> None:
    draft = Draft("x.txt", text)
    offset = data.draw(st.integers(0, len(text)))
    at = draft.position(offset)
    line = draft.line(at.line)
    for unit in Unit:
        assert cut(line, Ruler(draft, unit).column(at), unit) == line[at.column - 1 :]


@pytest.mark.parametrize("name", WITH_COLUMNS)
@settings(max_examples=40, deadline=None)
@given(text=nasty_text.filter(bool), ends=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_what_is_read_back_points_at_the_words(name: str, text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(each, len(text)) for each in ends)
    draft = Draft("x.txt", text)
    unit, read = READERS[name]
    [(path, line, column, _)] = read(rendered(name, [a_report(draft, [a_finding(draft, Span(start, end))])]))
    if name == "vale":
        start = max(draft.line_span(line).start, min(start, draft.line_span(line).end - 1))
    assert path == "x.txt"
    assert line == draft.line_of(start)
    if column:
        assert cut(draft.line(line), column, unit) == text[start : draft.line_span(line).end]


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None)
@given(texts=st.lists(nasty_text, max_size=3), path=st.text(st.sampled_from("ab ’我%,:<&\"'\n\x1b\udc80"), min_size=1))
def test_every_finding_is_read_back_whatever_its_words(name: str, texts: list[str], path: str) -> None:
    checked = []
    for number, text in enumerate(texts):
        draft = Draft(f"{number}{path}", text)
        checked.append(a_report(draft, [a_finding(draft, Span(0, len(text)), message=text), a_finding(draft, None)]))
    written = rendered(name, checked).encode("utf-8", "backslashreplace").decode("utf-8")
    assert len(READERS[name][1](written)) == 2 * len(texts)


@given(nasty_text)
def test_flat_text_is_one_line_that_xml_and_utf8_hold(text: str) -> None:
    line = flat(text + "\ud800")
    assert line.encode("utf-8").decode().splitlines() in ([line], [])
    assert etree.fromstring(f"<a>{line.replace('&', '').replace('<', '')}</a>".encode()) is not None


# --- drafts without findings, drafts that could not be checked --------------------------------------------------------


@pytest.mark.parametrize("name", READERS)
def test_no_drafts_and_clean_drafts_give_a_valid_output(name: str) -> None:
    read = READERS[name][1]
    assert read(rendered(name, [])) == []
    told = read(rendered(name, [a_report(DRAFT)]))
    assert told == ([("letters/a b.txt", 0, 0, "")] if name == "junit" else [])


@pytest.mark.parametrize("name", [name for name in READERS if name != "sarif"])
def test_a_draft_that_could_not_be_checked_is_an_error(name: str) -> None:
    told = READERS[name][1](rendered(name, [undecided(), not_checked()]))
    assert [(path, level) for path, _, _, level in told] == [
        (path, {"gitlab": "critical", "junit": "not-checked"}.get(name, "error")) for path in ("empty.txt", "gone.txt")
    ]


@pytest.mark.parametrize("name", MACHINE)
def test_chinese_messages_are_kept_as_they_are(name: str) -> None:
    finding = a_finding(DRAFT, WILL_TRAIN, message="“will train”是承诺。", help="先做完再写。")
    written = rendered(name, [a_report(DRAFT, [finding])], lang="zh")
    assert "是承诺。" in written
    assert "先做完再写。" in written


# --- format by format -------------------------------------------------------------------------------------------------


def test_gcc_tells_a_finding_in_one_line() -> None:
    lines = rendered("gcc", some_drafts()).splitlines()
    assert lines[0] == (
        "letters/a b.txt:2:30: error: “will train” promises, 100%: an action. "
        "Do it, then write “On [date], [who] …”. [tense/promised-action]"
    )
    assert lines[2].startswith("letters/a b.txt:1:1: note: No date. ")
    assert lines[-1] == f"gone.txt:1:1: error: no such file; check the name [{NOT_CHECKED}]"


def test_github_commands_are_escaped() -> None:
    draft = Draft("a,b:c.txt", "We will.\nNow.")
    commands = rendered("github", [a_report(draft, [a_finding(draft, Span(0, 12)), a_finding(draft, Span(3, 7))])])
    first, second = commands.splitlines()
    assert first.startswith("::error file=a%2Cb%3Ac.txt,line=1,endLine=2,title=tense/promised-action::“We will. Now”")
    assert second.startswith("::error file=a%2Cb%3Ac.txt,line=1,col=4,endLine=1,endColumn=8,title=")
    assert "promises, 100%25: an action" in second


def test_junit_fails_what_fails_the_run() -> None:
    def outcomes(**changes: Any) -> list[tuple[str, list[str]]]:
        suites = _read_xml(rendered("junit", some_drafts(), **changes), "junit-10.xsd")
        assert all(int(suite.get("tests")) == len(suite) for suite in suites)
        return [(suite.get("failures"), [case[0].tag if len(case) else "passes" for case in suite]) for suite in suites]

    rest = [("0", ["passes"]), ("0", ["error"]), ("0", ["error"])]
    assert outcomes() == [("1", ["failure", "system-out", "system-out"]), *rest]
    assert outcomes(fail_on=Severity.INFO) == [("3", ["failure"] * 3), *rest]
    assert outcomes(fail_on=None) == [("0", ["system-out"] * 3), *rest]
    failed = outcomes(fail_on=None, fail_under=95)
    assert failed[1] == ("1", ["failure"])


def test_gitlab_keeps_a_fingerprint_while_the_words_stay() -> None:
    moved = Draft("letters/a b.txt", f"Dear team,\n\n{DRAFT.text}")
    span = Span(WILL_TRAIN.start + 12, WILL_TRAIN.end + 12)
    before, after = (
        json.loads(rendered("gitlab", [a_report(draft, [a_finding(draft, where)])]))[0]
        for draft, where in ((DRAFT, WILL_TRAIN), (moved, span))
    )
    assert before["fingerprint"] == after["fingerprint"]
    assert (before["location"]["lines"]["begin"], after["location"]["lines"]["begin"]) == (2, 4)


def test_rdjson_suggests_only_what_is_safe() -> None:
    told = json.loads(rendered("rdjson", some_drafts()))["diagnostics"]
    assert "suggestions" not in told[0]
    [suggestion] = told[1]["suggestions"]
    line = DRAFT.line(2).encode()
    start, end = (suggestion["range"][each]["column"] - 1 for each in ("start", "end"))
    assert (line[start:end].decode(), suggestion["text"]) == ("“beg”", "ask")
    assert told[1]["code"] == {"value": "tone/begging", "url": "https://example.org/beg"}
    assert told[2]["location"] == {"path": "letters/a b.txt"}


def test_vale_spans_are_inclusive_and_within_one_line() -> None:
    long = a_finding(DRAFT, Span(0, len(DRAFT.text)))
    alerts = json.loads(rendered("vale", [*some_drafts(), a_report(Draft("b.txt", DRAFT.text), [long])]))
    assert list(alerts) == ["letters/a b.txt", "clean.md", "empty.txt", "gone.txt", "b.txt"]
    first, begging, whole = alerts["letters/a b.txt"]
    start, end = first["Span"]
    assert DRAFT.line(2)[start - 1 : end] == first["Match"] == "will train"
    assert begging["Action"] == {"Name": "replace", "Params": ["ask"]}
    assert (whole["Line"], whole["Span"], whole["Severity"]) == (1, [1, 1], "suggestion")
    assert alerts["b.txt"][0]["Span"] == [1, 11]
    behind = json.loads(rendered("vale", [a_report(DRAFT, [a_finding(DRAFT, Span(11, 11))])]))
    assert behind["letters/a b.txt"][0]["Span"] == [11, 11]
    assert alerts["clean.md"] == []


def test_csv_opens_in_excel_as_utf8_and_runs_no_formula() -> None:
    draft = Draft("=cmd.txt", "- We ship, “now”")
    written = rendered("csv", [a_report(draft, [a_finding(draft, Span(0, 16))])]).encode()
    assert written.startswith(b"\xef\xbb\xbfpath,line,")
    assert written.count(b"\r\n") == written.count(b"\n") == 2
    [row] = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert (row["path"], row["words"], row["end_column"]) == ("'=cmd.txt", "'- We ship, “now”", "17")


def test_a_place_in_a_word_file_is_its_paragraph() -> None:
    assert rendered("gcc", [word_draft()]).startswith("letter.docx:7:4: error: paragraph 7: “will train”")
    assert rendered("gcc", [word_draft()], lang="zh").startswith("letter.docx:7:4: error: 第 7 段：“will train”")
    assert "line=" not in rendered("github", [word_draft()])
    told = json.loads(rendered("rdjson", [word_draft()]))["diagnostics"][0]
    assert told["location"] == {"path": "letter.docx"}
    assert "suggestions" not in told
    [row] = csv.DictReader(io.StringIO(rendered("csv", [word_draft()]).removeprefix("\ufeff"), newline=""))
    assert (row["line"], row["column"], row["paragraph"]) == ("", "", "7")
    [result] = sarif(rendered("sarif", [word_draft()]))["results"]
    [location] = result["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 7}
    assert location["logicalLocations"] == [{"name": "paragraph 7", "kind": "element"}]
    assert "fixes" not in result


# --- SARIF ------------------------------------------------------------------------------------------------------------


def test_sarif_tells_rules_results_and_trouble() -> None:
    run = sarif(rendered("sarif", some_drafts(), exit_code=lambda: 2))
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["id"] == "tense/promised-action"
    assert rule["helpUri"].startswith("https://")
    assert "**Wrong**" in rule["help"]["markdown"]
    assert "{" not in rule["help"]["text"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert [each["suppressions"] for each in run["results"]] == [
        [],
        [],
        [],
        [{"kind": "external", "status": "accepted", "justification": "the client wants it"}],
        [{"kind": "inSource", "status": "accepted"}],
    ]
    assert [each.get("ruleIndex") for each in run["results"]] == [0, 1, None, 0, 0]
    [invocation] = run["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (2, False)
    told = invocation["toolExecutionNotifications"]
    assert [each["message"]["text"] for each in told] == [
        "the draft is empty; write the letter.",
        "no such file; check the name.",
    ]


def test_sarif_fixes_what_is_safe_at_the_very_words() -> None:
    first, begging, whole, *_ = sarif(rendered("sarif", some_drafts()))["results"]
    assert "fixes" not in first
    assert first["relatedLocations"][0]["message"]["text"] == "It began here."
    [replacement] = begging["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    line = DRAFT.line(2).encode("utf-16-le")
    words = line[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)].decode("utf-16-le")
    assert (words, replacement["insertedContent"]["text"]) == ("“beg”", "ask")
    assert begging["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "“beg”"
    assert whole["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("a b/我.txt", {"uri": "a%20b/%E6%88%91.txt", "uriBaseId": "%SRCROOT%"}),
        ("./sub/../x#1.txt", {"uri": "x%231.txt", "uriBaseId": "%SRCROOT%"}),
        ("/folder/x:y.txt", {"uri": "x%3Ay.txt", "uriBaseId": "%SRCROOT%"}),
        ("/else where/x.txt", {"uri": "file:///else%20where/x.txt"}),
        ("../x.txt", {"uri": "file:///x.txt"}),
    ],
)
@pytest.mark.skipif(not Path("/").is_absolute(), reason="paths of Unix")
def test_sarif_paths_are_relative_to_the_run(path: str, told: dict[str, str]) -> None:
    run = sarif(rendered("sarif", [not_checked(path)], folder=Path("/folder")))
    assert run["artifacts"][0]["location"] == told
    assert run["invocations"][0]["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"][
        "artifactLocation"
    ] == {**told, "index": 0}


def test_sarif_is_the_same_at_each_run() -> None:
    assert rendered("sarif", some_drafts()) == rendered("sarif", some_drafts())


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "output_format", "told"),
    [
        ([], None, [Output("text")]),
        ([], "gcc", [Output("gcc")]),
        (["report.json"], "json", [Output("json", Path("report.json"))]),
        (["report.txt"], None, [Output("text", Path("report.txt"))]),
        (["sarif:out.sarif"], None, [Output("sarif", Path("out.sarif"))]),
        (["sarif:out.sarif", "text"], None, [Output("sarif", Path("out.sarif")), Output("text")]),
        (["sarif:out.sarif"], "json", [Output("sarif", Path("out.sarif")), Output("json")]),
        (["sarif:out.sarif", "gcc"], "json", [Output("sarif", Path("out.sarif")), Output("gcc")]),
        (["json:-"], None, [Output("json")]),
        (["csv:C:\\out.csv"], None, [Output("csv", Path("C:\\out.csv"))]),
        (["C:\\out.txt"], None, [Output("text", Path("C:\\out.txt"))]),
        (["./text"], None, [Output("text", Path("text"))]),
    ],
)
def test_output_names_a_format_a_file_or_both(given: list[str], output_format: str | None, told: list[Output]) -> None:
    assert outputs_of(given, output_format) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["text", "json"], "text and json both go to standard output"),
        (["csv:x", "json:x"], "csv and json both go to x"),
        (["serif:x.sarif"], "no format is called 'serif'; did you mean 'sarif'"),
        (["sarif:"], "names no file; write sarif:FILE"),
    ],
)
def test_an_output_that_cannot_be_meant_is_refused(given: list[str], told: str) -> None:
    with pytest.raises(PoalintError, match=re.escape(told)):
        outputs_of(given, None)


def test_several_outputs_of_one_run(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    files = {name: tmp_path / f"out.{name}" for name in ("sarif", "junit", "csv", "rdjson", "text")}
    wanted = [word for name, path in files.items() for word in ("--output", f"{name}:{path}")]
    drafts = [str(DRAFTS / "example.txt"), str(DRAFTS / "odd-word.docx"), str(tmp_path / "empty.txt")]
    ran = CliRunner().invoke(app, ["check", *drafts, "--lang", "en", *wanted, "--output", "gcc"])
    assert ran.exit_code == 2
    on_screen = READERS["gcc"][1](ran.stdout)
    assert {Path(path).name for path, *_ in on_screen} == {"example.txt", "odd-word.docx", "empty.txt"}
    assert "the draft is empty" in ran.stderr
    run = sarif(files["sarif"].read_text(encoding="utf-8"))
    assert run["invocations"][0]["exitCode"] == 2
    assert len(run["results"]) + 1 == len(on_screen) == len(_read_csv(files["csv"].read_bytes().decode()))
    assert len(_read_rdjson(files["rdjson"].read_text(encoding="utf-8"))) == len(on_screen)
    assert len(_read_junit(files["junit"].read_text(encoding="utf-8"))) >= 3
    assert "score 4" in files["text"].read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told_before_any_work(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["check", str(DRAFTS / "example.txt"), "--output", f"sarif:{tmp_path}/no/x.sarif"])
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "cannot be written" in ran.stderr


# --- other programs that run poalint ----------------------------------------------------------------------------------

ROOT = Path(__file__).parent.parent


def test_the_action_uses_only_options_that_check_has(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in steps if "run" in step)
    # What a user may type never becomes part of a script.
    assert not any("${{" in step.get("run", "") for step in steps)
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) ", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used | {"upload-sarif"} == set(action["inputs"])


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("upload", [False, True])
def test_the_actions_script_checks_and_leaves_the_exit_status(tmp_path: Path, upload: bool) -> None:
    letter = tmp_path / "a $(touch x) b.md"
    letter.write_text(
        "Corrective actions:\nWe will train all staff.\n\n<!-- poalint: ignore tense -->\nWe will check each parcel.\n",
        encoding="utf-8",
    )
    told = {
        "PYTHON": sys.executable,
        "POALINT_FILES": f"{letter.name}\n\n",
        "POALINT_ARGS": "--select=tense\n--violation=vtr",
        "POALINT_FAIL_ON": "error",
        "POALINT_FAIL_UNDER": "",
        "POALINT_LANG": "en",
        "POALINT_SARIF": "out.sarif",
        "POALINT_UPLOAD": str(upload).lower(),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    ran = subprocess.run(
        ["bash", str(ROOT / ".github" / "check.sh")],
        cwd=tmp_path,
        env={**os.environ, **told},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    noted = "::error file=a $(touch x) b.md,line=2,col=4,endLine=2,endColumn=14,title=tense/"
    assert ran.stdout.startswith(letter.name if upload else noted)
    assert (tmp_path / "output").read_text().splitlines() == ["written=true", "exit-code=1"]
    run = sarif((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert run["invocations"][0]["exitCode"] == 1
    assert [bool(each["suppressions"]) for each in run["results"]] == ([False] if upload else [False, True])
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("letters/a.txt", True), ("b.docx", True), ("c.md", True), ("README.md", False), ("a.txt.accepted.yml", False)],
)
def test_the_pre_commit_hook_is_given_letters(path: str, wanted: bool) -> None:
    check, fix = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert bool(re.search(check["files"], path) and not re.search(check["exclude"], path)) is wanted
    assert (check["entry"], fix["entry"]) == ("poalint check", "poalint check --fix")
