"""A line a finding as ESLint's `compact`: `file: line 1, col 5, Error - message (rule)`, for VS Code's `$eslint-compact`.

Columns count UTF-16 units, as VS Code does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.formats.checked import TOP, Checked, Run, flat, remarks
from poalint.formats.columns import Unit


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """A line a finding; nothing for a clean draft."""
    for each in remarks(checked, run, Unit.UTF16):
        at = each.place or TOP
        level = each.severity.value.capitalize()
        yield f"{flat(each.path)}: line {at.line}, col {at.column}, {level} - {each.text} ({each.rule})\n"
