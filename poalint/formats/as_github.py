"""Workflow commands of GitHub Actions: each finding a note beside its line in the pull request.

GitHub shows at most ten of each severity a step. Columns count UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from poalint.formats.checked import Checked, Remark, Run, flat, remarks
from poalint.formats.columns import Unit
from poalint.model import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """A command a finding; nothing for a clean draft."""
    for each in remarks(checked, run, Unit.UTF16):
        told = {"file": flat(run.relative(each.path)), **_lines(each), "title": each.rule}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in told.items())
        yield f"::{_COMMANDS[each.severity]} {properties}::{_data(each.text)}\n"


def _lines(remark: Remark) -> Mapping[str, int]:
    """Where it stands. GitHub takes columns only within one line, and no lines of a Word file."""
    at = remark.place
    if at is None or remark.in_word:
        return {}
    if at.line != at.end_line:
        return {"line": at.line, "endLine": at.end_line}
    return {"line": at.line, "col": at.column, "endLine": at.end_line, "endColumn": at.end_column}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
