"""A Code Quality report for GitLab's merge requests. It shows lines only, so that no column is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from poalint.formats import dump
from poalint.formats.checked import TOP, Checked, Remark, Run, remarks
from poalint.formats.columns import Unit
from poalint.model import Severity

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """The whole report, as one piece; an empty list where all is well."""
    seen: dict[str, int] = {}
    issues = [_issue(each, run, seen) for each in remarks(checked, run, Unit.CODE_POINTS)]
    yield dump(issues) + "\n"


def _issue(remark: Remark, run: Run, seen: dict[str, int]) -> dict[str, object]:
    at = remark.place or TOP
    path = run.relative(remark.path)
    return {
        "description": remark.text,
        "check_name": remark.rule,
        "fingerprint": _fingerprint(remark, path, seen),
        "severity": _SEVERITIES[remark.severity],
        "location": {"path": path, "lines": {"begin": at.line, "end": at.end_line}},
    }


def _fingerprint(remark: Remark, path: str, seen: dict[str, int]) -> str:
    """A name for the finding that edits elsewhere leave as it is and no other in the report has."""
    known_by = remark.finding.fingerprint if remark.finding is not None else remark.text
    name = "\0".join((path, remark.rule, known_by))
    count = seen[name] = seen.get(name, 0) + 1
    return hashlib.sha256(f"{name}\0{count}".encode("utf-8", "backslashreplace")).hexdigest()
