"""Findings and faults as the protocol's diagnostics, each place in the client's units."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lsprotocol import types

from poalint.lsp.places import Page
from poalint.model import AcceptedBy, Finding, Range, Report, Severity
from poalint.pack.faults import Fault

SOURCE = "poalint"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
# YAML ends a line also where the protocol does not.
_YAML_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the client can show of a diagnostic."""

    related: bool = False
    tags: bool = False
    links: bool = False

    @classmethod
    def by(cls, told: types.PublishDiagnosticsClientCapabilities | types.DiagnosticClientCapabilities | None) -> Shown:
        """As the client announces it."""
        if told is None:
            return cls()
        return cls(bool(told.related_information), told.tag_support is not None, bool(told.code_description_support))


def range_of(page: Page, at: Range | None) -> types.Range:
    """A finding's place; the very beginning for one of the letter as a whole."""
    if at is None:
        return types.Range(types.Position(0, 0), types.Position(0, 0))
    return types.Range(*(_position(page, place.line - 1, place.column - 1) for place in (at.start, at.end)))


def _position(page: Page, line: int, column: int) -> types.Position:
    return types.Position(line, page.units(line, column + (page.mark if line == 0 else 0)))


def of_report(report: Report, page: Page, uri: str, shown: Shown) -> list[types.Diagnostic]:
    """The diagnostics on a letter: its findings, and comments that ask for nothing there is."""
    if report.undecided_because is not None:
        if not page.text.strip():
            return []
        told = f"{report.undecided_because}; {report.undecided_help}"
        return [_plain(range_of(page, None), told, types.DiagnosticSeverity.Information, "undecided")]
    return [*(of_finding(each, page, uri, shown) for each in report.findings), *_unused(report, page)]


def of_finding(finding: Finding, page: Page, uri: str, shown: Shown) -> types.Diagnostic:
    """One finding. Its `data` says by what it is known again."""
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, range_of(page, note.range)), note.message)
        for note in finding.related
    ]
    return types.Diagnostic(
        range=range_of(page, finding.range),
        message=f"{finding.message}\n{finding.help}",
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(finding.url) if finding.url and shown.links else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if shown.tags and _only_goes(finding) else None,
        related_information=related if related and shown.related else None,
        data={"fingerprint": finding.fingerprint, "rule": finding.rule},
    )


def _only_goes(finding: Finding) -> bool:
    """Whether all that the finding's fix does is take its words away."""
    edits = finding.fixes[0].edits if finding.fixes else ()
    return bool(edits) and all(not edit.text and edit.range == finding.range for edit in edits)


def _unused(report: Report, page: Page) -> Iterator[types.Diagnostic]:
    for each in report.unused:
        if each.source is AcceptedBy.COMMENT and 0 < each.line <= page.lines:
            told = each.trouble or f"the comment has nothing to ignore for {each.rule}; take it out"
            place = whole_line(page, each.line - 1)
            yield _plain(place, told, types.DiagnosticSeverity.Information, "unused-comment")


def of_faults(faults: Iterable[Fault], page: Page) -> list[types.Diagnostic]:
    """The faults of a pack or configuration, each from its place to the end of the line."""
    return [
        _plain(
            _fault_range(page, fault),
            f"{fault.message}; {fault.hint}" if fault.hint else fault.message,
            types.DiagnosticSeverity.Error,
            "fault",
        )
        for fault in sorted(set(faults))
    ]


def trouble(message: str) -> types.Diagnostic:
    """Why a letter cannot be checked, told at its beginning."""
    return _plain(
        types.Range(types.Position(0, 0), types.Position(0, 0)), message, types.DiagnosticSeverity.Error, "trouble"
    )


def example(page: Page, line: int, message: str) -> types.Diagnostic:
    """An example of a rule that does not come out as written; `line` is YAML's, from 1."""
    return of_faults([Fault("", line, 1, message, "")], page)[0]


def yaml_place(page: Page, line: int, column: int) -> tuple[int, int]:
    """The protocol's place of a line and column (code points) that YAML counts, both from 1."""
    starts = [0, *(found.end() for found in _YAML_END.finditer(page.text))]
    start = starts[min(max(line, 1), len(starts)) - 1]
    return page.place(min(start + max(column, 1) - 1 + (page.mark if line <= 1 else 0), len(page.text)))


def _fault_range(page: Page, fault: Fault) -> types.Range:
    line, character = yaml_place(page, fault.line, fault.column)
    end = len(page.line(line).rstrip())
    return types.Range(types.Position(line, character), types.Position(line, max(character, page.units(line, end))))


def whole_line(page: Page, line: int) -> types.Range:
    """A line without its end."""
    return types.Range(types.Position(line, 0), types.Position(line, page.units(line, len(page.line(line)))))


def _plain(place: types.Range, message: str, severity: types.DiagnosticSeverity, code: str) -> types.Diagnostic:
    return types.Diagnostic(range=place, message=message, severity=severity, code=code, source=SOURCE)


def result_id(diagnostics: Sequence[types.Diagnostic], converter: Any) -> str:
    """What a list of diagnostics is known by: the same for the same list."""
    told = json.dumps(converter.unstructure(list(diagnostics)), sort_keys=True, default=str)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
