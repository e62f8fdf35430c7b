"""A line a finding as ESLint's `unix`: `file:line:column: message [Error/rule]`, for efm-langserver and scripts.

Columns count UTF-16 units, as ESLint's and those of language servers do.
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
        yield f"{flat(each.path)}:{at.line}:{at.column}: {each.text} [{level}/{each.rule}]\n"
