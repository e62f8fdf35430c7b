"""The Reviewdog Diagnostic Format. Columns count bytes of UTF-8, as its definition says.

Only safe fixes in one piece are suggested: reviewdog offers each suggestion to be committed by a click, and an unsafe one
states what only the seller can know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.formats import dump
from poalint.formats.checked import Checked, Place, Remark, Run, place_of, remarks_on
from poalint.formats.columns import Ruler, Unit
from poalint.model import Applicability, Finding

_Shape = dict[str, object]


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """The whole output, as one piece."""
    yield dump({"source": {"name": "poalint"}, "diagnostics": list(diagnostics(checked, run))}) + "\n"


def diagnostics(checked: Iterable[Checked], run: Run) -> Iterator[_Shape]:
    """A `Diagnostic` a finding, in order."""
    for each in checked:
        ruler = Ruler(each.draft, Unit.BYTES)
        for remark in remarks_on(each, run, Unit.BYTES):
            yield _diagnostic(remark, run, ruler)


def _diagnostic(remark: Remark, run: Run, ruler: Ruler) -> _Shape:
    location: _Shape = {"path": run.relative(remark.path)}
    code: _Shape = {"value": remark.rule}
    suggestions: list[_Shape] = []
    if remark.place is not None and not remark.in_word:
        location["range"] = _range(remark.place)
    if remark.finding is not None:
        if remark.finding.url:
            code["url"] = remark.finding.url
        if not remark.in_word:
            suggestions = _suggestions(remark.finding, ruler)
    told: _Shape = {
        "message": remark.text,
        "location": location,
        "severity": remark.severity.value.upper(),
        "source": {"name": "poalint"},
        "code": code,
    }
    return {**told, "suggestions": suggestions} if suggestions else told


def _suggestions(finding: Finding, ruler: Ruler) -> list[_Shape]:
    safe = (fix for fix in finding.fixes if fix.applicability is Applicability.SAFE and len(fix.edits) == 1)
    return [{"range": _range(place_of(edit.range, ruler)), "text": edit.text} for fix in safe for edit in fix.edits]


def _range(at: Place) -> _Shape:
    return {
        "start": {"line": at.line, "column": at.column},
        "end": {"line": at.end_line, "column": at.end_column},
    }
