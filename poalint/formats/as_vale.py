"""The JSON of Vale, for editors' plugins that read it: alerts by path, each within one line.

`Span` counts code points from 1, its end inclusive, as Vale's own does and nvim-lint reads it. ALE takes it for bytes, as it
does Vale's; where a line holds other signs than ASCII, the `gcc` format is the one for ALE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.draft import Draft
from poalint.formats import dump
from poalint.formats.checked import TOP, Checked, Remark, Run, flat, remarks_on
from poalint.formats.columns import Unit
from poalint.model import Applicability, Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "suggestion"}


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """The whole output, as one piece; each draft is named, also a clean one, since readers take the first name."""
    alerts: dict[str, list[object]] = {}
    for each in checked:
        told = alerts.setdefault(each.result.path, [])
        told.extend(_alert(remark, each.draft) for remark in remarks_on(each, run, Unit.CODE_POINTS))
    yield dump(alerts) + "\n"


def _alert(remark: Remark, draft: Draft | None) -> dict[str, object]:
    at, found = remark.place or TOP, remark.finding
    first = last = at.column
    match = ""
    if draft is not None and found is not None and found.range is not None:
        line = draft.line_span(found.range.start.line)
        start, end = found.range.start.offset, min(found.range.end.offset, line.end)
        match = draft.text[start:end]
        # A place behind the last character is told at that one: readers know no other.
        first = max(1, min(first, len(line)))
        last = max(first, first + len(match) - 1)
    return {
        "Action": _action(found),
        "Span": [first, last],
        "Check": remark.rule,
        "Description": "",
        "Link": found.url or "" if found is not None else "",
        "Message": remark.text,
        "Severity": _LEVELS[remark.severity],
        "Match": flat(match),
        "Line": at.line,
    }


def _action(finding: Finding | None) -> dict[str, object]:
    """What replaces the words flagged: only a safe fix that changes just these."""
    fixes = finding.fixes if finding is not None else ()
    texts = [
        fix.edits[0].text
        for fix in fixes
        if fix.applicability is Applicability.SAFE
        and len(fix.edits) == 1
        and finding is not None
        and fix.edits[0].range == finding.range
    ]
    return {"Name": "replace", "Params": texts} if texts else {"Name": "", "Params": None}
